using FsCheck;
using FsCheck.Fluent;
using Kompetanse.Competence.Assessments;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Shouldly;
using Xunit;
using Message = Kompetanse.Protos.Assessment.V1.Assessment;

namespace Kompetanse.Competence.Tests.Assessments;

/// <summary>Levels over time, against a plain reading of all assessments.</summary>
public sealed class LevelHistoryTests
{
    const int Competences = 130;
    static readonly DateOnly FirstDay = new(2026, 1, 1);
    const int Days = 30;

    /// <summary>Few days and competences, so that assessments meet; the competences at the edges of 64 bits.</summary>
    static readonly Gen<Message> Assessment =
        from competence in Gen.Elements(0, 1, 63, 64, 65, 127, 128, 129)
        from basis in Gen.Elements(Basis.Self, Basis.Agreed, Basis.Verified, Basis.Verified)
        from level in Gen.Choose(0, 5)
        from day in Gen.Choose(0, Days)
        from length in Gen.Choose(0, 10)
        select Some.Assessment(
            "", $"k{competence}", basis, level, Day(day).ToIso(),
            basis == Basis.Verified && length > 0 ? Day(day + length).ToIso() : "");

    /// <summary>Two imports: the second corrects the first, and adds to it backwards in time.</summary>
    static readonly Gen<Message[][]> TwoImports = Assessment.ArrayOf()
        .Select(import => import.DistinctBy(one => (Identity(one), one.Level)).Take(40).ToArray()).ArrayOf(2);

    static DateOnly Day(int day) => FirstDay.AddDays(day);

    [Fact]
    public async Task Every_level_on_every_date_and_basis_is_what_a_plain_reading_gives()
    {
        await using var agency = await Given.EmptyAgency();
        await agency.DoAsync(new ImportRequest
        {
            Competences = { Enumerable.Range(0, Competences).Select(i => Some.Competence($"k{i}")) },
        });
        var run = 0;
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150),
            Prop.ForAll(TwoImports.ToArbitrary(), imports => HoldsAsync(agency, $"e{++run}", imports)));

        await agency.ReopenAsync();
        agency.State.Employees.Count.ShouldBe(run);
    }

    static async Task HoldsAsync(TestAgency agency, string employee, Message[][] imports)
    {
        var standing = new Dictionary<object, Message>();
        foreach (var import in imports)
        {
            var rows = import.Select(one => new Message(one) { EmployeeId = employee }).ToList();
            await agency.DoAsync(new ImportRequest { Employees = { Some.Employee(employee) }, Assessments = { rows } });
            foreach (var same in rows.GroupBy(Identity))
                standing[same.Key] = same.MaxBy(one => one.Level)!;
        }

        var assessments = agency.State.Employees[employee].Assessments;
        assessments.InOrder.Length.ShouldBe(standing.Count);
        foreach (var basis in Enum.GetValues<LevelBasis>())
        {
            var history = assessments.HistoryOn(basis);
            foreach (var competence in new[] { 0, 1, 2, 63, 64, 65, 66, 127, 128, 129 })
            {
                for (var day = -1; day <= Days + 12; day++)
                {
                    var known = history.On(agency.State.Competences[$"k{competence}"], Day(day));
                    var (level, selfOnly) = PlainlyRead(standing.Values, $"k{competence}", basis, Day(day));
                    (known.IsKnown ? known.Level : (int?)null, known.IsSelfOnly).ShouldBe(
                        (level, selfOnly), $"k{competence} on {Day(day):O}, {basis}");
                }
            }
        }
    }

    /// <summary>design.md, «Level by basis», word for word.</summary>
    static (int? Level, bool SelfOnly) PlainlyRead(
        IEnumerable<Message> all, string competence, LevelBasis basis, DateOnly date)
    {
        var sofar = all
            .Where(one => one.CompetenceId == competence && DateOnly.Parse(one.Date) <= date)
            .OrderBy(one => DateOnly.Parse(one.Date)).ToList();
        var self = sofar.LastOrDefault(one => one.Basis == Basis.Self)?.Level;
        var agreed = sofar.LastOrDefault(one => one.Basis == Basis.Agreed)?.Level;
        var verified = sofar
            .Where(one => one.Basis == Basis.Verified && (one.ValidUntil.Length == 0 || date < DateOnly.Parse(one.ValidUntil)))
            .Max(one => (int?)one.Level);
        return basis switch
        {
            LevelBasis.Self => (self, self is not null),
            LevelBasis.Agreed => (agreed, false),
            LevelBasis.Verified => (verified, false),
            _ => verified is not null ? (verified, false) : agreed is not null ? (agreed, false) : (self, self is not null),
        };
    }

    static object Identity(Message one) => (one.CompetenceId, one.Basis, one.Date, one.ValidUntil);
}
