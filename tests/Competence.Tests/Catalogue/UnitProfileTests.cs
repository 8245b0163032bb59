using Kompetanse.Protos.Catalogue.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Catalogue;

public sealed class UnitProfileTests
{
    [Fact]
    public async Task A_unit_without_a_profile_has_an_empty_one_without_an_etag()
    {
        await using var agency = await Given.Agency();

        (await agency.AskAsync<UnitProfile>(new GetUnitProfileRequest { UnitId = "nav" }))
            .ShouldBe(new UnitProfile { UnitId = "nav" });
        (await agency.ListAsync<UnitProfile>(new ListUnitProfilesRequest())).Select(profile => profile.UnitId).ShouldBe(["oslo"]);
    }
}
