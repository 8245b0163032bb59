using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>A small random agency and what is asked about it.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Questions">About its units.</param>
/// <param name="Seed">Of whatever else a law draws.</param>
internal sealed record RandomCase(PlainAgency Agency, IReadOnlyList<Question> Questions, int Seed)
{
    public override string ToString() => JsonSerializer.Serialize(this);
}

/// <summary>
/// Random agencies that every rule allows. Few days, few levels, few of everything: so that starts, ends, ties and the
/// day before are met often, and a counterexample can be read.
/// </summary>
internal static class RandomAgency
{
    static readonly DateOnly[] Days =
    [
        new(2023, 12, 31), new(2024, 1, 1), new(2024, 1, 2), new(2024, 2, 28), new(2024, 2, 29), new(2024, 3, 1),
        new(2024, 6, 30), new(2024, 7, 1), new(2025, 2, 28), new(2025, 3, 1),
    ];

    // Such that ordinal order is neither that of a language nor that of arrival.
    static readonly string[] CompetenceIds = ["b", "B", "a-1", "å", "a1", "Z"];
    static readonly string[] RoleIds = ["veileder", "Z", "a", "ø"];
    static readonly string[] UnitIds = ["nav", "Øst", "b", "B", "a-1", "a1", "å", "10"];

    /// <summary>1 to 8 units, 1 to 12 employees, 1 to 4 roles, 1 to 6 competences that count, and eight questions.</summary>
    static Arbitrary<RandomCase> Cases { get; } = Arb.From(
        from agency in Agencies()
        from questions in Questions(agency).ArrayOf(8)
        from seed in Gen.Choose(0, 1_000_000)
        select new RandomCase(agency, questions, seed),
        Smaller);

    /// <summary>
    /// Checks a law on so many random agencies. On the thread pool: a property waits for its task, and must not hold the
    /// test runner's thread that the task's continuations would need.
    /// </summary>
    public static void Holds(int agencies, Func<RandomCase, Task> law) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(agencies), Prop.ForAll(Cases, random => Task.Run(() => law(random))));

    static Gen<PlainAgency> Agencies() =>
        from units in Units()
        from moves in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(1, 8))).SelectMany(count => Move(units).ArrayOf(count))
        from unused in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Elements(59, 62, 63, 64, 125)))
        from competences in Some(CompetenceIds, Gen.Frequency((1, Gen.Choose(1, 6)), (2, Gen.Choose(4, 6))))
        from roles in Some(RoleIds, Gen.Frequency((1, Gen.Choose(1, 4)), (1, Gen.Choose(1, 2))))
        from employees in Gen.Frequency((1, Gen.Choose(1, 12)), (1, Gen.Choose(6, 12))).Select(people => Enumerable.Range(1, people).Select(number => $"e{number}").ToArray())
        from profiles in Profiles(roles, competences)
        from adaptations in Adaptations(units, competences, profiles)
        from positions in Between(employees.Length, 3 * employees.Length, Position(employees, units, roles))
        from assessments in Between(0, 8 * employees.Length, Assessment(employees, competences))
        from twins in Between(0, 3, TwinOf(assessments))
        from needs in Between(0, 6, Need(units, competences))
        from goals in Between(0, 3, Goal(competences))
        select new PlainAgency
        {
            Units = units,
            Moves = Possible(units, moves),
            Employees = employees,
            Roles = roles,
            // Those before the ones that count shift their places, over what one word of a bit set holds.
            Competences = [.. Enumerable.Range(1, unused).Select(number => $"unused-{number}"), .. competences],
            Profiles = profiles,
            Adaptations = adaptations,
            Positions = WithinLimits(positions),
            Assessments = [.. assessments.Concat(twins.OfType<PlainAssessment>()).Distinct()],
            Needs = [.. needs.DistinctBy(need => (need.Unit, need.Competence, need.Level))],
            Goals = [.. goals.Select((goal, i) => goal with { Id = $"g{i}" })],
        };

    static Gen<Question> Questions(PlainAgency agency) =>
        from unit in Gen.Elements(agency.Units.Select(unit => unit.Id).ToArray())
        from day in Gen.Elements(Days)
        from beside in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Elements(-1, 1)))
        from basis in Gen.Frequency(
            (3, Gen.Elements(LevelBasis.Best, LevelBasis.Unspecified)),
            (3, Gen.Elements(LevelBasis.Self, LevelBasis.Agreed, LevelBasis.Verified)))
        from only in Gen.Frequency((2, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Question(unit, day.AddDays(beside), basis, only);

    static Gen<PlainUnit[]> Units() =>
        from count in Gen.Choose(1, UnitIds.Length)
        from above in Gen.Choose(0, 999).ArrayOf(count)
        select Enumerable.Range(0, count).Select(i => new PlainUnit(
            UnitIds[i],
            // Mostly one tree; now and then a second top.
            i == 0 || above[i] % 10 == 9 ? null : UnitIds[above[i] % i])).ToArray();

    static Gen<PlainMove> Move(PlainUnit[] units) =>
        from unit in Gen.Elements(units)
        from day in Gen.Elements(Days)
        from above in Gen.Frequency((4, Gen.Elements(units).Select(one => (string?)one.Id)), (1, Gen.Constant<string?>(null)))
        from name in Gen.Elements("Nytt navn", $"Enhet {unit.Id}")
        select new PlainMove(unit.Id, day, above, name);

    /// <summary>In order of days, and a unit that would come below itself only gets its name.</summary>
    public static IReadOnlyList<PlainMove> Possible(IReadOnlyList<PlainUnit> units, IEnumerable<PlainMove> moves)
    {
        var agency = new PlainAgency { Units = units };
        foreach (var move in moves.OrderBy(move => move.Day))
        {
            var moved = agency with { Moves = [.. agency.Moves, move] };
            agency = GoesRound(moved, move.Unit)
                ? agency with { Moves = [.. agency.Moves, move with { Parent = SlowEvaluator.ParentOf(agency, move.Unit, DateOnly.MaxValue) }] }
                : moved;
        }

        return agency.Moves;
    }

    static bool GoesRound(PlainAgency agency, string unit)
    {
        var above = unit;
        for (var steps = 0; above is not null && steps <= agency.Units.Count; steps++)
        {
            above = SlowEvaluator.ParentOf(agency, above, DateOnly.MaxValue);
        }

        return above is not null;
    }

    /// <summary>Whether each of the moves could be made after those before it.</summary>
    static bool IsPossible(PlainAgency agency) => Enumerable.Range(1, agency.Moves.Count).All(count =>
        !GoesRound(agency with { Moves = [.. agency.Moves.Take(count)] }, agency.Moves[count - 1].Unit));

    static Gen<PlainProfile[]> Profiles(string[] roles, string[] competences) =>
        from rolls in Between(roles.Length, 3 * roles.Length, Profile(roles, competences))
        select rolls.DistinctBy(profile => (profile.Role, profile.ValidFrom)).ToArray();

    static Gen<PlainProfile> Profile(string[] roles, string[] competences) =>
        from role in Gen.Elements(roles)
        from day in Gen.Frequency((1, Gen.Elements(Days[0], Days[1])), (2, Gen.Elements(Days)))
        from expected in Expectation().ArrayOf(competences.Length)
        from late in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new PlainProfile(
            role, day, [.. expected.Zip(competences, (one, id) => one with { Competence = id }).Where(one => one.Weight > 0)], late);

    /// <summary>Weight 0: not expected.</summary>
    static Gen<Expected> Expectation() =>
        from level in Gen.Choose(0, 5)
        from weight in Gen.Elements(0, 1, 1, 2, 3, 4, 5, 5, 5)
        select new Expected("", level, weight);

    static Gen<PlainAdaptation[]> Adaptations(PlainUnit[] units, string[] competences, PlainProfile[] profiles)
    {
        var early = profiles.Where(profile => !profile.Late).ToArray();
        return early.Length == 0
            ? Gen.Constant<PlainAdaptation[]>([])
            : from rolls in Between(0, 12, Adaptation(units, competences, early))
              select rolls.Select(roll => WithinLimit(roll, early))
                  .OfType<PlainAdaptation>()
                  .DistinctBy(one => (one.Unit, one.Role, one.ValidFrom))
                  .ToArray();
    }

    static Gen<PlainAdaptation> Adaptation(PlainUnit[] units, string[] competences, PlainProfile[] profiles) =>
        from unit in Gen.Elements(units)
        from profile in Gen.Elements(profiles)
        from day in Gen.Frequency((1, Gen.Constant(profile.ValidFrom)), (1, Gen.Elements(Days.Where(day => day >= profile.ValidFrom).ToArray())))
        from changes in Between(0, 4, Change(competences, profile))
        select new PlainAdaptation(unit.Id, profile.Role, day, [.. changes.DistinctBy(change => change.Competence)]);

    /// <summary>Mostly of what weighs little, so that 85 % leaves room for it.</summary>
    static Gen<Changed> Change(string[] competences, PlainProfile profile) =>
        from competence in Gen.Elements(
            [.. competences, .. profile.Expected.Where(one => one.Weight == 1).SelectMany(one => Enumerable.Repeat(one.Competence, 6))])
        from level in Gen.Elements<int?>(null, 0, 1, 2, 3, 4, 5)
        from weight in Gen.Elements(1, 1, 1, 2, 3, 5)
        select new Changed(competence, level, level is null ? 0 : weight);

    /// <summary>With as many of its changes as 85 % leaves room for; null when that is none of those it had.</summary>
    static PlainAdaptation? WithinLimit(PlainAdaptation adaptation, PlainProfile[] profiles)
    {
        var national = SlowEvaluator.National(profiles, adaptation.Role, adaptation.ValidFrom);
        var changes = new List<Changed>();
        foreach (var change in adaptation.Changes)
        {
            if (SlowEvaluator.IsWithinLimit(national, [.. changes, change]))
            {
                changes.Add(change);
            }
        }

        return changes.Count == 0 && adaptation.Changes.Count > 0 ? null : adaptation with { Changes = changes };
    }

    static Gen<PlainPosition> Position(string[] employees, PlainUnit[] units, string[] roles) =>
        from employee in Gen.Elements(employees)
        from unit in Gen.Elements(units)
        from role in Gen.Elements(roles)
        from share in Gen.Elements(0.1m, 0.2m, 0.25m, 0.333333m, 0.4m, 0.5m, 0.6m, 1m)
        from day in Gen.Frequency((1, Gen.Elements(Days[0], Days[1], Days[2])), (1, Gen.Elements(Days)))
        from end in End(day)
        select new PlainPosition(employee, unit.Id, role, share, day, end);

    static Gen<PlainAssessment> Assessment(string[] employees, string[] competences) =>
        from employee in Gen.Elements(employees)
        from competence in Gen.Elements(competences)
        from basis in Gen.Elements(Basis.Self, Basis.Agreed, Basis.Verified)
        from level in Gen.Choose(0, 5)
        from day in Gen.Elements(Days)
        from end in End(day)
        select new PlainAssessment(employee, competence, basis, level, day, basis == Basis.Verified ? end : null);

    /// <summary>One that was recorded already, at a level of its own.</summary>
    static Gen<PlainAssessment?> TwinOf(PlainAssessment[] assessments) => assessments.Length == 0
        ? Gen.Constant<PlainAssessment?>(null)
        : from one in Gen.Elements(assessments)
          from level in Gen.Choose(0, 5)
          select one with { Level = level };

    static Gen<PlainNeed> Need(PlainUnit[] units, string[] competences) =>
        from unit in Gen.Elements(units)
        from competence in Gen.Elements(competences)
        from level in Gen.Choose(0, 4)
        from people in Gen.Choose(1, 4)
        select new PlainNeed(unit.Id, competence, level, people);

    static Gen<PlainGoal> Goal(string[] competences) =>
        from weight in Gen.Elements(0.000001m, 0.5m, 1m, 1m, 2m, 1000m)
        from served in Between(0, 3, Gen.Elements(competences))
        select new PlainGoal("", weight, [.. served.Distinct()]);

    /// <summary>Open, or a later one of the days.</summary>
    static Gen<DateOnly?> End(DateOnly day) => Gen.Elements<DateOnly?>(
        [null, null, null, null, null, null, .. Days.Where(end => end > day).Select(end => (DateOnly?)end)]);

    /// <summary>At most three positions each, at most 1.2 on any day, no row twice.</summary>
    static List<PlainPosition> WithinLimits(PlainPosition[] rolls)
    {
        var kept = new List<PlainPosition>();
        foreach (var roll in rolls.Distinct())
        {
            var held = kept.Where(one => one.Employee == roll.Employee).Append(roll).ToList();
            if (held.Count <= 3 && Days.All(day =>
                held.Where(one => one.From <= day && (one.To is null || day < one.To)).Sum(one => one.Share) <= 1.2m))
            {
                kept.Add(roll);
            }
        }

        return kept;
    }

    static Gen<string[]> Some(string[] ids, Gen<int> count) => count.Select(some => ids.Take(some).ToArray());

    static Gen<T[]> Between<T>(int least, int most, Gen<T> gen) => Gen.Choose(least, most).SelectMany(gen.ArrayOf);

    /// <summary>The same case with one question, or with one thing less in the agency.</summary>
    static IEnumerable<RandomCase> Smaller(RandomCase big)
    {
        if (big.Questions.Count > 1)
        {
            return big.Questions.Select(question => big with { Questions = [question] });
        }

        return OneLess(big.Agency, big.Questions.Select(question => question.Unit).ToList())
            .Select(agency => big with { Agency = agency });
    }

    static IEnumerable<PlainAgency> OneLess(PlainAgency agency, List<string> asked) =>
    [
        .. agency.Units.Where(unit => !asked.Contains(unit.Id) && agency.Units.All(one => one.Parent != unit.Id)
            && agency.Moves.All(one => one.Parent != unit.Id)).Select(unit => agency with
        {
            Units = [.. agency.Units.Where(one => one != unit)],
            Moves = [.. agency.Moves.Where(one => one.Unit != unit.Id)],
            Positions = [.. agency.Positions.Where(one => one.Unit != unit.Id)],
            Adaptations = [.. agency.Adaptations.Where(one => one.Unit != unit.Id)],
            Needs = [.. agency.Needs.Where(one => one.Unit != unit.Id)],
        }),
        .. agency.Employees.Select(employee => agency with
        {
            Employees = [.. agency.Employees.Where(one => one != employee)],
            Positions = [.. agency.Positions.Where(one => one.Employee != employee)],
            Assessments = [.. agency.Assessments.Where(one => one.Employee != employee)],
        }),
        .. Without(agency.Moves).Select(rest => agency with { Moves = rest }).Where(IsPossible),
        .. Without(agency.Positions).Select(rest => agency with { Positions = rest }),
        .. Without(agency.Adaptations).Select(rest => agency with { Adaptations = rest }),
        .. agency.Profiles.Where(profile => profile.Late || agency.Adaptations.All(one => one.Role != profile.Role))
            .Select(profile => agency with { Profiles = [.. agency.Profiles.Where(one => one != profile)] }),
        .. Without(agency.Assessments).Select(rest => agency with { Assessments = rest }),
        .. Without(agency.Needs).Select(rest => agency with { Needs = rest }),
        .. Without(agency.Goals).Select(rest => agency with { Goals = rest }),
    ];

    static IEnumerable<IReadOnlyList<T>> Without<T>(IReadOnlyList<T> items) =>
        Enumerable.Range(0, items.Count).Select(i => (IReadOnlyList<T>)[.. items.Take(i), .. items.Skip(i + 1)]);
}
