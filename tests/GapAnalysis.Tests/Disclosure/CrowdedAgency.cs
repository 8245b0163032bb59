using FsCheck;
using FsCheck.Fluent;
using Kompetanse.GapAnalysis.Tests.UnitReports;
using Kompetanse.Protos.Assessment.V1;

namespace Kompetanse.GapAnalysis.Tests.Disclosure;

/// <summary>
/// Random agencies with so many people in few roles that some groups may be seen and some may not: units of one and of
/// many, some where all stand alike, some who hold two positions, some units with a requirement of their own.
/// </summary>
internal static class CrowdedAgency
{
    public const string Plain = "plain";
    public const string Adapted = "adapted";

    public static readonly DateOnly Today = new(2026, 3, 1);

    static readonly DateOnly Before = new(2026, 1, 1);

    /// <summary>Checks a law on so many random agencies of up to so many units and people.</summary>
    public static void Holds(int agencies, int units, int people, Func<PlainAgency, Random, Task> law) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(agencies),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Task.Run(() =>
        {
            var dice = new Random(seed);
            return law(Of(dice, units, people), dice);
        })));

    static PlainAgency Of(Random dice, int mostUnits, int mostPeople)
    {
        var units = Enumerable.Range(0, dice.Next(1, mostUnits + 1))
            .Select(i => new PlainUnit($"u{i}", i == 0 ? null : $"u{dice.Next(i)}")).ToList();
        var roles = Enumerable.Range(0, dice.Next(4) == 0 ? 2 : 1).Select(i => $"r{i}").ToList();
        var employees = Enumerable.Range(0, dice.Next(mostPeople / 3, mostPeople + 1)).Select(i => $"e{i}").ToList();
        // Some units draw many more than others, so that there are units of one.
        var crowd = units.SelectMany(unit => Enumerable.Repeat(unit.Id, dice.Next(3) switch { 0 => 1, 1 => 4, _ => 12 })).ToList();
        var positions = employees.SelectMany(employee => Positions(employee, dice, crowd, roles)).Distinct().ToList();
        return new PlainAgency
        {
            Units = units,
            Employees = employees,
            Roles = roles,
            Competences = [Plain, Adapted, "weighty"],
            Profiles = [.. roles.Select(role => new PlainProfile(role, Before, [new(Plain, 2, 4), new(Adapted, 2, 1), new("weighty", 3, 4)]))],
            Adaptations = [.. units.Where(_ => dice.Next(4) == 0).Select(unit =>
                new PlainAdaptation(unit.Id, roles[0], Before, [new(Adapted, dice.Next(4) == 0 ? null : 4, 1)]))],
            Positions = positions,
            Assessments = [.. positions.GroupBy(position => position.Employee).SelectMany(held => Assessments(held.First(), dice))],
            Needs = [.. units.Where(_ => dice.Next(3) == 0).Select(unit => new PlainNeed(unit.Id, Plain, 2, dice.Next(1, 6)))],
            Goals = [new("g", 2m, [Adapted])],
        };
    }

    static IEnumerable<PlainPosition> Positions(string employee, Random dice, List<string> crowd, List<string> roles)
    {
        var several = dice.Next(8) == 0;
        for (var i = several ? 0 : 1; i < 2; i++)
        {
            yield return new PlainPosition(
                employee, crowd[dice.Next(crowd.Count)], roles[dice.Next(roles.Count)], several ? 0.5m : 1m, Before, null);
        }
    }

    /// <summary>Skewed by unit, so that in some nobody meets a requirement, or all do.</summary>
    static IEnumerable<PlainAssessment> Assessments(PlainPosition position, Random dice)
    {
        foreach (var (competence, salt) in new[] { (Plain, 1), (Adapted, 2), ("weighty", 3) })
        {
            var mood = ((position.Unit[^1] * 7) + salt) % 5;
            var level = mood switch { 0 => 4, 1 => dice.Next(0, 2), 2 => dice.Next(2, 5), _ => dice.Next(0, 6) };
            if (mood < 3 ? dice.Next(12) > 0 : dice.Next(3) > 0)
            {
                yield return new PlainAssessment(
                    position.Employee, competence, dice.Next(3) == 0 ? Basis.Self : Basis.Agreed, level, Before);
            }
        }
    }
}
