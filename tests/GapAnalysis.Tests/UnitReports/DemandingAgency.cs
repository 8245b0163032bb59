using Google.Protobuf;
using Kompetanse.GapAnalysis.Tests.Disclosure;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Gap.V1;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Requirement = Kompetanse.Protos.Verification.V1.Requirement;
using VerifyRequest = Kompetanse.Protos.Verification.V1.VerifyRequest;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>
/// An agency with demanding tasks, from 1 January 2026 on: nav → fylke → kontor and nabo, all led by «leder». Everybody is
/// agreed to know what the requirements ask for, so that it is the leader's word alone that counts. «leder» and «mentor» work in
/// nav; the mentor guides, and may do the tasks alone once the leader has said so.
/// </summary>
internal sealed class DemandingAgency
{
    public static readonly DateOnly Start = new(2026, 1, 1);
    public static readonly string[] Units = ["nav", "fylke", "kontor", "nabo"];

    readonly HiddenAgencies _agencies;
    readonly string _organisation;

    DemandingAgency(HiddenAgencies agencies, string organisation) => (_agencies, _organisation) = (agencies, organisation);

    public DateOnly Today
    {
        get;
        set
        {
            field = value;
            _agencies.Now = new DateTimeOffset(value.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
        }
    }

    /// <summary>The agency with these positions, and the tasks, each of one role.</summary>
    public static async Task<DemandingAgency> OpenAsync(
        HiddenAgencies agencies, IReadOnlyList<PlainPosition> positions, params IReadOnlyList<(string Task, string Role)> tasks)
    {
        var people = positions.Select(position => position.Employee).Append("mentor").Distinct().ToList();
        var plain = new PlainAgency
        {
            Units = [new("nav", null), new("fylke", "nav"), new("kontor", "fylke"), new("nabo", "fylke")],
            Employees = [.. people, "leder"],
            Roles = ["veileder", "beslutter", "annet"],
            Competences = ["veiledning", "regelverk"],
            Positions = [.. positions, new("mentor", "nav", "annet", 1, Start, null), new("leder", "nav", "annet", 1, Start, null)],
            Assessments = [.. people.SelectMany(id => new[] { Agreed(id, "veiledning"), Agreed(id, "regelverk") })],
        };
        var led = new Leadership { EmployeeId = "leder", Kind = LeadershipKind.Leader };
        var more = new ImportRequest
        {
            Units = { new Unit { Id = "nav", Name = "Enhet nav", Type = UnitType.Office, Leaderships = { led } } },
            Competences = { new Protos.Catalogue.V1.Competence { Id = "regelverk", NameNb = "Regelverk", Kind = CompetenceKind.Knowledge, Area = "veiledning" } },
        };
        agencies.Leads = null;
        agencies.Now = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        var agency = new DemandingAgency(
            agencies, await agencies.RecordAsync([.. ImportRows.InTwo(plain), new ImportCommand { Rows = more, Assessments = new() }]));
        agency.Today = Start;
        foreach (var (task, role) in tasks)
        {
            await agencies.ExecuteAsync(agency._organisation, new CreateTaskRequest
            {
                Task = new DemandingTask { Id = task, NameNb = $"Oppgave {task}", RoleIds = { role } },
            });
        }

        (await agency.IsTakenAsync(new AppointMentorRequest { Appointment = new() { MentorId = "mentor", FromDate = Iso(Start) } })).ShouldBeTrue();
        return agency;
    }

    /// <summary>A version of a requirement, made, sent out where nobody must be heard, and approved.</summary>
    public async Task RequireAsync(string task, int people, DateOnly from, int version = 1, DateOnly? renewBy = null)
    {
        await DoAsync(new CreateRequirementRequest
        {
            Requirement = new Requirement
            {
                TaskId = task,
                Components = { new Component { CompetenceId = "regelverk", Level = 2 }, new Component { CompetenceId = "veiledning", Level = 2 } },
                ValidityMonths = 12,
                LeastPeople = people,
                LegalBasis = "folketrygdloven § 11-5",
                KnowledgeBasis = KnowledgeBasis.Strong,
                Standing = new Standing { RenewBy = renewBy is { } day ? Iso(day) : "" },
            },
        });
        await DoAsync(new ConsultRequirementRequest { TaskId = task, Version = version });
        await DoAsync(new ApproveRequirementRequest { TaskId = task, Version = version, ValidFrom = Iso(from) });
    }

    public Task RetireAsync(string task, DateOnly to, int version = 1) =>
        DoAsync(new RetireRequirementRequest { TaskId = task, Version = version, ValidTo = Iso(to) });

    /// <summary>The leader's decision today. Whether it was taken: the requirement must be in force, and the employee here.</summary>
    public Task<bool> VerifyAsync(
        string employee, string task, DateOnly? until = null, VerificationOutcome outcome = VerificationOutcome.Verified) =>
        IsTakenAsync(new VerifyRequest
        {
            EmployeeId = employee, TaskId = task, Outcome = outcome, Reasoning = "God praksis", ValidUntil = until is { } end ? Iso(end) : "",
        });

    /// <summary>The leader takes back the decision of a number. Whether it was there to be taken back.</summary>
    public Task<bool> RevokeAsync(int number) => IsTakenAsync(new RevokeRequest { Id = $"v{number}", Reason = "Endrede oppgaver" });

    public Task<bool> MentorAsync(string employee, string task, DateOnly from, DateOnly to) => IsTakenAsync(new AssignMentorRequest
    {
        Assignment = new() { EmployeeId = employee, TaskId = task, MentorId = "mentor", FromDate = Iso(from), ToDate = Iso(to) },
    });

    public Task<bool> DeliverAsync(string task, string by, string @for, DateOnly from, DateOnly? to = null) => IsTakenAsync(
        new CreateDeliveryRequest
        {
            Delivery = new Delivery { TaskId = task, ByUnitId = by, ForUnitId = @for, FromDate = Iso(from), ToDate = to is { } end ? Iso(end) : "" },
        });

    /// <summary>HR moves a unit today.</summary>
    public Task MoveAsync(string unit, string above) => _agencies.MoveAsync(_organisation, new PlainMove(unit, Today, above, $"Enhet {unit}"));

    public async Task<TaskCheck> CheckAsync(string employee, string task, DateOnly date) => await _agencies.AskAsync<TaskCheck>(
        _organisation, new CheckTaskRequest { EmployeeId = employee, TaskId = task, Date = Iso(date) });

    /// <summary>The rows as somebody sees them who leads these units; null: all.</summary>
    public async Task<IReadOnlyList<TaskRow>> RowsAsync(
        string unit, DateOnly date, IReadOnlyCollection<string>? leads = null, bool onlyUnit = false)
    {
        _agencies.Leads = leads;
        return (await _agencies.ReportAsync(_organisation, new Question(unit, date, OnlyUnit: onlyUnit))).TaskRows;
    }

    static PlainAssessment Agreed(string employee, string competence) => new(employee, competence, Basis.Agreed, 3, new(2025, 6, 1));

    static string Iso(DateOnly date) => $"{date:yyyy-MM-dd}";

    async Task DoAsync(IMessage command) => await _agencies.ExecuteAsync(_organisation, command);

    Task<bool> IsTakenAsync(IMessage command) => _agencies.TryAsync(_organisation, "leder", command);
}
