using Kompetanse.Protos.Catalogue.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Catalogue;

public sealed class LevelScaleTests
{
    [Fact]
    public async Task The_scale_has_no_names_until_it_is_given_some()
    {
        await using var agency = await Given.EmptyAgency();

        (await agency.AskAsync<LevelScale>(new GetLevelScaleRequest())).ShouldBe(new LevelScale());
        var updated = await agency.AskAsync<LevelScale>(new UpdateLevelScaleRequest
        {
            LevelScale = Some.Scale((0, "ingen"), (1, "noe")), UpdateMask = Some.Mask("levels"),
        });

        updated.ShouldBe(new LevelScale(Some.Scale((0, "ingen"), (1, "noe"))) { Etag = "1" });
        (await agency.AskAsync<LevelScale>(new GetLevelScaleRequest())).ShouldBe(updated);
    }

    [Fact]
    public async Task A_new_scale_replaces_the_old_as_a_whole()
    {
        await using var agency = await Given.Agency(new UpdateLevelScaleRequest { LevelScale = Some.Scale((3, "tre")) });

        var scale = await agency.AskAsync<LevelScale>(new GetLevelScaleRequest());

        scale.Levels.ShouldHaveSingleItem().NameNb.ShouldBe("tre");
        scale.Etag.ShouldBe("2");
    }
}
