using Google.Protobuf;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Resources;
using Kompetanse.Competence.Verification.Deliveries;
using Kompetanse.Competence.Verification.Requirements;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Proto = Kompetanse.Protos;

namespace Kompetanse.Competence.Changing;

/// <summary>
/// What a command would save, checked as a whole against itself and everything that stands. One resource and the import
/// of a whole agency go the same way, so that the rules are the same for both.
/// </summary>
/// <param name="agency">What stands.</param>
/// <param name="context">Date, caller and sealing.</param>
internal sealed class Changes(Agency agency, DecisionContext context) : Checks
{
    /// <summary>What stands.</summary>
    public Agency Agency => agency;

    public Staged<Proto.Directory.V1.Unit> Units { get; } = new();

    public Staged<Proto.Directory.V1.Employee> Employees { get; } = new();

    public Staged<Proto.Directory.V1.Position> Positions { get; } = new();

    public Staged<Proto.Catalogue.V1.Competence> Competences { get; } = new();

    public Staged<Proto.Catalogue.V1.Role> Roles { get; } = new();

    public Staged<Proto.Catalogue.V1.RoleProfile> RoleProfiles { get; } = new();

    public Staged<Proto.Catalogue.V1.LocalAdaptation> LocalAdaptations { get; } = new();

    public Staged<Proto.Catalogue.V1.UnitProfile> UnitProfiles { get; } = new();

    public Staged<Proto.Catalogue.V1.Goal> Goals { get; } = new();

    public Staged<Proto.Catalogue.V1.LevelScale> LevelScales { get; } = new();

    public Staged<Proto.Verification.V1.DemandingTask> DemandingTasks { get; } = new();

    public Staged<Proto.Verification.V1.Requirement> Requirements { get; } = new();

    public Staged<Proto.Verification.V1.Consultation> Consultations { get; } = new();

    public Staged<Proto.Verification.V1.Delivery> Deliveries { get; } = new();

    /// <summary>Assessments to record, checked where they came in; null when there are none.</summary>
    public AssessmentsRecorded? Assessments { get; set; }

    public bool HasUnit(string id) => Units.Contains(id) || agency.Units.Contains(id);

    public bool HasEmployee(string id) => Employees.Contains(id) || agency.Employees.Contains(id);

    public bool HasCompetence(string id) => Competences.Contains(id) || agency.Competences.Contains(id);

    public bool HasRole(string id) => Roles.Contains(id) || agency.Roles.Contains(id);

    public bool HasTask(string id) => DemandingTasks.Contains(id) || agency.Tasks.Contains(id);

    /// <summary>The kind that a competence has, or would get.</summary>
    public Proto.Catalogue.V1.CompetenceKind KindOf(string competenceId) =>
        (Competences.Find(competenceId) ?? agency.Competences.Find(competenceId)?.Saved)?.Kind ?? default;

    /// <summary>Stages a resource, once in a command.</summary>
    public void Stage<TMessage>(Staged<TMessage> staged, string key, TMessage message, string field)
        where TMessage : class
    {
        if (!staged.TryAdd(key, message, field, out var before))
        {
            Refuse(new DuplicateRow(field, before.Field));
        }
    }

    /// <summary>The decision: every event, or every reason why not.</summary>
    public Decision Decide()
    {
        UnitRules.Check(this);
        PositionRules.Check(this);
        RoleProfileRules.Check(this);
        LocalAdaptationRules.Check(this);
        UnitProfileRules.Check(this);
        GoalRules.Check(this);
        DemandingTaskRules.Check(this);
        RequirementRules.Check(this);
        DeliveryRules.Check(this);
        return IsRefused ? Decision.Refuse(Refusals) : Decision.Accept(Events());
    }

    /// <summary>In an order in which each event only names what is there. What is saved already makes no event.</summary>
    private List<IMessage> Events()
    {
        var events = new List<IMessage>();
        Add(LevelScales, agency.LevelScales, scale => new LevelScaleSaved { LevelScale = scale });
        Add(Competences, agency.Competences, competence => new CompetenceSaved { Competence = competence });
        Add(Roles, agency.Roles, role => new RoleSaved { Role = role });
        Add(Employees, agency.Employees, Sealed);
        Add(Units, agency.Units, unit => new UnitSaved { Unit = unit }, UnitRules.ParentsFirst(Units));
        Add(Positions, agency.Positions, position => new PositionSaved { Position = position });
        Add(RoleProfiles, agency.RoleProfiles, profile => new RoleProfileSaved { RoleProfile = profile });
        Add(LocalAdaptations, agency.LocalAdaptations, change => new LocalAdaptationSaved { LocalAdaptation = change });
        Add(UnitProfiles, agency.UnitProfiles, profile => new UnitProfileSaved { UnitProfile = profile });
        Add(Goals, agency.Goals, goal => new GoalSaved { Goal = goal });
        Add(DemandingTasks, agency.Tasks, task => new DemandingTaskSaved { DemandingTask = task });
        Add(Consultations, agency.Consultations, consultation => new ConsultationSaved { Consultation = consultation });
        Add(Requirements, agency.Requirements, requirement => new RequirementSaved { Requirement = requirement });
        Add(Deliveries, agency.Deliveries.All, delivery => new DeliverySaved { Delivery = delivery });
        if (Assessments is { Employee.Count: > 0 } assessments)
        {
            events.Add(assessments);
        }

        return events;

        void Add<TEntity, TMessage>(
            Staged<TMessage> staged, Register<TEntity> saved, Func<TMessage, IMessage> saving,
            IEnumerable<Staged<TMessage>.Row>? inOrder = null)
            where TEntity : Entity<TMessage>
            where TMessage : class, IMessage<TMessage> =>
            events.AddRange((inOrder ?? staged.Rows)
                .Where(row => saved.Find(row.Key)?.Saved.Equals(row.Message) != true)
                .Select(row => saving(row.Message)));
    }

    private EmployeeSaved Sealed(Proto.Directory.V1.Employee employee) => new()
    {
        Id = employee.Id,
        Employer = employee.Employer,
        SealedDetails = context.Seal(employee.Id, new PersonalDetails { Name = employee.Name, Email = employee.Email }),
    };
}
