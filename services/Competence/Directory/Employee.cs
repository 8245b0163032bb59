using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Resources;
using Kompetanse.Competence.Verification.Deciding;
using Kompetanse.Competence.Verification.Evidencing;
using Kompetanse.Competence.Verification.Mentors;
using Message = Kompetanse.Protos.Directory.V1.Employee;

namespace Kompetanse.Competence.Directory;

/// <summary>A person employed by the state or by a municipality (medarbeider).</summary>
public sealed class Employee(string id, int index) : Entity<Message>(id, index)
{
    private readonly List<Position> _positions = [];
    private EmployeeAssessments _assessments = EmployeeAssessments.None;
    private List<Evidence>? _evidence;
    private List<VerificationDecision>? _verifications;

    /// <summary>Positions of all times.</summary>
    public IReadOnlyList<Position> Positions => _positions;

    /// <summary>What the employee can do, at any date.</summary>
    public EmployeeAssessments Assessments
    {
        get => _assessments;
        internal set
        {
            _assessments = value;
            ForgetHoldings();
        }
    }

    /// <summary>What shows it, in the order it came in.</summary>
    public IReadOnlyList<Evidence> Evidence => _evidence ?? (IReadOnlyList<Evidence>)[];

    /// <summary>Decisions about the employee, in the order they were made.</summary>
    public IReadOnlyList<VerificationDecision> Verifications => _verifications ?? (IReadOnlyList<VerificationDecision>)[];

    /// <summary>The periods in which the employee observes and guides colleagues.</summary>
    public IReadOnlyList<MentorAppointment> MentorAppointments { get; internal set; } = [];

    /// <summary>The mentors under whose supervision the employee may do a task.</summary>
    public IReadOnlyList<MentorAssignment> MentorAssignments { get; internal set; } = [];

    /// <summary>The ledger position of the last appointment as a mentor, or assignment of one.</summary>
    internal long MentorRevision { get; set; }

    /// <summary>Whether the employee works in the agency on a date, in any unit.</summary>
    public bool HasPositionOn(DateOnly date)
    {
        foreach (var position in _positions)
        {
            if (position.Period.Contains(date))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the employee is a mentor on a date: appointed, and works in the agency.</summary>
    public bool IsMentorOn(DateOnly date) =>
        MentorAppointments.Any(appointment => appointment.Period.Contains(date)) && HasPositionOn(date);

    internal void Add(Evidence evidence) => (_evidence ??= []).Add(evidence);

    internal void Add(VerificationDecision decision) => (_verifications ??= []).Add(decision);

    internal void Add(Position position)
    {
        _positions.Add(position);
        ForgetHoldings();
    }

    /// <summary>What is laid out of the units where the employee has positions tells of levels, and whether there are several.</summary>
    private void ForgetHoldings()
    {
        foreach (var position in _positions)
        {
            position.Unit.ForgetHolders();
        }
    }
}
