using Kompetanse.Competence.Access;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Resources;
using Kompetanse.Competence.Verification.Deciding;
using Kompetanse.Competence.Verification.Deliveries;
using Kompetanse.Competence.Verification.Requirements;

namespace Kompetanse.Competence;

/// <summary>
/// What an agency's ledger adds up to: who works where, what is expected, what people can do. Changed only by applying
/// events (<see cref="AgencyEvents"/>); everything else reads it.
/// </summary>
public sealed class Agency
{
    /// <summary>Units of the tree.</summary>
    public Register<Unit> Units { get; } = new();

    /// <summary>The day from which the last change of a unit that stood already counts.</summary>
    internal DateOnly TreeChangedOn { get; set; }

    /// <summary>Employees, also those without a position now.</summary>
    public Register<Employee> Employees { get; } = new();

    /// <summary>Positions, past, present and future.</summary>
    public Register<Position> Positions { get; } = new();

    /// <summary>Competences.</summary>
    public Register<Catalogue.Competence> Competences { get; } = new();

    /// <summary>Roles, each with the versions of its profile.</summary>
    public Register<Role> Roles { get; } = new();

    /// <summary>Versions of role profiles, by role and date.</summary>
    public Register<RoleProfile> RoleProfiles { get; } = new();

    /// <summary>Versions of local adaptations, by unit, role and date.</summary>
    public Register<LocalAdaptation> LocalAdaptations { get; } = new();

    /// <summary>What units need together, by unit.</summary>
    public Register<UnitProfile> UnitProfiles { get; } = new();

    /// <summary>The agency's goals.</summary>
    public Register<Goal> Goals { get; } = new();

    /// <summary>Demanding tasks, each with the versions of its requirement.</summary>
    public Register<DemandingTask> Tasks { get; } = new();

    /// <summary>Versions of requirements, by task and number.</summary>
    public Register<Requirement> Requirements { get; } = new();

    /// <summary>Who must be heard before a requirement is approved; null until that was said.</summary>
    public Consultation? Consultation => Consultations.Find(Consultation.TheOnly);

    /// <summary>Leaders' decisions, in the order they were made.</summary>
    public Register<VerificationDecision> Verifications { get; } = new();

    /// <summary>Tasks that a unit does for another.</summary>
    public DeliveryBook Deliveries { get; } = new();

    /// <summary>Who has read whose data.</summary>
    public AccessLog Accesses { get; } = new();

    internal Register<Consultation> Consultations { get; } = new();

    /// <summary>The names of the levels; the only one of its kind.</summary>
    public Register<LevelScale> LevelScales { get; } = new();
}
