using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1.Evidence;

namespace Kompetanse.Competence.Verification.Evidencing;

/// <summary>
/// What a learning platform has seen completed, all or none. Its own reference tells it apart from what it has reported before,
/// and from nobody else's: an employee who adds evidence with the same reference stops no report.
/// </summary>
internal static class ReportCompletions
{
    /// <summary>The most in one report; as many as a platform completes in a day.</summary>
    private const int Most = 10_000;

    public static Decision Decide(Agency agency, ReportCompletionsRequest command, DecisionContext context)
    {
        if (command.Completions.Count > Most)
        {
            return Decision.Refuse(new CompletionsOverLimit("completions", $"{Most}"));
        }

        var checks = new Changes(agency, context);
        var seen = new Dictionary<(string, string), string>();
        for (var i = 0; i < command.Completions.Count && !checks.IsFull; i++)
        {
            Check(checks, command.Completions[i], $"completions[{i}]", context.Today);
            checks.CheckOnce(
                seen, (command.Completions[i].EmployeeId, command.Completions[i].ArchiveReference), $"completions[{i}]");
        }

        return checks.IsRefused
            ? Decision.Refuse(checks.Refusals)
            : Decision.Accept([.. command.Completions.GroupBy(one => one.EmployeeId, StringComparer.Ordinal)
                .SelectMany(ofEmployee => New(agency, ofEmployee.Key, ofEmployee, context))]);
    }

    public static ReportCompletionsResponse Reply(ReportCompletionsRequest command, int added) =>
        new() { Added = added, Known = Math.Max(command.Completions.Count - added, 0) };

    private static void Check(Changes checks, Message completion, string field, DateOnly today)
    {
        if (completion.Id.Length > 0)
        {
            checks.Refuse(new FieldFixed($"{field}.id"));
        }

        if (completion.ArchiveReference.Length == 0)
        {
            checks.Refuse(new FieldRequired($"{field}.archive_reference"));
        }

        if (completion.Kind == EvidenceKind.PeerObservation)
        {
            checks.Refuse(new ObserverNotMentor($"{field}.kind"));
        }

        EvidenceRules.Check(checks, completion, field, today);
    }

    private static IEnumerable<EvidenceAdded> New(
        Agency agency, string employeeId, IEnumerable<Message> completions, DecisionContext context)
    {
        var standing = agency.Employees[employeeId].Evidence;
        var known = standing.Where(evidence => evidence.AddedBy == context.Caller.Actor)
            .Select(evidence => evidence.ArchiveReference).ToHashSet(StringComparer.Ordinal);
        return completions.Where(completion => !known.Contains(completion.ArchiveReference))
            .Select((completion, i) => AddEvidence.Added(completion, standing.Count + i + 1, context));
    }
}
