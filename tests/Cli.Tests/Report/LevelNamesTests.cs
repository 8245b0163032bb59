using Kompetanse.Cli.Report;
using Kompetanse.Cli.Text;
using Kompetanse.Protos.Catalogue.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Report;

public class LevelNamesTests
{
    [Fact]
    public void A_long_name_is_cut_at_its_comma_in_tables_and_whole_in_the_legend()
    {
        var levels = new LevelNames([new LevelName { Level = 3, NameNb = "Videregående, veileder andre" }], Texts.Bokmål);

        levels.Fitting(3, 3, withName: true).ShouldBe("3 Videregående");
        levels.InSentence(3, 3).ShouldBe("3 (Videregående)");
        levels.Legend.ShouldBe("3 Videregående, veileder andre");
    }
}
