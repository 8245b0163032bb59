using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Kompetanse.Protos.Gap.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Report;

public sealed class ReportCsvTests
{
    const string Header =
        "role_id,competence_id,required_min,required_max,positions,fte,met,below,unknown,self_only,mean_level,coverage,weighted_gap\n";

    [Fact]
    public async Task Has_the_rows_with_positions_in_the_order_of_the_report_and_nothing_else()
    {
        var output = await CsvAsync(SampleReport.Create());
        output.ShouldBe(
            Header
            + "veileder,veiledning,3,3,11,9.625,5,4,2,3,2.5,0.454545,28.125\n"
            + "veileder,inngang,2,3,6,5.25,1,1,4,0,2,0.166667,18.25\n"
            + "veileder,forvaltning,2,2,11,9.625,11,0,0,0,3,1,0\n"
            + "nav-leder,veiledning,3,3,1,0.875,0,1,0,0,2,0,3.375\n"
            + "gjeldsrådgiver,gjeld,4,4,1,0.875,0,0,1,0,,0,0.5\n"
            + "prosessveileder,forvaltning,2,2,1,0.875,1,0,0,0,2,1,0\n");
    }

    [Fact]
    public async Task Hidden_rows_are_there_with_empty_figures_and_what_is_not_told_is_empty_not_0()
    {
        (await CsvAsync(SampleReport.CreateWithHiddenGroups())).ShouldBe(
            Header
            + "veileder,veiledning,3,3,11,9.625,5,4,2,,2.5,0.454545,\n"
            + "veileder,forvaltning,2,2,11,9.625,11,0,0,,3,1,\n"
            + "veileder,inngang,,,,,,,,,,,\n"
            + "nav-leder,veiledning,,,,,,,,,,,\n"
            + "gjeldsrådgiver,gjeld,,,,,,,,,,,\n"
            + "prosessveileder,forvaltning,,,,,,,,,,,\n");
    }

    [Fact]
    public async Task A_report_without_rows_is_the_header() => (await CsvAsync(new UnitReport())).ShouldBe(Header);

    [Fact]
    public async Task Numbers_are_the_same_whatever_the_language_of_the_machine()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("nb-NO");
            (await CsvAsync(SampleReport.Create())).ShouldContain("veileder,veiledning,3,3,11,9.625,5,4,2,3,2.5,0.454545,28.125\n");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Numbers_have_at_most_six_decimals_and_no_exponent()
    {
        // Gaps of a single employee to those of a large agency, in millionths.
        var millionths = Gen.Choose(0, int.MaxValue).Select(n => n / 1e6).Or(Gen.Choose(0, 1000).Select(n => n / 1e9));
        Prop.ForAll(millionths.ToArbitrary(), value =>
        {
            var written = WeightedGapAsync(value).GetAwaiter().GetResult();
            written.ShouldMatch(@"^\d+(\.\d{0,5}[1-9])?$");
            double.Parse(written, CultureInfo.InvariantCulture).ShouldBe(value, 5.0001e-7);
        }).QuickCheckThrowOnFailure();
    }

    static async Task<string> WeightedGapAsync(double gap)
    {
        var report = new UnitReport { RoleRows = { SampleReport.Create().RoleRows[0] } };
        report.RoleRows[0].Numbers.WeightedGap = gap;
        return (await CsvAsync(report)).TrimEnd('\n').Split(',')[^1];
    }

    static async Task<string> CsvAsync(UnitReport report)
    {
        var terminal = new Terminal { Host = new() { OnReport = () => report } };
        (await terminal.RunAsync("report", "kontor-7", "--format", "csv")).ShouldBe(0);
        terminal.Error.ShouldBeEmpty();
        return terminal.Output;
    }
}
