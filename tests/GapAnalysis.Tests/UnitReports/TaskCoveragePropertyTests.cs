using FsCheck;
using FsCheck.Fluent;
using Kompetanse.GapAnalysis.Tests.Disclosure;
using Kompetanse.Protos.Gap.V1;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>
/// Any history of decisions, mentors, deliveries, new versions and units that move, with weeks going by: the rows are what a few plain loops
/// say over what CheckTask answers of each person, and whoever leads none of the units sees no figure.
/// </summary>
public sealed class TaskCoveragePropertyTests(HiddenAgencies agencies, ITestOutputHelper output) : IClassFixture<HiddenAgencies>
{
    static readonly DateOnly Start = DemandingAgency.Start;
    static readonly string[] Employees = ["a", "b", "c", "d", "e"];
    static readonly (string Task, string Role)[] Tasks = [("aap", "veileder"), ("stans", "beslutter")];

    static readonly Gen<History> Histories =
        from positions in Positions().NonEmptyListOf()
        from steps in Steps().ArrayOf()
        from days in Gen.Choose(-30, 600).ArrayOf(4)
        from leads in Gen.Elements(DemandingAgency.Units)
        select new History([.. positions.DistinctBy(one => (one.Employee, one.Unit, one.Role))], steps, days, leads);

    readonly Dictionary<string, int> _met = [];

    enum StepKind { Verify, Refuse, Revoke, Mentor, Deliver, NewVersion, Retire, MoveUnit, Wait }

    [Fact]
    public void Rows_agree_with_what_is_answered_of_each_person_and_tell_no_figure_to_who_leads_none_of_them()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150).WithStartSize(15).WithEndSize(50),
            Prop.ForAll(Histories.ToArbitrary(), history => Task.Run(() => HoldsAsync(history))));

        // Random histories that never came to these would prove little about them.
        foreach (var (what, times) in _met)
        {
            output.WriteLine($"{times} rows with {what}");
            times.ShouldBeGreaterThan(5, what);
        }
    }

    static Gen<PlainPosition> Positions() =>
        from employee in Gen.Elements(Employees)
        from unit in Gen.Elements("kontor", "kontor", "nabo", "fylke", "nav")
        from role in Gen.Elements("veileder", "veileder", "beslutter")
        from start in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 200)))
        from days in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 400)))
        select new PlainPosition(employee, unit, role, 0.1m, Start.AddDays(start), days == 0 ? null : Start.AddDays(start + days));

    static Gen<Step> Steps() =>
        from kind in Gen.Elements(
            StepKind.Verify, StepKind.Verify, StepKind.Verify, StepKind.Verify, StepKind.Refuse, StepKind.Revoke, StepKind.Mentor,
            StepKind.Deliver, StepKind.Deliver, StepKind.NewVersion, StepKind.Retire, StepKind.MoveUnit, StepKind.Wait)
        from who in Gen.Elements([.. Employees, "mentor"])
        from task in Gen.Choose(0, 1)
        from a in Gen.Choose(0, 120)
        from b in Gen.Choose(0, 365)
        select new Step(kind, who, Tasks[task].Task, a, b);

    async Task HoldsAsync(History history)
    {
        var agency = await DemandingAgency.OpenAsync(agencies, history.Positions, Tasks);
        var facts = new Facts(history.Positions);
        foreach (var (task, _) in Tasks)
        {
            await agency.RequireAsync(task, 1, Start);
            facts.Versions[task].Add(new Version(1, Start, null));
            // Where nobody performs the task nobody is verified for it.
            facts.Decisions += await agency.VerifyAsync("mentor", task) ? 1 : 0;
        }

        foreach (var step in history.Steps)
        {
            await TakeAsync(agency, facts, step);
        }

        foreach (var day in history.Days.Select(days => Start.AddDays(days)).Append(agency.Today))
        {
            var expected = await facts.RowsAsync(agency, day);
            var exact = await agency.RowsAsync("nav", day);
            exact.ShouldBe(expected, $"on {day:O}");
            (await agency.RowsAsync("fylke", day)).ShouldBe(expected.Where(row => facts.IsInCounty(row.UnitId, day)), $"on {day:O}");
            (await agency.RowsAsync("kontor", day, onlyUnit: true)).ShouldBe(expected.Where(row => row.UnitId == "kontor"));
            (await agency.RowsAsync("nav", day, leads: [history.Leads])).ShouldBe(AsSeenBy(history.Leads, expected), $"on {day:O}");
            expected.ForEach(Remember);
        }
    }

    static async Task TakeAsync(DemandingAgency agency, Facts facts, Step step)
    {
        var (today, versions) = (agency.Today, facts.Versions[step.Task]);
        switch (step.Kind)
        {
            case StepKind.Verify when await agency.VerifyAsync(step.Who, step.Task, step.A % 3 == 0 ? null : today.AddDays(1 + (step.B % 300))):
            case StepKind.Refuse when await agency.VerifyAsync(step.Who, step.Task, outcome: VerificationOutcome.Refused):
                facts.Decisions++;
                break;

            case StepKind.Revoke when facts.Decisions > 0:
                await agency.RevokeAsync(1 + (step.A % facts.Decisions));
                break;

            case StepKind.Mentor:
                await agency.MentorAsync(step.Who, step.Task, today.AddDays(step.A), today.AddDays(step.A + 1 + step.B));
                break;

            case StepKind.Deliver:
                var (by, @for) = (DemandingAgency.Units[step.A % 4], DemandingAgency.Units[step.B % 4]);
                var (from, to) = (today.AddDays(step.A % 30), step.B % 3 == 0 ? (DateOnly?)null : today.AddDays(step.A + 1 + step.B));
                if (await agency.DeliverAsync(step.Task, by, @for, from, to))
                    facts.Deliveries.Add((step.Task, by, @for, from, to));
                break;

            case StepKind.NewVersion:
                var start = Later(today, versions[^1].From.AddDays(1)).AddDays(step.A % 20);
                var renewBy = step.B % 2 == 0 ? (DateOnly?)null : start.AddDays(step.B);
                await agency.RequireAsync(step.Task, 1 + (step.A % 3), start, versions.Count + 1, renewBy);
                versions.Add(new Version(1 + (step.A % 3), start, null));
                break;

            case StepKind.Retire when versions[^1].EndedOn is null && step.A % 4 == 0:
                var end = Later(today, versions[^1].From).AddDays(1 + step.B);
                await agency.RetireAsync(step.Task, end, versions.Count);
                versions[^1] = versions[^1] with { EndedOn = end };
                break;

            case StepKind.MoveUnit:
                var above = step.A % 2 == 0 ? "nav" : "fylke";
                await agency.MoveAsync("nabo", above);
                facts.Moves.Add((today, above));
                break;

            case StepKind.Wait:
                agency.Today = today.AddDays(step.A);
                break;
        }
    }

    /// <summary>Of a unit that is not led nothing but that the task is there, and that another does it.</summary>
    static IEnumerable<TaskRow> AsSeenBy(string led, List<TaskRow> rows)
    {
        var seen = rows.ConvertAll(row => row.UnitId == led ? row : new TaskRow
        {
            UnitId = row.UnitId, UnitName = row.UnitName, TaskId = row.TaskId, TaskName = row.TaskName, DeliveredBy = row.DeliveredBy,
            Hidden = true, State = row.State == TaskCoverage.Delivered ? TaskCoverage.Delivered : TaskCoverage.Unspecified,
        });
        return Ordered(seen, row => row.State == TaskCoverage.Unspecified ? int.MaxValue : (int)row.State);
    }

    static IEnumerable<TaskRow> Ordered(IEnumerable<TaskRow> rows, Func<TaskRow, int> state) =>
        rows.OrderBy(state).ThenBy(row => row.UnitId, StringComparer.Ordinal).ThenBy(row => row.TaskId, StringComparer.Ordinal);

    static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    void Remember(TaskRow row)
    {
        Met($"state {row.State}", true);
        Met("people in training", row.InTraining > 0);
        Met("an expiry within ninety days", row.Expiring > 0);
        Met("an expiry later", row.NextExpiry.Length > 0 && row.Expiring == 0);
        Met("a need for others", row.DeliveredBy.Length > 0 && row.State != TaskCoverage.Delivered);
        Met("people in a unit that has it delivered", row.State == TaskCoverage.Delivered && row.Verified > 0);
    }

    void Met(string what, bool now) => _met[what] = _met.GetValueOrDefault(what) + (now ? 1 : 0);

    sealed record History(IReadOnlyList<PlainPosition> Positions, IReadOnlyList<Step> Steps, IReadOnlyList<int> Days, string Leads)
    {
        public override string ToString() =>
            $"{string.Join('\n', Positions)}\n{string.Join('\n', Steps)}\non days {string.Join(", ", Days)}, {Leads} led";
    }

    readonly record struct Step(StepKind Kind, string Who, string Task, int A, int B);

    sealed record Version(int People, DateOnly From, DateOnly? EndedOn);

    /// <summary>What has happened, in plain lists, and what follows from it and from the answers about each person.</summary>
    sealed class Facts(IReadOnlyList<PlainPosition> positions)
    {
        public int Decisions { get; set; }

        public Dictionary<string, List<Version>> Versions { get; } = Tasks.ToDictionary(task => task.Task, _ => new List<Version>());

        public List<(string Task, string By, string For, DateOnly From, DateOnly? To)> Deliveries { get; } = [];

        /// <summary>From a day on «nabo» is below.</summary>
        public List<(DateOnly Day, string Above)> Moves { get; } = [];

        public bool IsInCounty(string unit, DateOnly day) =>
            unit is "fylke" or "kontor" || (unit == "nabo" && (Moves.FindLast(move => move.Day <= day).Above ?? "fylke") == "fylke");

        public async Task<List<TaskRow>> RowsAsync(DemandingAgency agency, DateOnly day)
        {
            var rows = new List<TaskRow>();
            foreach (var (task, role) in Tasks)
            {
                var version = Versions[task].FindLast(one => one.From <= day);
                if (version is null || version.EndedOn <= day)
                    continue;
                foreach (var unit in DemandingAgency.Units)
                {
                    var here = positions.Where(one => one.Unit == unit && one.From <= day && !(one.To <= day)).ToList();
                    var delivered = Deliveries.Where(one => one.Task == task && one.From <= day && !(one.To <= day)).ToList();
                    var by = delivered.SingleOrDefault(one => one.For == unit).By ?? "";
                    var others = delivered.Count(one => one.By == unit);
                    var performs = here.Exists(one => one.Role == role);
                    if (!performs && others == 0 && by.Length == 0)
                        continue;
                    var row = new TaskRow
                    {
                        UnitId = unit, UnitName = $"Enhet {unit}", TaskId = task, TaskName = $"Oppgave {task}", DeliveredBy = by,
                        Needed = version.People * (others + (performs && by.Length == 0 ? 1 : 0)),
                    };
                    foreach (var employee in here.Select(one => one.Employee).Append(unit == "nav" ? "mentor" : null).OfType<string>().Distinct())
                        Count(row, await agency.CheckAsync(employee, task, day), day);
                    row.State = by.Length > 0 && others == 0 ? TaskCoverage.Delivered
                        : row.Verified < row.Needed ? TaskCoverage.Uncovered
                        : row.Verified == row.Needed || row.Verified == 1 ? TaskCoverage.Vulnerable
                        : TaskCoverage.Covered;
                    rows.Add(row);
                }
            }

            return [.. Ordered(rows, row => (int)row.State)];
        }

        static void Count(TaskRow row, TaskCheck check, DateOnly day)
        {
            row.InTraining += check.Answer == TaskAnswer.Supervised ? 1 : 0;
            if (check.Answer != TaskAnswer.Alone)
                return;
            row.Verified++;
            if (check.Until.Length == 0)
                return;
            row.Expiring += DateOnly.Parse(check.Until) <= day.AddDays(90) ? 1 : 0;
            // ISO dates stand in the order of their letters.
            if (row.NextExpiry.Length == 0 || string.CompareOrdinal(check.Until, row.NextExpiry) < 0)
                row.NextExpiry = check.Until;
        }
    }
}
