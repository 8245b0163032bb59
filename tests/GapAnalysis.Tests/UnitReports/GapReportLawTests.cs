using Google.Protobuf;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Gap.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>What must hold between reports, whatever the agency: how it was recorded, when, and how it adds up.</summary>
public sealed class GapReportLawTests(MemoryAgencies agencies) : IClassFixture<MemoryAgencies>
{
    [Fact]
    public void However_an_import_is_cut_up_and_ordered_the_report_is_the_same() => RandomAgency.Holds(60, async random =>
    {
        var pieces = await agencies.RecordAsync(InPieces(ImportRows.Of(random.Agency), new Random(random.Seed)));
        await agencies.MoveAsync(pieces, random.Agency.Moves);

        await ReportTheSameAsync(random, await agencies.RecordAsync(random.Agency), pieces);
    });

    [Fact]
    public void Assessments_recorded_later_and_one_by_one_count_as_those_of_one_import() => RandomAgency.Holds(25, async random =>
    {
        var bulk = await agencies.RecordAsync(random.Agency);
        var oneByOne = await agencies.RecordAsync(random.Agency with { Assessments = [] });
        foreach (var command in OneByOne(random.Agency, new Random(random.Seed)))
        {
            await agencies.ExecuteAsync(oneByOne, command);
        }

        await ReportTheSameAsync(random, bulk, oneByOne);
    });

    [Fact]
    public void What_was_asked_between_the_changes_leaves_nothing_behind() => RandomAgency.Holds(150, async random =>
    {
        // Up to any change, since the next would hide what the one before it left behind.
        var dice = new Random(random.Seed);
        var pieces = InPieces(ImportRows.Of(random.Agency), dice)
            .Prepend(ImportRows.Command(ImportRows.Of(new PlainAgency { Units = random.Agency.Units }))).ToList();
        var some = pieces.Take(dice.Next(1, pieces.Count + 1)).ToList();
        var asked = await agencies.RecordAsync([]);
        foreach (var command in some)
        {
            await agencies.ExecuteAsync(asked, command);
            foreach (var question in random.Questions)
            {
                await agencies.ReportAsync(asked, question);
            }
        }

        var unasked = await agencies.RecordAsync(some);
        await ReportTheSameAsync(random, unasked, asked);

        await agencies.MoveAsync(unasked, random.Agency.Moves);
        foreach (var move in random.Agency.Moves)
        {
            await agencies.MoveAsync(asked, move);
            await agencies.ReportAsync(asked, random.Questions[dice.Next(random.Questions.Count)]);
        }

        await ReportTheSameAsync(random, unasked, asked);
    });

    [Fact]
    public void Positions_that_are_changed_after_they_were_asked_about_are_counted_as_they_are_now() => RandomAgency.Holds(60, async random =>
    {
        var asked = await agencies.RecordAsync(random.Agency);
        await ReportTheSameAsync(random, await agencies.RecordAsync(random.Agency), asked);

        // First the shares, all down: then no period can bring anybody over full time.
        var changed = random.Agency;
        foreach (var change in (Func<PlainPosition, int, PlainPosition>[])[WithAnotherShare, WithAnotherEnd])
        {
            changed = await ChangePositionsAsync(asked, changed, change);
        }

        await ReportTheSameAsync(random, await agencies.RecordAsync(changed), asked);
    });

    [Fact]
    public void Importing_the_same_again_changes_nothing() => RandomAgency.Holds(60, async random =>
    {
        // Where a unit has moved since, the same rows move it back.
        random = random with { Agency = random.Agency with { Moves = [] } };
        var once = await agencies.RecordAsync(random.Agency);
        var twice = await agencies.RecordAsync(random.Agency);
        foreach (var command in ImportRows.InTwo(random.Agency))
        {
            (await agencies.ExecuteAsync(twice, command)).ShouldBeOfType<ImportResponse>().Changed.ShouldBe(0);
        }

        await ReportTheSameAsync(random, once, twice);
    });

    [Fact]
    public async Task A_ledger_opened_again_gives_the_same_reports()
    {
        await using var onDisk = new SqliteAgencies();
        var before = new List<(string Organisation, Question Question, UnitReport Report)>();
        RandomAgency.Holds(40, async random =>
        {
            var organisation = await onDisk.RecordAsync(random.Agency);
            foreach (var question in random.Questions)
            {
                before.Add((organisation, question, await onDisk.ReportAsync(organisation, question)));
            }
        });

        await onDisk.ReopenAsync();

        foreach (var (organisation, question, report) in before)
        {
            var again = await onDisk.ReportAsync(organisation, question);
            again.Position = report.Position; // Each reading of small groups is recorded, and moves it.
            again.ShouldBe(report);
        }
    }

    [Fact]
    public void What_is_assessed_after_the_date_or_has_ended_by_it_changes_nothing() => RandomAgency.Holds(60, async random =>
    {
        var dice = new Random(random.Seed);
        var without = await agencies.RecordAsync(random.Agency);
        foreach (var question in random.Questions)
        {
            var beside = Enumerable.Range(0, 10).Select(_ => Beside(random.Agency, question.AsOf, dice));
            var with = await agencies.RecordAsync(random.Agency with { Assessments = [.. random.Agency.Assessments.Concat(beside).Distinct()] });

            Compared(await agencies.ReportAsync(with, question)).ShouldBe(Compared(await agencies.ReportAsync(without, question)));
        }
    });

    [Fact]
    public void The_rows_of_a_subtree_are_the_sums_of_the_rows_of_its_units() => RandomAgency.Holds(60, async random =>
    {
        var organisation = await agencies.RecordAsync(random.Agency);
        foreach (var question in random.Questions)
        {
            var whole = await agencies.ReportAsync(organisation, question with { OnlyUnit = false });
            var parts = new List<UnitReport>();
            foreach (var unit in random.Agency.Units.Where(unit => IsWithin(random.Agency, unit.Id, question)))
            {
                parts.Add(await agencies.ReportAsync(organisation, question with { Unit = unit.Id, OnlyUnit = true }));
            }

            whole.Positions.ShouldBe(parts.Sum(part => part.Positions));
            whole.Fte.ShouldBe(parts.Sum(part => part.Fte), 1e-9);
            var rows = parts.SelectMany(part => part.RoleRows).ToLookup(row => (row.RoleId, row.CompetenceId));
            whole.RoleRows.Select(row => (row.RoleId, row.CompetenceId)).ShouldBe(rows.Select(same => same.Key), ignoreOrder: true);
            foreach (var row in whole.RoleRows)
            {
                IsSumOf(row, [.. rows[(row.RoleId, row.CompetenceId)]]);
            }
        }
    });

    [Fact]
    public void What_becomes_of_units_after_the_date_changes_nothing() => RandomAgency.Holds(100, async random =>
    {
        var moved = await agencies.RecordAsync(random.Agency);
        foreach (var question in random.Questions)
        {
            var until = await agencies.RecordAsync(random.Agency with
            {
                Moves = [.. random.Agency.Moves.Where(move => move.Day <= question.AsOf)],
            });

            Compared(await agencies.ReportAsync(moved, question)).ShouldBe(Compared(await agencies.ReportAsync(until, question)));
        }
    });

    [Fact]
    public void From_the_last_change_on_the_tree_is_as_if_units_had_been_created_so() => RandomAgency.Holds(60, async random =>
    {
        var moved = await agencies.RecordAsync(random.Agency);
        var names = random.Agency.Moves.GroupBy(move => move.Unit).Select(ofUnit => ofUnit.Last()).ToList();
        var created = await agencies.RecordAsync(random.Agency with
        {
            Units = [.. ParentsFirst(random.Agency)],
            // Only the names, and on a day before all.
            Moves = [.. names.Select(move => move with { Day = DateOnly.MinValue.AddYears(1000) })],
        });
        foreach (var question in random.Questions)
        {
            var last = random.Agency.Moves.Select(move => move.Day).Append(question.AsOf).Max();

            Compared(await agencies.ReportAsync(moved, question with { AsOf = last }))
                .ShouldBe(Compared(await agencies.ReportAsync(created, question with { AsOf = last })));
        }
    });

    [Fact]
    public void Every_row_adds_up() => RandomAgency.Holds(100, async random =>
    {
        foreach (var report in await ReportsAsync(random))
        {
            foreach (var row in report.RoleRows)
            {
                AddsUp(row.Numbers, row.RequiredMin, row.RequiredMax, report.Basis);
            }

            foreach (var row in report.CompetenceRows)
            {
                AddsUp(row.Numbers, row.RequiredMin, row.RequiredMax, report.Basis);
                var ofRoles = report.RoleRows.Where(one => one.CompetenceId == row.CompetenceId).ToList();
                row.Numbers.Positions.ShouldBeInRange(1, Math.Min(report.Employees, ofRoles.Sum(one => one.Numbers.Positions)));
                row.Numbers.Fte.ShouldBe(ofRoles.Sum(one => one.Numbers.Fte), 1e-9);
                row.RequiredMax.ShouldBe(ofRoles.Max(one => one.RequiredMax));
                row.RequiredMin.ShouldBeGreaterThanOrEqualTo(ofRoles.Min(one => one.RequiredMin));
            }
        }
    });

    [Fact]
    public void What_is_known_on_some_basis_is_known_on_the_best() => RandomAgency.Holds(60, async random =>
    {
        var organisation = await agencies.RecordAsync(random.Agency);
        foreach (var question in random.Questions)
        {
            var best = (await agencies.ReportAsync(organisation, question with { Basis = LevelBasis.Best })).RoleRows
                .ToDictionary(row => (row.RoleId, row.CompetenceId), row => row.Numbers.Unknown);
            foreach (var basis in new[] { LevelBasis.Self, LevelBasis.Agreed, LevelBasis.Verified })
            {
                foreach (var row in (await agencies.ReportAsync(organisation, question with { Basis = basis })).RoleRows)
                {
                    row.Numbers.Unknown.ShouldBeGreaterThanOrEqualTo(best[(row.RoleId, row.CompetenceId)]);
                }
            }
        }
    });

    [Fact]
    public void An_agency_moved_in_time_has_the_same_report_as_many_days_later() => RandomAgency.Holds(60, async random =>
    {
        var days = new Random(random.Seed).Next(-1000, 1000);
        var moved = await agencies.RecordAsync(Moved(random.Agency, days));
        foreach (var question in random.Questions)
        {
            var then = SlowEvaluator.Evaluate(random.Agency, question);
            var now = await agencies.ReportAsync(moved, question with { AsOf = question.AsOf.AddDays(days) });

            ReportLines.Differences(now, then with
            {
                Renewals = [.. then.Renewals.Select(one => one with { ValidFrom = one.ValidFrom.AddDays(days) })],
            }).ShouldBeEmpty();
        }
    });

    [Fact]
    public void Doubling_every_goal_doubles_priorities_and_keeps_the_order() => RandomAgency.Holds(60, async random =>
    {
        var halved = random.Agency with { Goals = [.. random.Agency.Goals.Select(goal => goal with { Weight = Math.Min(goal.Weight, 500m) })] };
        var once = await agencies.RecordAsync(halved);
        var twice = await agencies.RecordAsync(halved with { Goals = [.. halved.Goals.Select(goal => goal with { Weight = 2 * goal.Weight })] });
        foreach (var question in random.Questions)
        {
            var (before, after) = (await agencies.ReportAsync(once, question), await agencies.ReportAsync(twice, question));

            after.RoleRows.Select(row => (row.RoleId, row.CompetenceId)).ShouldBe(before.RoleRows.Select(row => (row.RoleId, row.CompetenceId)));
            after.CompetenceRows.Select(row => row.CompetenceId).ShouldBe(before.CompetenceRows.Select(row => row.CompetenceId));
            foreach (var (doubled, single) in after.RoleRows.Zip(before.RoleRows))
            {
                doubled.Numbers.Priority.ShouldBe(2 * single.Numbers.Priority, 1e-9);
            }
        }
    });

    async Task<List<UnitReport>> ReportsAsync(RandomCase random)
    {
        var organisation = await agencies.RecordAsync(random.Agency);
        var reports = new List<UnitReport>();
        foreach (var question in random.Questions)
        {
            reports.Add(await agencies.ReportAsync(organisation, question));
        }

        return reports;
    }

    async Task ReportTheSameAsync(RandomCase random, string one, string other)
    {
        foreach (var question in random.Questions)
        {
            Compared(await agencies.ReportAsync(other, question)).ShouldBe(Compared(await agencies.ReportAsync(one, question)));
        }
    }

    /// <summary>All but the ledger position, which tells how many commands it took.</summary>
    static UnitReport Compared(UnitReport report)
    {
        report.Position = 0;
        return report;
    }

    /// <summary>The rows in a random order in which none comes before what it needs, cut into commands.</summary>
    static IEnumerable<ImportCommand> InPieces(List<ImportRow> rows, Random dice)
    {
        var pieces = new List<List<ImportRow>> { new() };
        var there = new HashSet<string>();
        var length = dice.Next(1, 100);
        while (rows.Count > 0)
        {
            var free = rows.Where(row => row.After.All(there.Contains)).ToList();
            var next = free[dice.Next(free.Count)];
            if (next.Late || dice.Next(length) == 0)
            {
                pieces.Add([]);
            }

            pieces[^1].Insert(dice.Next(pieces[^1].Count + 1), next);
            rows.Remove(next);
            there.Add(next.Key);
        }

        return pieces.Select(ImportRows.Command);
    }

    /// <summary>Each by the service's own command; verifications, and what has two levels, by an import of its own.</summary>
    static IEnumerable<IMessage> OneByOne(PlainAgency agency, Random order)
    {
        var groups = agency.Assessments
            .GroupBy(one => (one.Employee, one.Competence, one.Basis, one.Date, one.ValidUntil))
            .Select(same => same.ToList()).ToArray();
        order.Shuffle(groups);
        return groups.Select(same => same is [{ Basis: not Basis.Verified } one]
            ? (IMessage)new CreateAssessmentRequest
            {
                Assessment = new Assessment
                {
                    EmployeeId = one.Employee,
                    CompetenceId = one.Competence,
                    Basis = one.Basis,
                    Level = one.Level,
                    Date = one.Date.ToString("yyyy-MM-dd"),
                },
            }
            : ImportRows.Command(ImportRows.Assessments(new PlainAgency { Assessments = same })));
    }

    /// <summary>An assessment made after a date, or a verification that ended on it or before.</summary>
    static PlainAssessment Beside(PlainAgency agency, DateOnly date, Random dice)
    {
        var employee = agency.Employees[dice.Next(agency.Employees.Count)];
        var competence = agency.Competences[dice.Next(agency.Competences.Count)];
        var level = dice.Next(0, 6);
        if (dice.Next(2) == 0)
        {
            return new PlainAssessment(
                employee, competence, (Basis)dice.Next((int)Basis.Self, (int)Basis.Verified + 1), level, date.AddDays(dice.Next(1, 3)));
        }

        var end = date.AddDays(-dice.Next(0, 3));
        return new PlainAssessment(employee, competence, Basis.Verified, level, end.AddDays(-dice.Next(1, 300)), end);
    }

    static bool IsWithin(PlainAgency agency, string unit, Question question) =>
        unit == question.Unit
        || (SlowEvaluator.ParentOf(agency, unit, question.AsOf) is { } parent && IsWithin(agency, parent, question));

    /// <summary>The units where they are in the end, those above before those below.</summary>
    static IEnumerable<PlainUnit> ParentsFirst(PlainAgency agency)
    {
        var waiting = agency.Units.Select(unit => unit with { Parent = SlowEvaluator.ParentOf(agency, unit.Id, DateOnly.MaxValue) }).ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.First(unit => waiting.TrueForAll(other => other.Id != unit.Parent));
            waiting.Remove(next);
            yield return next;
        }
    }

    static void IsSumOf(RoleRow whole, List<RoleRow> parts)
    {
        whole.RequiredMin.ShouldBe(parts.Min(part => part.RequiredMin));
        whole.RequiredMax.ShouldBe(parts.Max(part => part.RequiredMax));
        var (sum, numbers) = (whole.Numbers, parts.ConvertAll(part => part.Numbers));
        (sum.Positions, sum.Met, sum.Below, sum.Unknown, sum.SelfOnly).ShouldBe((
            numbers.Sum(one => one.Positions), numbers.Sum(one => one.Met), numbers.Sum(one => one.Below),
            numbers.Sum(one => one.Unknown), numbers.Sum(one => one.SelfOnly)));
        sum.Fte.ShouldBe(numbers.Sum(one => one.Fte), 1e-9);
        sum.WeightedGap.ShouldBe(numbers.Sum(one => one.WeightedGap), 1e-9);
        (sum.MeanLevel * (sum.Met + sum.Below)).ShouldBe(numbers.Sum(one => one.MeanLevel * (one.Met + one.Below)), 1e-9);
    }

    static void AddsUp(Numbers numbers, int requiredMin, int requiredMax, LevelBasis basis)
    {
        numbers.Positions.ShouldBeGreaterThan(0);
        (numbers.Met + numbers.Below + numbers.Unknown).ShouldBe(numbers.Positions);
        numbers.SelfOnly.ShouldBeInRange(0, basis is LevelBasis.Agreed or LevelBasis.Verified ? 0 : numbers.Met);
        numbers.HasMeanLevel.ShouldBe(numbers.Unknown < numbers.Positions);
        numbers.MeanLevel.ShouldBeInRange(0, 5);
        numbers.Coverage.ShouldBe(numbers.Met / (double)numbers.Positions, 1e-12);
        requiredMin.ShouldBeInRange(0, requiredMax);

        // The heaviest weight is 5; what is met has no gap.
        numbers.WeightedGap.ShouldBeInRange(0, (5 * requiredMax * numbers.Fte) + 1e-9);
        (numbers.Below > 0 && numbers.WeightedGap <= 0).ShouldBeFalse();
        (numbers.Met == numbers.Positions && numbers.WeightedGap > 0).ShouldBeFalse();
        numbers.Priority.ShouldBe(numbers.WeightedGap * numbers.GoalWeight, 1e-9);
    }

    /// <summary>Changes each position by a command of its own. The agency as it is then.</summary>
    async Task<PlainAgency> ChangePositionsAsync(string organisation, PlainAgency agency, Func<PlainPosition, int, PlainPosition> change)
    {
        var changed = agency.Positions.Select(change).ToList();
        var positions = await agencies.AskAsync<ListPositionsResponse>(organisation, new ListPositionsRequest { PageSize = 1000 });
        foreach (var position in positions.Positions)
        {
            var after = changed[agency.Positions.ToList().FindIndex(one => IsOf(one, position))];
            (position.Share, position.ToDate) = ((double)after.Share, after.To?.ToString("yyyy-MM-dd") ?? "");
            await agencies.ExecuteAsync(organisation, new UpdatePositionRequest { Position = position });
        }

        return agency with { Positions = changed };
    }

    static PlainPosition WithAnotherShare(PlainPosition position, int place) => position with { Share = 0.01m + (place * 0.000001m) };

    static PlainPosition WithAnotherEnd(PlainPosition position, int place) =>
        position with { To = position.To is null ? position.From.AddDays(300 + place) : null };

    static bool IsOf(PlainPosition plain, Position position) =>
        (plain.Employee, plain.Unit, plain.Role, plain.From.ToString("yyyy-MM-dd"), plain.To?.ToString("yyyy-MM-dd") ?? "", (double)plain.Share)
        == (position.EmployeeId, position.UnitId, position.RoleId, position.FromDate, position.ToDate, position.Share);

    static PlainAgency Moved(PlainAgency agency, int days) => agency with
    {
        Moves = [.. agency.Moves.Select(one => one with { Day = one.Day.AddDays(days) })],
        Positions = [.. agency.Positions.Select(one => one with { From = one.From.AddDays(days), To = one.To?.AddDays(days) })],
        Profiles = [.. agency.Profiles.Select(one => one with { ValidFrom = one.ValidFrom.AddDays(days) })],
        Adaptations = [.. agency.Adaptations.Select(one => one with { ValidFrom = one.ValidFrom.AddDays(days) })],
        Assessments = [.. agency.Assessments.Select(one => one with { Date = one.Date.AddDays(days), ValidUntil = one.ValidUntil?.AddDays(days) })],
    };
}
