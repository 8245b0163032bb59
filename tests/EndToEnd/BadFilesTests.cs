using System.Text;
using Kompetanse.EndToEnd.Agencies;
using Kompetanse.EndToEnd.Processes;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd;

/// <summary>
/// The worked example with one fault in it: whoever imports it is told what is wrong and where, and none of the rest is
/// recorded.
/// </summary>
public sealed class BadFilesTests(SharedHost shared) : IClassFixture<SharedHost>, IDisposable
{
    readonly TemporaryFolder agency = WorkedExample.Create();

    public void Dispose() => agency.Dispose();

    [Theory]
    [InlineData(
        "positions.csv", "bo,kontor,", "bo,kjelleren,",
        "positions.csv:3:2 (unit_id): Enheten «kjelleren» finnes ikke. [UNIT_NOT_FOUND]",
        "positions.csv:3:2 (unit_id): There is no unit “kjelleren”. [UNIT_NOT_FOUND]")]
    [InlineData(
        "units.csv", "direktoratet,Direktoratet,DIRECTORATE,,", "direktoratet,Direktoratet,DIRECTORATE,team,",
        "units.csv:2:4 (parent_id): Enheten «direktoratet» ville ligget under seg selv. [UNIT_CYCLE]",
        "units.csv:2:4 (parent_id): The unit “direktoratet” would be below itself. [UNIT_CYCLE]")]
    [InlineData(
        "positions.csv", "veileder,0.5", "veileder,0",
        "positions.csv:3:4 (share): Stillingsandelen må være over 0 og høyst 1, med høyst seks desimaler. [SHARE_OUT_OF_RANGE]",
        "positions.csv:3:4 (share): The share must be over 0 and at most 1, with at most six decimals. [SHARE_OUT_OF_RANGE]")]
    [InlineData(
        "positions.csv", "veileder,0.8", "veileder,1.5",
        "positions.csv:4:4 (share): Stillingsandelen må være over 0 og høyst 1, med høyst seks desimaler. [SHARE_OUT_OF_RANGE]",
        "positions.csv:4:4 (share): The share must be over 0 and at most 1, with at most six decimals. [SHARE_OUT_OF_RANGE]")]
    [InlineData(
        "positions.csv", "bo,kontor,veileder,0.5,2020-01-01,", "anna,team,veileder,0.3,2021-06-01,",
        "positions.csv:2:4 (share): Stillingsandelene til medarbeider «anna» blir til sammen 1.3 fra 2021-06-01; grensen er 1.2. [SHARES_OVER_LIMIT]",
        "positions.csv:2:4 (share): The shares of employee “anna” sum to 1.3 from 2021-06-01; the limit is 1.2. [SHARES_OVER_LIMIT]")]
    [InlineData(
        "assessments.csv", "bo,arbeidsmarked,SELF,1", "bo,arbeidsmarked,SELF,6",
        "assessments.csv:4:4 (level): Nivået må være fra 0 til 5. [LEVEL_OUT_OF_RANGE]",
        "assessments.csv:4:4 (level): The level must be from 0 to 5. [LEVEL_OUT_OF_RANGE]")]
    [InlineData(
        "expectations.csv", "veileder,arbeidsmarked,2", "veileder,arbeidsmarked,6",
        "expectations.csv:3:3 (level): Nivået må være fra 0 til 5. [LEVEL_OUT_OF_RANGE]",
        "expectations.csv:3:3 (level): The level must be from 0 to 5. [LEVEL_OUT_OF_RANGE]")]
    [InlineData(
        "positions.csv", "veileder,0.8,2020-01-01,", "veileder,0.8,2020-01-01,2020-01-01",
        "positions.csv:4:6 (to): Sluttdatoen må være etter startdatoen. [DATES_OUT_OF_ORDER]",
        "positions.csv:4:6 (to): The end date must be after the start date. [DATES_OUT_OF_ORDER]")]
    [InlineData(
        "employees.csv", "cato,Cato,,STATE", "cato,Cato,,STATE\nbo,Bo,,MUNICIPAL",
        "employees.csv:5: Det samme er oppgitt to ganger; første gang i employees.csv:3. [DUPLICATE_ROW]",
        "employees.csv:5: The same is given twice; first in employees.csv:3. [DUPLICATE_ROW]")]
    [InlineData(
        "assessments.csv", "anna,veiledning,AGREED,2,2021-01-01,,", "bo,arbeidsmarked,SELF,1,2021-01-01,,",
        "assessments.csv:4: Det samme er oppgitt to ganger; første gang i assessments.csv:2. [DUPLICATE_ROW]",
        "assessments.csv:4: The same is given twice; first in assessments.csv:2. [DUPLICATE_ROW]")]
    [InlineData(
        "expectations.csv", "veileder,arbeidsmarked", "veileder,veiledning",
        "expectations.csv:3:2 (competence_id): raden gjentar linje 2. [DUPLICATE_ROW]",
        "expectations.csv:3:2 (competence_id): the row repeats line 2. [DUPLICATE_ROW]")]
    [InlineData(
        "employees.csv", "cato,Cato,,STATE", "cato,Cato,,STATE\n15838010080,Dag,,STATE",
        "employees.csv:5:1 (id): Id-en er et gyldig fødselsnummer eller D-nummer. Bruk en id som ikke sier noe om personen. [NATIONAL_IDENTITY_NUMBER_AS_ID]",
        "employees.csv:5:1 (id): The id is a valid national identity number. Use an id that tells nothing about the person. [NATIONAL_IDENTITY_NUMBER_AS_ID]")]
    [InlineData(
        "assessments.csv", "bo,arbeidsmarked,SELF", "bo,arbeidsmarkedet,SELF",
        "assessments.csv:4:2 (competence_id): Kompetansen «arbeidsmarkedet» finnes ikke. [COMPETENCE_NOT_FOUND]",
        "assessments.csv:4:2 (competence_id): There is no competence “arbeidsmarkedet”. [COMPETENCE_NOT_FOUND]")]
    [InlineData(
        "assessments.csv", "SELF,3,2021-02-01,", "SELF,3,2021-02-01,2025-01-01",
        "assessments.csv:7:6 (valid_until): Bare en verifisering kan ha sluttdato. [VALID_UNTIL_NOT_ALLOWED]",
        "assessments.csv:7:6 (valid_until): Only a verification can have an end date. [VALID_UNTIL_NOT_ALLOWED]")]
    [InlineData(
        "assessments.csv", "AGREED,2,2021-01-01", "AGREED,2,2021-02-30",
        "assessments.csv:2:5 (date): «2021-02-30» er ikke en dato som 2026-01-31. [BAD_DATE]",
        "assessments.csv:2:5 (date): \"2021-02-30\" is not a date such as 2026-01-31. [BAD_DATE]")]
    public async Task A_row_that_is_wrong_is_named_and_nothing_is_recorded(
        string file, string sound, string wrong, string bokmål, string english)
    {
        var text = await File.ReadAllTextAsync(agency.PathOf(file));
        text.ShouldContain(sound);
        agency.With(file, text.Replace(sound, wrong, StringComparison.Ordinal));

        await ShouldRefuseAsync(bokmål, english);
    }

    [Fact]
    public Task A_local_adaptation_that_leaves_under_85_percent_is_refused_with_the_figure()
    {
        // Of 3 + 2 by weight, 3 stand: 60 %.
        agency.With("adaptations.csv", "unit_id,role_id,competence_id,level,weight,valid_from\nkontor,veileder,arbeidsmarked,3,2,2022-01-01\n");
        return ShouldRefuseAsync(
            "adaptations.csv:2: Den lokale tilpasningen lar bare 60.0 % av kompetanseprofilen stå uendret; minst 85 % må stå. [LOCAL_ADAPTATION_OVER_LIMIT]",
            "adaptations.csv:2: The local adaptation leaves only 60.0 % of the role profile unchanged; at least 85 % must stand. [LOCAL_ADAPTATION_OVER_LIMIT]");
    }

    [Fact]
    public Task A_file_in_Latin_1_is_refused_at_its_first_letter_that_is_not_UTF_8()
    {
        agency.With("roles.csv", Encoding.Latin1.GetBytes("id,name_nb,name_en\nveileder,Veileder på kontor,\n"));
        return ShouldRefuseAsync(
            "roles.csv:2:2 (name_nb): byte 20 på linjen (0xE5) er ikke UTF-8; i Latin-1 er den «å». Lagre filen som «CSV UTF-8». [NOT_UTF8]",
            "roles.csv:2:2 (name_nb): byte 20 of the line (0xE5) is not UTF-8; in Latin-1 it is \"å\". Save the file as \"CSV UTF-8\". [NOT_UTF8]");
    }

    [Fact]
    public Task An_empty_file_is_refused_with_the_header_it_lacks()
    {
        agency.With("roles.csv", "");
        return ShouldRefuseAsync(
            "roles.csv: filen er tom. Første linje skal være id,name_nb,name_en [EMPTY_FILE]",
            "roles.csv: the file is empty. The first line should be id,name_nb,name_en [EMPTY_FILE]");
    }

    [Fact]
    public Task A_line_of_200_MB_is_refused()
    {
        using (var file = File.OpenWrite(agency.PathOf("assessments.csv")))
        {
            // Sparse: zero bytes without a line break from where the sound rows end.
            file.SetLength(200 * 1024 * 1024);
        }

        return ShouldRefuseAsync(
            "assessments.csv:8: linjen er lengre enn 1048576 byte. Er linjeskiftene borte? [LINE_TOO_LONG]",
            "assessments.csv:8: the line is longer than 1048576 bytes. Have the line breaks been lost? [LINE_TOO_LONG]");
    }

    [Fact]
    public async Task A_column_with_another_name_is_named_and_so_is_the_one_it_should_have_been()
    {
        agency.With("goals.csv", "id,name_nb,vekt\nm1,Flere i arbeid,1\n");

        Faults(await Command.RunAsync(shared.Host, "import", agency.Path)).ShouldBe(
        [
            "goals.csv:1:3 (vekt): kolonnen «vekt» er ukjent. Kolonnene skal være id,name_nb,weight [WRONG_COLUMNS]",
            "goals.csv:1: mangler kolonne: weight. Kolonnene skal være id,name_nb,weight [WRONG_COLUMNS]",
        ]);
        Faults(await Command.RunAsync(shared.Host, "import", agency.Path, "--lang", "en")).ShouldBe(
        [
            "goals.csv:1:3 (vekt): the column \"vekt\" is unknown. The columns should be id,name_nb,weight [WRONG_COLUMNS]",
            "goals.csv:1: missing column: weight. The columns should be id,name_nb,weight [WRONG_COLUMNS]",
        ]);
        await ShouldHaveRecordedNothingAsync();
    }

    [Fact]
    public async Task Several_faults_are_told_together()
    {
        agency.With("goals.csv", "id,name_nb,weight\nm1,Flere i arbeid,mye\nm2,,1\n");

        var ended = await Command.RunAsync(shared.Host, "import", agency.Path);

        Faults(ended).ShouldBe(
        [
            "goals.csv:2:3 (weight): «mye» er ikke et tall som 0.8. [BAD_NUMBER]",
            "goals.csv:3:2 (name_nb): verdien mangler. [MISSING_VALUE]",
        ]);
        await ShouldHaveRecordedNothingAsync();
    }

    [Fact]
    public async Task Files_with_semicolons_and_decimal_commas_are_as_good()
    {
        foreach (var file in Directory.GetFiles(agency.Path))
        {
            var text = (await File.ReadAllTextAsync(file)).Replace(',', ';');
            await File.WriteAllTextAsync(file, file.EndsWith("positions.csv", StringComparison.Ordinal) ? text.Replace('.', ',') : text);
        }

        using var data = new TemporaryFolder();
        await using var host = await RunningHost.StartAsync(data.Path);
        (await Command.RunAsync(host, "import", agency.Path)).Succeeded();
        (await Command.RunAsync(host, "report", WorkedExample.Office, "--format", "csv")).Succeeded()
            .ShouldContain("veileder,veiledning,3,3,3,2.3,1,1,1,0,3,0.333333,7.5\n");
    }

    async Task ShouldRefuseAsync(string bokmål, string english)
    {
        var ended = await Task.WhenAll(
            Command.RunAsync(shared.Host, "import", agency.Path),
            Command.RunAsync(shared.Host, "import", agency.Path, "--lang", "en"));

        Faults(ended[0]).ShouldBe([bokmål]);
        ended[0].Error.ShouldEndWith("\nIngenting er registrert.\n");
        Faults(ended[1]).ShouldBe([english]);
        ended[1].Error.ShouldEndWith("\nNothing has been recorded.\n");
        await ShouldHaveRecordedNothingAsync();
    }

    async Task ShouldHaveRecordedNothingAsync()
    {
        using var client = new Client(shared.Host);
        var verified = await client.VerifyLedgerAsync();
        (verified.Entries, verified.Position, verified.Fault).ShouldBe((0, 0, null));
        (await client.EmployeesAsync()).ShouldBeEmpty();
    }

    /// <summary>What an import that was refused says is wrong: the lines that end with a reason.</summary>
    static IEnumerable<string> Faults(Ended ended)
    {
        (ended.ExitCode, ended.Output).ShouldBe((1, ""), ended.Error);
        return ended.Error.Split('\n').Where(line => line.EndsWith(']'));
    }
}
