using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Kompetanse.Competence.Tests.Access;
using Kompetanse.Competence.Verification.Checking;
using Kompetanse.Platform.Calls;
using Kompetanse.Platform.Identity;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;
using Position = Kompetanse.Protos.Directory.V1.Position;

namespace Kompetanse.Competence.Tests.Verification.Checking;

/// <summary>
/// Any history of decisions, new versions, deputies, moves, mentors and people who leave, with weeks going by: what a few plain loops over the
/// plain facts say of every person and day is what is answered, one by one, in a batch, to a system that keeps a copy, and
/// after the ledger was read anew.
/// </summary>
public sealed class VerificationLaws
{
    static readonly DateOnly Start = new(2026, 3, 2);
    static readonly string[] Callers = ["cato", "bo", "dina", "anna", "hr-1"];

    static readonly Gen<Step> Steps =
        from kind in Gen.Elements(
            Kind.Verify, Kind.Verify, Kind.Verify, Kind.Refuse, Kind.Revoke, Kind.NewVersion, Kind.Retire, Kind.Assign,
            Kind.Assign, Kind.Deputise, Kind.Move, Kind.Leave, Kind.Deliver, Kind.Wait, Kind.Wait, Kind.Wait)
        from a in Gen.Choose(0, 200)
        from b in Gen.Choose(0, 200)
        select new Step(kind, a, b);

    enum Kind { Verify, Refuse, Revoke, NewVersion, Retire, Assign, Deputise, Move, Leave, Deliver, Wait }

    [Fact]
    public void Every_answer_is_what_the_facts_say() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(40).WithStartSize(15).WithEndSize(40),
        Prop.ForAll(Steps.ArrayOf().ToArbitrary(), HoldsAsync));

    static async Task HoldsAsync(Step[] steps)
    {
        await using var agency = await AgencyAsync();
        var facts = new Facts();
        var copy = new Dictionary<string, TaskCheck>();
        var broken = new List<(WatchTaskRequest Resume, Dictionary<string, TaskCheck> Copy)>();
        foreach (var step in steps)
        {
            await TakeAsync(agency, facts, step);
            var now = await agency.AskAsync<WatchTaskResponse>(new WatchTaskRequest { TaskId = "aap" });
            WatchTask.Changes(copy, now).ShouldAllBe(change => change.Reasons.Count > 0);
            broken.Add((new WatchTaskRequest { TaskId = "aap", ResumePosition = now.Position, ResumeDate = now.Date }, new(copy)));
        }

        foreach (var (resume, kept) in broken)
        {
            foreach (var check in (await agency.AskAsync<WatchTaskResponse>(resume)).Checks)
                kept[check.EmployeeId] = check;
            foreach (var employee in Facts.Employees)
            {
                (kept.GetValueOrDefault(employee)?.Answer ?? TaskAnswer.NotQualified)
                    .ShouldBe(facts.AnswerOf(employee, facts.Today), $"the copy of {employee} kept at {resume.ResumePosition}");
                if (kept.GetValueOrDefault(employee) is { Answer: TaskAnswer.Alone } alone)
                    alone.Until.ShouldBe(facts.EndOf(employee, facts.Today));
            }
        }

        DateOnly[] days =
        [
            facts.Today, facts.Today.AddDays(1), facts.Today.AddDays(-1), Start,
            .. steps.Select(step => Start.AddDays((step.A * 5) + step.B)).Take(6),
        ];
        var checks = new CheckTasksRequest
        {
            Checks = { from day in days from employee in Facts.Employees select Verifying.Check(employee, $"{day:yyyy-MM-dd}") },
        };
        var batch = (await agency.AskAsync<CheckTasksResponse>(checks)).Checks;
        for (var i = 0; i < batch.Count; i++)
        {
            var (employee, day) = (checks.Checks[i].EmployeeId, DateOnly.Parse(checks.Checks[i].Date));
            batch[i].ShouldBe(await agency.AskAsync<TaskCheck>(checks.Checks[i]));
            batch[i].Answer.ShouldBe(facts.AnswerOf(employee, day), $"{employee} on {day:O}");
            if (batch[i].Answer is TaskAnswer.Alone or TaskAnswer.Supervised)
                batch[i].Until.ShouldBe(facts.EndOf(employee, day), $"the end for {employee} from {day:O}");
            batch[i].Supervisors.ShouldBe(batch[i].Answer == TaskAnswer.Supervised ? ["bo"] : []);
        }

        foreach (var employee in Facts.Employees)
        {
            (copy.GetValueOrDefault(employee)?.Answer ?? TaskAnswer.NotQualified)
                .ShouldBe(facts.AnswerOf(employee, facts.Today), $"the copy of {employee}");
        }

        await agency.ReopenAsync();
        (await agency.AskAsync<CheckTasksResponse>(checks)).Checks.ShouldBe(batch);
    }

    /// <summary>
    /// Beside the small agency there is Bærum, led by Dina, with Dag; and Eli leads the directorate. Bo observes and guides, and is
    /// himself observed by Dina; he acts for Cato now and then.
    /// </summary>
    static async Task<TestAgency> AgencyAsync()
    {
        var agency = await Given.Agency(
        [
            .. Demanding.InForce,
            new ImportRequest
            {
                Employees = { Some.Employee("dina"), Some.Employee("dag"), Some.Employee("eli") },
                Units = { Some.Unit("bærum", "ost", Some.Leader("dina")), Some.Unit("nav", "", Some.Leader("eli")) },
                Positions = { Some.Position("dag", "bærum"), Some.Position("dina", "bærum"), Some.Position("eli", "nav") },
            },
            Verifying.Levels("anna", 2, 3), Verifying.Levels("dag", 2, 3), Verifying.Levels("bo", 2, 3),
        ]);
        await agency.DoAsync(By.Employee("cato"), Demanding.Appoint("bo", "2025-01-01"));
        await agency.DoAsync(By.Employee("eli"), Demanding.Appoint("dina", "2025-01-01"));
        return agency;
    }

    static async Task TakeAsync(TestAgency agency, Facts facts, Step step)
    {
        var (today, employee) = (facts.Today, Facts.Employees[step.A % 3]);
        var caller = Callers[step.B % Callers.Length];
        var by = caller == "hr-1" ? By.Hr : By.Employee(caller);
        switch (step.Kind)
        {
            case Kind.Wait:
                agency.Time.Now += TimeSpan.FromDays(step.A);
                facts.Today = today.AddDays(step.A);
                break;

            case Kind.Verify:
                var observer = employee == "bo" ? "dina" : "bo";
                foreach (var observation in Enumerable.Repeat(Verifying.Observation(employee, $"{today:yyyy-MM-dd}"), 2))
                    (await IsTakenAsync(agency, By.Employee(observer), observation)).ShouldBe(facts.IsHere(observer, today), $"{observer} observes");
                if (!facts.IsHere(observer, today))
                    break;
                facts.Observations[employee] += 2;
                var last = facts.Observations[employee];
                (await IsTakenAsync(agency, by, Verifying.Verify(employee, $"{employee}~{last - 1}", $"{employee}~{last}")))
                    .ShouldBe(facts.MayDecide(employee, caller) && facts.InForce(today) > 0, $"{caller} verifies {employee}");
                if (facts.MayDecide(employee, caller) && facts.InForce(today) > 0)
                    facts.Decisions.Add(new Decided(employee, true, today, today.AddMonths(24), facts.InForce(today)));
                break;

            case Kind.Refuse:
                (await IsTakenAsync(agency, by, Verifying.Refuse(employee)))
                    .ShouldBe(facts.MayDecide(employee, caller) && facts.InForce(today) > 0, $"{caller} refuses {employee}");
                if (facts.MayDecide(employee, caller) && facts.InForce(today) > 0)
                    facts.Decisions.Add(new Decided(employee, false, today, null, facts.InForce(today)));
                break;

            case Kind.Revoke when facts.Decisions.Count > 0:
                var number = step.A % facts.Decisions.Count;
                var decided = facts.Decisions[number];
                var revokes = facts.MayDecide(decided.Employee, caller) && decided is { IsVerified: true, RevokedOn: null };
                (await IsTakenAsync(agency, by, Verifying.Revoke($"v{number + 1}"))).ShouldBe(revokes, $"{caller} revokes v{number + 1}");
                if (revokes)
                    facts.Decisions[number] = decided with { RevokedOn = today };
                break;

            case Kind.NewVersion:
                var (from, renewBy) = (today.AddDays(step.A % 60), step.B % 2 == 0 ? (DateOnly?)null : today.AddDays((step.A % 60) + step.B));
                var version = facts.Versions.Count + 1;
                if (await AllTakenAsync(agency, CheckTaskTests.NewVersion($"{from:yyyy-MM-dd}", $"{renewBy:yyyy-MM-dd}", version)))
                    facts.Versions.Add(new Version(from, renewBy, null));
                else
                    facts.IsStuck = true;
                break;

            case Kind.Retire:
                var ends = today.AddDays(1 + step.A);
                if (await IsTakenAsync(agency, TestAgency.Everything, new RetireRequirementRequest { TaskId = "aap", Version = facts.Versions.Count, ValidTo = $"{ends:yyyy-MM-dd}" }))
                    facts.Versions[^1] = facts.Versions[^1] with { EndedOn = ends };
                break;

            case Kind.Leave:
                facts.BoUntil = step.B % 4 == 0 ? null : today.AddDays(1 + step.A);
                await agency.DoAsync(new UpdatePositionRequest
                {
                    Position = new Position { Id = "p2", ToDate = $"{facts.BoUntil:yyyy-MM-dd}" }, UpdateMask = Some.Mask("to_date"),
                });
                break;

            case Kind.Assign:
                var (start, end) = (today.AddDays(step.A % 30), today.AddDays((step.A % 30) + 1 + step.B));
                var assign = Demanding.Assign(employee, "bo", $"{start:yyyy-MM-dd}", $"{end:yyyy-MM-dd}");
                // Nobody guides oneself, and nobody is given to guide who will have left.
                if (await IsTakenAsync(agency, By.Employee(facts.UnitOf(employee, today) == "oslo" ? "cato" : "dina"), assign))
                {
                    (employee, facts.IsHere("bo", start)).ShouldSatisfyAllConditions(
                        taken => taken.employee.ShouldNotBe("bo"), taken => taken.Item2.ShouldBeTrue());
                    facts.Mentored.RemoveAll(one => one.Employee == employee && one.From == start);
                    facts.Mentored.Add((employee, start, end));
                }

                break;

            case Kind.Deputise:
                facts.Deputy = (today, today.AddDays(1 + step.A));
                await agency.DoAsync(new UpdateUnitRequest
                {
                    Unit = Some.Unit("oslo", "ost", Some.Leader("cato"), Some.ActingLeader("bo", $"{today:yyyy-MM-dd}", $"{today.AddDays(1 + step.A):yyyy-MM-dd}")),
                    UpdateMask = Some.Mask("leaderships"),
                });
                break;

            case Kind.Move when !facts.HasMoved:
                facts.Moved = today;
                await agency.DoAsync(
                    new UpdatePositionRequest { Position = new Position { Id = "p1", ToDate = $"{today:yyyy-MM-dd}" }, UpdateMask = Some.Mask("to_date") },
                    new CreatePositionRequest { Position = Some.Position("anna", "bærum", from: $"{today:yyyy-MM-dd}") });
                break;

            case Kind.Deliver:
                var (first, after) = (today.AddDays(step.A % 30), today.AddDays((step.A % 30) + 1 + step.B));
                var delivery = new CreateDeliveryRequest { Delivery = Demanding.Delivery("oslo", "bærum", $"{first:yyyy-MM-dd}", $"{after:yyyy-MM-dd}") };
                if (await IsTakenAsync(agency, TestAgency.Everything, delivery))
                    facts.Delivered.Add((first, after));
                break;
        }
    }

    static async Task<bool> AllTakenAsync(TestAgency agency, IEnumerable<IMessage> requests)
    {
        foreach (var request in requests)
        {
            if (!await IsTakenAsync(agency, TestAgency.Everything, request))
                return false;
        }

        return true;
    }

    static async Task<bool> IsTakenAsync(TestAgency agency, Caller by, IMessage request)
    {
        try
        {
            await agency.DoAsync(by, request);
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }

    readonly record struct Step(Kind Kind, int A, int B);

    sealed record Decided(string Employee, bool IsVerified, DateOnly On, DateOnly? Until, int Version, DateOnly? RevokedOn = null);

    sealed record Version(DateOnly From, DateOnly? RenewBy, DateOnly? EndedOn);

    /// <summary>What has happened, in plain lists, and what follows from it, in plain loops.</summary>
    sealed class Facts
    {
        public static readonly string[] Employees = ["anna", "dag", "bo"];

        public DateOnly Today { get; set; } = Start;

        public List<Decided> Decisions { get; } = [];

        public List<Version> Versions { get; } = [new Version(Start, null, null)];

        public List<(string Employee, DateOnly From, DateOnly To)> Mentored { get; } = [];

        public List<(DateOnly From, DateOnly To)> Delivered { get; } = [];

        public Dictionary<string, int> Observations { get; } = new() { ["anna"] = 0, ["dag"] = 0, ["bo"] = 0 };

        public (DateOnly From, DateOnly To)? Deputy { get; set; }

        public DateOnly? Moved { get; set; }

        /// <summary>The first day that Bo does not work here.</summary>
        public DateOnly? BoUntil { get; set; }

        public bool HasMoved => Moved is not null;

        /// <summary>A version could not be approved and is under way still: no other can be made.</summary>
        public bool IsStuck { get; set; }

        public bool IsHere(string employee, DateOnly day) => AlwaysThere <= day && (employee != "bo" || !(BoUntil <= day));

        public bool MayDecide(string employee, string caller) => IsHere(employee, Today) && employee != caller && UnitOf(employee, Today) switch
        {
            "oslo" => caller == "cato" || (caller == "bo" && IsHere("bo", Today) && Deputy is { } deputy && deputy.From <= Today && Today < deputy.To),
            _ => caller == "dina",
        };

        /// <summary>The number of the version in force; 0: none.</summary>
        public int InForce(DateOnly day)
        {
            for (var number = Versions.Count; number > 0; number--)
            {
                var version = Versions[number - 1];
                if (version.From <= day && !(version.EndedOn <= version.From))
                    return version.EndedOn <= day ? 0 : number;
            }

            return 0;
        }

        public TaskAnswer AnswerOf(string employee, DateOnly day)
        {
            if (IsAlone(employee, day))
                return TaskAnswer.Alone;
            if (IsHere(employee, day) && IsAlone("bo", day) && Mentored.Exists(one => one.Employee == employee && one.From <= day && day < one.To))
                return TaskAnswer.Supervised;
            return UnitOf(employee, day) == "bærum" && Delivered.Exists(one => one.From <= day && day < one.To)
                ? TaskAnswer.Delivered
                : TaskAnswer.NotQualified;
        }

        /// <summary>The first day after on which the same decision doesn't make the employee alone, or Bo doesn't supervise; empty:
        /// none in ten years.</summary>
        public string EndOf(string employee, DateOnly day)
        {
            var isAlone = IsAlone(employee, day);
            var decision = Decisions.FindLastIndex(one => one.Employee == employee && one.On <= day);
            for (var next = day.AddDays(1); next < day.AddYears(10); next = next.AddDays(1))
            {
                if (!isAlone ? AnswerOf(employee, next) != TaskAnswer.Supervised
                    : !IsAlone(employee, next) || Decisions.FindLastIndex(one => one.Employee == employee && one.On <= next) != decision)
                    return $"{next:yyyy-MM-dd}";
            }

            return "";
        }

        static readonly DateOnly AlwaysThere = new(2026, 1, 1);

        bool IsAlone(string employee, DateOnly day)
        {
            var latest = Decisions.FindLast(one => one.Employee == employee && one.On <= day);
            if (!IsHere(employee, day) || latest is not { IsVerified: true } || latest.Until <= day || latest.RevokedOn <= day)
                return false;
            var inForce = InForce(day);
            if (inForce == 0)
                return false;
            for (var number = latest.Version + 1; number <= inForce; number++)
            {
                if (Versions[number - 1].RenewBy <= day && !(Versions[number - 1].EndedOn <= Versions[number - 1].From))
                    return false;
            }

            return true;
        }

        public string UnitOf(string employee, DateOnly day) => employee == "dag" || (employee == "anna" && Moved <= day) ? "bærum" : "oslo";
    }
}
