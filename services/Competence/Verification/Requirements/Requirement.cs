using System.Globalization;
using Kompetanse.Competence.Resources;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1.Requirement;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>
/// One version of what a demanding task asks for (kompetansekrav). It goes DRAFT → CONSULTATION → APPROVED by what people
/// do, and → EFFECTIVE → RETIRED by date alone, so that nothing has to run for it (domain rule 15).
/// </summary>
public sealed class Requirement(string key, int index, DemandingTask task, int number) : Entity<Message>(key, index)
{
    private readonly List<Statement> _statements = [];
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal);
    private bool _isSentOut;

    /// <summary>Of what task.</summary>
    public DemandingTask Task { get; } = task;

    /// <summary>1, 2, 3 … of its task.</summary>
    public int Number { get; } = number;

    /// <summary>What must be known and mastered, each competence once.</summary>
    public IReadOnlyList<Component> Components { get; internal set; } = [];

    /// <summary>What must show it.</summary>
    public IReadOnlyList<EvidenceRule> Evidence => Saved.Evidence;

    /// <summary>How long a verification is valid, in months.</summary>
    public int ValidityMonths => Saved.ValidityMonths;

    /// <summary>The least number of verified people in a unit that does the task.</summary>
    public int LeastPeople => Saved.LeastPeople;

    /// <summary>When verifications by an earlier version must be renewed; null: they stay valid until their own end.</summary>
    public DateOnly? RenewBy { get; internal set; }

    /// <summary>The first day in force; null before it is approved.</summary>
    public DateOnly? ValidFrom { get; private set; }

    /// <summary>The first day it is not in force any more because it was ended; null: it was not.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Whether it is approved, and is not ended before its start.</summary>
    public bool ComesIntoForce => ValidFrom is { } start && (EndedOn is not { } end || end > start);

    /// <summary>The first day it is not in force any more: it was ended, or the next version came; null: neither is known.</summary>
    public DateOnly? ValidTo
    {
        get
        {
            var replaced = ValidFrom is null
                ? null
                : Task.Requirements.Skip(Number).FirstOrDefault(next => next.ComesIntoForce)?.ValidFrom;
            return EndedOn is { } end && (replaced is null || end < replaced) ? end : replaced;
        }
    }

    /// <summary>What the parties have said, in the order they did.</summary>
    public IReadOnlyList<Statement> Statements => _statements;

    /// <summary>The key of a version of a task's requirement; keys order by number.</summary>
    public static string KeyOf(string taskId, int version) =>
        $"{taskId}~{version.ToString("D4", CultureInfo.InvariantCulture)}";

    /// <summary>Where in its life it is on a date, as far as is known.</summary>
    public RequirementState StateOn(DateOnly date) =>
        ValidFrom is not { } start ? (_isSentOut ? RequirementState.Consultation : RequirementState.Draft)
        : !ComesIntoForce || ValidTo <= date ? RequirementState.Retired
        : date < start ? RequirementState.Approved
        : RequirementState.Effective;

    /// <summary>Whether a party has been heard since the text was last sent out.</summary>
    public bool HasHeard(string partyId) => _heard.Contains(partyId);

    internal void Consult()
    {
        _isSentOut = true;
        _heard.Clear();
    }

    internal void Add(Statement statement)
    {
        _statements.Add(statement);
        _heard.Add(statement.PartyId);
    }

    internal void Revise() => _isSentOut = false;

    internal void Approve(DateOnly validFrom) => ValidFrom = validFrom;

    internal void End(DateOnly validTo) => EndedOn = validTo;
}
