using System.Globalization;
using Google.Protobuf;
using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1.Evidence;

namespace Kompetanse.Competence.Verification.Evidencing;

/// <summary>Evidence that a person, or a system on its behalf, adds. Who may add which kind is a matter of access.</summary>
internal static class AddEvidence
{
    private const string Field = "evidence";

    public static Decision Decide(Agency agency, AddEvidenceRequest command, DecisionContext context)
    {
        if (command.Evidence is not { } evidence)
        {
            return Decision.Refuse(new FieldRequired(Field));
        }

        if (evidence.Id.Length > 0)
        {
            return Decision.Refuse(new FieldFixed($"{Field}.id"));
        }

        var checks = new Changes(agency, context);
        EvidenceRules.Check(checks, evidence, Field, context.Today);
        return checks.IsRefused
            ? Decision.Refuse(checks.Refusals)
            : Decision.Accept(Added(evidence, agency.Employees[evidence.EmployeeId].Evidence.Count + 1, context));
    }

    /// <summary>The event, with what may tell of the employee sealed with the employee's key.</summary>
    /// <param name="evidence">What was sent, checked.</param>
    /// <param name="number">Its number among the employee's.</param>
    /// <param name="context">Seals.</param>
    public static EvidenceAdded Added(Message evidence, int number, DecisionContext context) => new()
    {
        Id = Evidence.IdOf(evidence.EmployeeId, number),
        EmployeeId = evidence.EmployeeId,
        Kind = evidence.Kind,
        Date = evidence.Date,
        CompetenceIds = { evidence.CompetenceIds },
        TaskId = evidence.TaskId,
        ActivityId = evidence.ActivityId,
        Credits = evidence.Credits,
        SealedDetails = evidence.Source.Length + evidence.ArchiveReference.Length + evidence.Text.Length == 0
            ? ByteString.Empty
            : context.Seal(evidence.EmployeeId, new EvidenceDetails
            {
                Source = evidence.Source,
                ArchiveReference = evidence.ArchiveReference,
                Text = evidence.Text,
            }),
    };

    /// <summary>What the command added, now or when its request id was first used.</summary>
    public static Message Reply(Agency agency, IReadOnlyList<IMessage> events, QueryContext context)
    {
        var added = events.OfType<EvidenceAdded>().Single();
        return agency.Employees[added.EmployeeId].Evidence.Single(evidence => evidence.Id == added.Id)
            .Of(added.EmployeeId, context.Unseal);
    }
}
