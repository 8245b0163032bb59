using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Gap.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>Which level counts on a date: one employee, one competence required at level 2 with weight 1.</summary>
public sealed class LevelExampleTests(SqliteAgencies agencies) : IClassFixture<SqliteAgencies>
{
    static readonly DateOnly Day = new(2026, 3, 1);

    [Fact]
    public async Task An_assessed_level_0_is_known()
    {
        var numbers = await NumbersAsync(Day, LevelBasis.Best, Assessed(Basis.Self, 0, Day));

        (numbers.Below, numbers.Unknown, numbers.HasMeanLevel, numbers.MeanLevel, numbers.WeightedGap).ShouldBe((1, 0, true, 0, 2));
    }

    [Fact]
    public async Task Who_is_not_assessed_is_unknown_and_has_no_mean_and_the_same_gap_as_at_level_0()
    {
        var numbers = await NumbersAsync(Day, LevelBasis.Best);

        (numbers.Below, numbers.Unknown, numbers.HasMeanLevel, numbers.WeightedGap).ShouldBe((0, 1, false, 2));
    }

    [Fact]
    public async Task A_required_level_0_is_met_by_an_assessed_0_and_unknown_without_it()
    {
        (await NumbersAsync(Day, LevelBasis.Best, 0, Assessed(Basis.Agreed, 0, Day))).Met.ShouldBe(1);
        var numbers = await NumbersAsync(Day, LevelBasis.Best, required: 0);

        (numbers.Met, numbers.Unknown, numbers.Coverage, numbers.WeightedGap).ShouldBe((0, 1, 0, 0));
    }

    [Fact]
    public async Task An_assessment_counts_from_its_own_day()
    {
        var assessed = Assessed(Basis.Self, 2, Day);

        (await LevelAsync(Day.AddDays(-1), LevelBasis.Best, assessed)).ShouldBeNull();
        (await LevelAsync(Day, LevelBasis.Best, assessed)).ShouldBe(2);
    }

    [Fact]
    public async Task A_verification_counts_until_the_day_before_its_end_and_then_the_agreed_level_does()
    {
        PlainAssessment[] assessed = [Assessed(Basis.Verified, 4, Day, Day.AddDays(30)), Assessed(Basis.Agreed, 2, Day.AddDays(-10)), Assessed(Basis.Self, 5, Day)];

        (await LevelAsync(Day.AddDays(-1), LevelBasis.Best, assessed)).ShouldBe(2);
        (await LevelAsync(Day, LevelBasis.Best, assessed)).ShouldBe(4);
        (await LevelAsync(Day.AddDays(29), LevelBasis.Best, assessed)).ShouldBe(4);
        (await LevelAsync(Day.AddDays(30), LevelBasis.Best, assessed)).ShouldBe(2);
        (await LevelAsync(Day.AddDays(30), LevelBasis.Verified, assessed)).ShouldBeNull();
    }

    [Fact]
    public async Task A_verification_until_the_28th_does_not_count_on_the_leap_day_and_one_until_the_29th_does_not_either()
    {
        var (from, eve, leapDay) = (new DateOnly(2023, 2, 28), new DateOnly(2024, 2, 28), new DateOnly(2024, 2, 29));

        (await LevelAsync(eve, LevelBasis.Verified, Assessed(Basis.Verified, 3, from, leapDay))).ShouldBe(3);
        (await LevelAsync(leapDay, LevelBasis.Verified, Assessed(Basis.Verified, 3, from, leapDay))).ShouldBeNull();
        (await LevelAsync(eve, LevelBasis.Verified, Assessed(Basis.Verified, 3, from, eve))).ShouldBeNull();
        (await LevelAsync(leapDay, LevelBasis.Verified, Assessed(Basis.Verified, 3, leapDay, leapDay.AddDays(1)))).ShouldBe(3);
        (await LevelAsync(leapDay.AddDays(1), LevelBasis.Verified, Assessed(Basis.Verified, 3, leapDay, leapDay.AddDays(1)))).ShouldBeNull();
    }

    [Fact]
    public async Task The_most_authoritative_counts_not_the_highest()
    {
        (await LevelAsync(Day, LevelBasis.Best, Assessed(Basis.Verified, 1, Day), Assessed(Basis.Agreed, 3, Day), Assessed(Basis.Self, 5, Day))).ShouldBe(1);
        (await LevelAsync(Day, LevelBasis.Best, Assessed(Basis.Agreed, 3, Day.AddDays(-90)), Assessed(Basis.Self, 5, Day))).ShouldBe(3);
    }

    [Theory]
    [InlineData(Basis.Self, LevelBasis.Self)]
    [InlineData(Basis.Agreed, LevelBasis.Agreed)]
    public async Task Of_self_and_agreed_assessments_the_latest_counts_though_it_is_lower(Basis basis, LevelBasis asked)
    {
        PlainAssessment[] assessed = [Assessed(basis, 4, Day), Assessed(basis, 1, Day.AddDays(1))];

        (await LevelAsync(Day, asked, assessed)).ShouldBe(4);
        (await LevelAsync(Day.AddDays(1), asked, assessed)).ShouldBe(1);
    }

    [Theory]
    [InlineData(Basis.Self)]
    [InlineData(Basis.Agreed)]
    [InlineData(Basis.Verified)]
    public async Task Of_two_on_the_same_day_in_one_import_the_highest_counts(Basis basis)
    {
        (await LevelAsync(Day, LevelBasis.Best, Assessed(basis, 3, Day), Assessed(basis, 4, Day), Assessed(basis, 2, Day))).ShouldBe(4);
    }

    [Fact]
    public async Task The_highest_valid_verification_counts_though_a_lower_is_later()
    {
        PlainAssessment[] assessed = [Assessed(Basis.Verified, 4, Day, Day.AddDays(10)), Assessed(Basis.Verified, 2, Day.AddDays(5))];

        (await LevelAsync(Day.AddDays(9), LevelBasis.Verified, assessed)).ShouldBe(4);
        (await LevelAsync(Day.AddDays(10), LevelBasis.Verified, assessed)).ShouldBe(2);
    }

    [Fact]
    public async Task A_level_recorded_again_for_the_same_day_corrects_the_one_before()
    {
        var organisation = await agencies.RecordAsync(Agency(2, [Assessed(Basis.Agreed, 4, Day)]));
        await agencies.ExecuteAsync(organisation, ImportRows.Command(ImportRows.Assessments(Agency(2, [Assessed(Basis.Agreed, 1, Day)]))));

        (await agencies.ReportAsync(organisation, new Question("kontor", Day))).RoleRows.Single().Numbers.MeanLevel.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_with_two_levels_on_a_day_says_the_same_when_it_is_imported_again()
    {
        var agency = Agency(2, [Assessed(Basis.Agreed, 3, Day), Assessed(Basis.Agreed, 2, Day)]);
        var organisation = await agencies.RecordAsync(agency);
        await agencies.ExecuteAsync(organisation, ImportRows.InTwo(agency)[0]);

        (await agencies.ReportAsync(organisation, new Question("kontor", Day))).RoleRows.Single().Numbers.MeanLevel.ShouldBe(3);
    }

    [Theory]
    [InlineData(LevelBasis.Best, 1)]
    [InlineData(LevelBasis.Self, 1)]
    [InlineData(LevelBasis.Agreed, 0)]
    public async Task What_is_met_by_self_assessment_is_told(LevelBasis basis, int selfOnly)
    {
        (await NumbersAsync(Day, basis, Assessed(Basis.Self, 3, Day))).SelfOnly.ShouldBe(selfOnly);
    }

    [Fact]
    public async Task What_is_agreed_too_does_not_rest_on_self_assessment_alone_and_what_is_not_met_rests_on_nothing()
    {
        (await NumbersAsync(Day, LevelBasis.Best, Assessed(Basis.Self, 3, Day), Assessed(Basis.Agreed, 2, Day))).SelfOnly.ShouldBe(0);
        (await NumbersAsync(Day, LevelBasis.Best, Assessed(Basis.Self, 1, Day))).SelfOnly.ShouldBe(0);
    }

    [Fact]
    public async Task Every_one_of_two_hundred_competences_has_its_own_level()
    {
        string[] competences = [.. Enumerable.Range(0, 200).Select(number => $"c{number}")];
        var organisation = await agencies.RecordAsync(Agency(2, [.. competences.Select((id, i) => new PlainAssessment("anna", id, Basis.Agreed, i % 6, Day))]) with
        {
            Competences = competences,
            Profiles = [new("veileder", Day, [.. competences.Select(id => new Expected(id, 2, 1))])],
        });

        var report = await agencies.ReportAsync(organisation, new Question("kontor", Day));
        report.RoleRows.ToDictionary(row => row.CompetenceId, row => row.Numbers.MeanLevel)
            .ShouldBe(competences.Select((id, i) => KeyValuePair.Create(id, (double)(i % 6))), ignoreOrder: true);
    }

    async Task<double?> LevelAsync(DateOnly date, LevelBasis basis, params PlainAssessment[] assessments)
    {
        var numbers = await NumbersAsync(date, basis, assessments);
        return numbers.HasMeanLevel ? numbers.MeanLevel : null;
    }

    Task<Numbers> NumbersAsync(DateOnly date, LevelBasis basis, params PlainAssessment[] assessments) =>
        NumbersAsync(date, basis, required: 2, assessments);

    async Task<Numbers> NumbersAsync(DateOnly date, LevelBasis basis, int required, params PlainAssessment[] assessments)
    {
        var organisation = await agencies.RecordAsync(Agency(required, assessments));
        return (await agencies.ReportAsync(organisation, new Question("kontor", date, basis))).RoleRows.Single().Numbers;
    }

    static PlainAgency Agency(int required, IReadOnlyList<PlainAssessment> assessments) => new()
    {
        Units = [new("kontor", null)],
        Employees = ["anna"],
        Roles = ["veileder"],
        Competences = ["veiledning"],
        Profiles = [new("veileder", new(2020, 1, 1), [new("veiledning", required, 1)])],
        Positions = [new("anna", "kontor", "veileder", 1m, new(2020, 1, 1), null)],
        Assessments = assessments,
    };

    static PlainAssessment Assessed(Basis basis, int level, DateOnly date, DateOnly? validUntil = null) =>
        new("anna", "veiledning", basis, level, date, validUntil);
}
