using FsCheck;
using FsCheck.Fluent;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Shouldly;
using Xunit;
using Message = Kompetanse.Protos.Catalogue.V1.LocalAdaptation;

namespace Kompetanse.Competence.Tests.Catalogue;

/// <summary>The 85 % rule (O 4.7), and what becomes of an adaptation when the national profile changes.</summary>
public sealed class LocalAdaptationTests
{
    [Fact]
    public async Task Exactly_85_percent_is_accepted_with_its_figure()
    {
        await using var agency = await Given.Agency();

        var created = await agency.AskAsync<Message>(new CreateLocalAdaptationRequest
        {
            LocalAdaptation = Some.Adaptation("oslo", "beslutter", "2026-02-01", ("medvirkning", null, 0)),
        });

        (created.Unchanged, created.NeedsRenewal).ShouldBe((0.85, false));
    }

    [Fact]
    public async Task Stating_the_national_expectations_again_changes_nothing()
    {
        await using var agency = await Given.Agency();

        var created = await agency.AskAsync<Message>(new CreateLocalAdaptationRequest
        {
            LocalAdaptation = Some.Adaptation("oslo", "veileder", "2026-02-01", ("veiledning", 3, 3), ("arbeidsmarked", 2, 2)),
        });

        created.Unchanged.ShouldBe(1);
    }

    [Fact]
    public async Task The_figure_is_measured_on_the_day_it_starts_and_not_on_todays_profile()
    {
        await using var agency = await Given.Agency(new CreateRoleProfileRequest
        {
            RoleProfile = Some.Profile("beslutter", "2027-01-01", ("medvirkning", 2, 5)),
        });

        var adaptation = Some.Adaptation("oslo", "beslutter", "2027-01-01", ("medvirkning", 3, 3));
        await agency.ShouldRefuseAsync(
            new CreateLocalAdaptationRequest { LocalAdaptation = adaptation },
            Expected.LocalAdaptationOverLimit("local_adaptation", "0.0"));
        await agency.DoAsync(new CreateLocalAdaptationRequest
        {
            LocalAdaptation = new Message(adaptation) { ValidFrom = "2026-12-31" },
        });
    }

    [Fact]
    public async Task A_new_national_version_sets_an_adaptation_aside_until_it_is_renewed()
    {
        await using var agency = await Given.Agency(new CreateRoleProfileRequest
        {
            RoleProfile = Some.Profile("beslutter", "2027-01-01", ("forvaltning", 2, 5), ("medvirkning", 2, 5)),
        });

        async Task<(double, bool)> FigureAsync(string asOf)
        {
            var one = await agency.AskAsync<Message>(new GetLocalAdaptationRequest
            {
                UnitId = "ost", RoleId = "beslutter", ValidFrom = "2026-02-01", AsOf = asOf,
            });
            return (one.Unchanged, one.NeedsRenewal);
        }

        (await FigureAsync("")).ShouldBe((0.85, false));
        (await FigureAsync("2026-12-31")).ShouldBe((0.85, false));
        (await FigureAsync("2027-01-01")).ShouldBe((0.5, true));
        (await ExpectedAsync("oslo", "2026-12-31")).ShouldContain(("medvirkning", 3));
        (await ExpectedAsync("oslo", "2027-01-01")).ShouldBe([("forvaltning", 2), ("medvirkning", 2)]);

        async Task<IEnumerable<(string, int)>> ExpectedAsync(string unit, string asOf) =>
            (await agency.AskAsync<RoleProfile>(new GetRoleProfileRequest { RoleId = "beslutter", UnitId = unit, AsOf = asOf }))
            .Expectations.Select(one => (one.CompetenceId, one.Level));
    }

    [Fact]
    public async Task The_nearest_adaptation_wins_and_counts_for_the_units_below()
    {
        await using var agency = await Given.Agency(
            new ImportRequest { Units = { Some.Unit("team", "oslo"), Some.Unit("vest", "nav") } },
            new CreateLocalAdaptationRequest
            {
                LocalAdaptation = Some.Adaptation("oslo", "beslutter", "2026-03-01", ("medvirkning", 4, 3)),
            });

        (await LevelAsync("nav", "2026-03-02")).ShouldBe(2);
        (await LevelAsync("vest", "2026-03-02")).ShouldBe(2);
        (await LevelAsync("ost", "2026-03-02")).ShouldBe(3);
        (await LevelAsync("oslo", "2026-03-02")).ShouldBe(4);
        (await LevelAsync("team", "2026-03-02")).ShouldBe(4);
        (await LevelAsync("team", "2026-02-28")).ShouldBe(3);
        (await LevelAsync("team", "2026-01-31")).ShouldBe(2);

        async Task<int> LevelAsync(string unit, string asOf) =>
            (await agency.AskAsync<RoleProfile>(new GetRoleProfileRequest { RoleId = "beslutter", UnitId = unit, AsOf = asOf }))
            .Expectations.Single(one => one.CompetenceId == "medvirkning").Level;
    }

    [Fact]
    public async Task A_list_tells_the_figure_of_each()
    {
        await using var agency = await Given.Agency();

        var one = (await agency.ListAsync<Message>(new ListLocalAdaptationsRequest { UnitId = "ost" })).ShouldHaveSingleItem();

        one.Unchanged.ShouldBe(0.85);
        (await agency.ListAsync<Message>(new ListLocalAdaptationsRequest { UnitId = "oslo" })).ShouldBeEmpty();
    }

    static readonly Gen<(string Competence, int Level, int Weight)> Expectation =
        from competence in Gen.Choose(0, 7)
        from level in Gen.Choose(0, 5)
        from weight in Gen.Choose(1, 5)
        select ($"c{competence}", level, weight);

    static readonly Gen<(string Competence, int? Level, int Weight)> Change =
        from expectation in Expectation
        from takenOut in Gen.Choose(0, 3)
        select takenOut == 0 ? (expectation.Competence, (int?)null, 0) : (expectation.Competence, expectation.Level, expectation.Weight);

    static readonly Gen<((string Competence, int Level, int Weight)[] National, (string Competence, int? Level, int Weight)[] Changes)>
        ProfileAndChanges =
            from national in Expectation.ArrayOf()
            from changes in Change.ArrayOf()
            select (national.DistinctBy(one => one.Competence).ToArray(), changes.DistinctBy(one => one.Competence).ToArray());

    [Fact]
    public void The_figure_is_what_stands_unchanged_of_the_larger_weight() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(ProfileAndChanges.ToArbitrary(), both =>
        {
            var (national, changes) = both;
            var resulting = national.ToDictionary(one => one.Competence, one => (one.Level, one.Weight));
            foreach (var (competence, level, weight) in changes)
            {
                if (level is null)
                    resulting.Remove(competence);
                else
                    resulting[competence] = (level.Value, weight);
            }

            var (stands, before, after) = (0, 0, 0);
            foreach (var (competence, level, weight) in national)
            {
                before += weight;
                if (resulting.TryGetValue(competence, out var now) && now == (level, weight))
                    stands += weight;
            }

            foreach (var (_, weight) in resulting.Values)
                after += weight;

            var figure = Competence.Catalogue.LocalAdaptation.Unchanged(national, changes);
            figure.ShouldBeInRange(0, 1);
            figure.ShouldBe(Math.Max(before, after) == 0 ? 1 : stands / (decimal)Math.Max(before, after));
        }));
}
