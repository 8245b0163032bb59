using System.Globalization;
using Kompetanse.EndToEnd.Processes;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.EndToEnd.Verification;

/// <summary>
/// An office led by Cato, where Anna and Bo work. Work ability is a demanding task since today: both parties were heard. Anna is
/// agreed to reach the levels, and Bo, whom Cato has made a mentor, has observed her twice (anna~1, anna~2).
/// </summary>
internal static class ObservedOffice
{
    public const string TaskId = "arbeidsevne";

    /// <summary>Today in Oslo.</summary>
    public static DateOnly Today => new AgencyClock(TimeProvider.System).Today();

    /// <summary>The ISO date some days from today.</summary>
    public static string Day(int days) => Today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static async Task SetUpAsync(RunningHost host)
    {
        using var keeper = new Client(host);
        await keeper.ImportAsync(new[] { Rows() }.ToAsyncEnumerable());
        await keeper.Requirements.CreateTaskAsync(new() { Task = WorkAbility });
        await keeper.Requirements.UpdateConsultationAsync(new() { Consultation = Parties() });
        await keeper.Requirements.CreateRequirementAsync(new() { Requirement = FirstVersion() });
        await keeper.Requirements.ConsultRequirementAsync(new() { TaskId = TaskId, Version = 1 });
        using var unions = new Client(host, "Persona represents:kontor");
        foreach (var party in new[] { "ntl", "fo" })
        {
            var statement = new Statement { PartyId = party, Stance = Stance.Supports, Text = "Et godt krav." };
            await unions.Requirements.AddStatementAsync(new() { TaskId = TaskId, Version = 1, Statement = statement });
        }

        await keeper.Requirements.ApproveRequirementAsync(new() { TaskId = TaskId, Version = 1, ValidFrom = Day(0) });
        await ObserveAsync(host);
    }

    static async Task ObserveAsync(RunningHost host)
    {
        using var cato = new Client(host, "Persona cato");
        await cato.Evidence.AppointMentorAsync(new() { Appointment = new MentorAppointment { MentorId = "bo", FromDate = Day(-60) } });
        using var bo = new Client(host, "Persona bo");
        foreach (var days in new[] { -20, -10 })
            await bo.Evidence.AddEvidenceAsync(new() { Evidence = Observation(days) });
    }

    static ImportRequest Rows() => new()
    {
        Employees =
        {
            from id in new[] { "anna", "bo", "cato" } select new Employee { Id = id, Name = $"Navn {id}", Employer = Employer.State },
        },
        Units =
        {
            new Unit
            {
                Id = "kontor", Name = "Nav Fjellvik", Type = UnitType.Office,
                Leaderships = { new Leadership { EmployeeId = "cato", Kind = LeadershipKind.Leader, FromDate = "2020-01-01" } },
            },
        },
        Roles = { new Role { Id = "veileder", NameNb = "Veileder" } },
        Positions =
        {
            from id in new[] { "anna", "bo", "cato" }
            select new Position { EmployeeId = id, UnitId = "kontor", RoleId = "veileder", Share = 1, FromDate = "2020-01-01" },
        },
        Competences =
        {
            new Protos.Catalogue.V1.Competence { Id = "regelverk", NameNb = "Regelverk", Kind = CompetenceKind.Knowledge },
            new Protos.Catalogue.V1.Competence { Id = "veiledning", NameNb = "Veiledning", Kind = CompetenceKind.Skill },
        },
        Assessments = { Agreed("regelverk", 2), Agreed("veiledning", 3) },
    };

    static Assessment Agreed(string competence, int level) =>
        new() { EmployeeId = "anna", CompetenceId = competence, Basis = Basis.Agreed, Level = level, Date = Day(-30) };

    static DemandingTask WorkAbility =>
        new() { Id = TaskId, NameNb = "Vurdere arbeidsevne", RoleIds = { "veileder" } };

    static Consultation Parties() =>
        new() { Parties = { new Party { Id = "ntl", NameNb = "NTL" }, new Party { Id = "fo", NameNb = "FO" } } };

    static Requirement FirstVersion() => new()
    {
        TaskId = TaskId,
        Components = { new Component { CompetenceId = "regelverk", Level = 2 }, new Component { CompetenceId = "veiledning", Level = 3 } },
        Evidence = { new EvidenceRule { Kind = EvidenceKind.PeerObservation, Least = 2, GreatestAgeMonths = 12 } },
        ValidityMonths = 24,
        LeastPeople = 1,
        LegalBasis = "NAV-loven § 14 a",
        KnowledgeBasis = KnowledgeBasis.Strong,
    };

    static Evidence Observation(int days) => new()
    {
        EmployeeId = "anna", Kind = EvidenceKind.PeerObservation, Date = Day(days), TaskId = TaskId, Text = "Trygg i samtalen.",
    };
}
