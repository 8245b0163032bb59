using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Import;

/// <summary>Rows that can't be read: told by line and column, and the stream never comes to its end.</summary>
public sealed class BadRowsTests : IDisposable
{
    const string Assessments = "employee_id,competence_id,basis,level,date,valid_until,assessed_by\n";

    readonly TemporaryFolder folder = new();

    [Fact]
    public Task A_number_that_is_none() => RefusesAsync(
        "assessments.csv", Assessments + "a,k,SELF,sju,2026-01-31,,\n",
        "assessments.csv:2:4 (level): «sju» er ikke et heltall. [BAD_NUMBER]",
        "assessments.csv:2:4 (level): \"sju\" is not a whole number. [BAD_NUMBER]");

    [Theory]
    [InlineData("0,8")]
    [InlineData("1e-1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("halv")]
    [InlineData("1.0.0")]
    public Task A_share_that_is_no_number(string share) => RefusesAsync(
        "positions.csv", $"employee_id,unit_id,role_id,share,from,to\na,u,r,\"{share}\",2026-01-01,\n",
        $"positions.csv:2:4 (share): «{share}» er ikke et tall som 0.8. [BAD_NUMBER]",
        $"positions.csv:2:4 (share): \"{share}\" is not a number such as 0.8. [BAD_NUMBER]");

    [Theory]
    [InlineData("31.01.2026")]
    [InlineData("2026-02-30")]
    [InlineData("2026-13-01")]
    [InlineData("0000-01-01")]
    [InlineData("2026-1-1")]
    [InlineData("2026-01-01T00:00")]
    public Task A_date_that_is_none(string date) => RefusesAsync(
        "assessments.csv", Assessments + $"a,k,SELF,2,{date},,\n",
        $"assessments.csv:2:5 (date): «{date}» er ikke en dato som 2026-01-31. [BAD_DATE]",
        $"assessments.csv:2:5 (date): \"{date}\" is not a date such as 2026-01-31. [BAD_DATE]");

    [Fact]
    public Task An_optional_date_that_is_none() => RefusesAsync(
        "assessments.csv", Assessments + "a,k,VERIFIED,2,2026-01-31,snart,\n",
        "assessments.csv:2:6 (valid_until): «snart» er ikke en dato som 2026-01-31. [BAD_DATE]",
        "assessments.csv:2:6 (valid_until): \"snart\" is not a date such as 2026-01-31. [BAD_DATE]");

    [Fact]
    public Task A_word_that_the_column_does_not_know() => RefusesAsync(
        "employees.csv", "id,name,email,employer\na,Anna,,STAT\n",
        "employees.csv:2:4 (employer): «STAT» er ikke en av STATE, MUNICIPAL. [BAD_VALUE]",
        "employees.csv:2:4 (employer): \"STAT\" is not one of STATE, MUNICIPAL. [BAD_VALUE]");

    [Fact]
    public Task A_missing_value() => RefusesAsync(
        "assessments.csv", Assessments + "a,,SELF,2,2026-01-31,,\n",
        "assessments.csv:2:2 (competence_id): verdien mangler. [MISSING_VALUE]",
        "assessments.csv:2:2 (competence_id): the value is missing. [MISSING_VALUE]");

    [Fact]
    public Task Too_few_fields() => RefusesAsync(
        "roles.csv", "id,name_nb,name_en\nr1,Veileder\n",
        "roles.csv:2: raden har 2 felt, men overskriften har 3. [WRONG_FIELD_COUNT]",
        "roles.csv:2: the row has 2 fields, but the header has 3. [WRONG_FIELD_COUNT]");

    [Fact]
    public Task Too_many_fields() => RefusesAsync(
        "roles.csv", "id,name_nb,name_en\nr1,Veileder,Counsellor,x\n",
        "roles.csv:2: raden har 4 felt, men overskriften har 3. [WRONG_FIELD_COUNT]",
        "roles.csv:2: the row has 4 fields, but the header has 3. [WRONG_FIELD_COUNT]");

    [Theory]
    [InlineData("r1,Veil\"eder,Counsellor\n", 2)]
    [InlineData("r1,\"Veil\"eder,Counsellor\n", 2)]
    [InlineData("r1,\"to, felt\",Couns\"ellor\n", 3)]
    public Task A_stray_quote(string row, int column)
    {
        var name = column == 2 ? "name_nb" : "name_en";
        return RefusesAsync(
            "roles.csv", "id,name_nb,name_en\n" + row,
            $"roles.csv:2:{column} ({name}): et anførselstegn står der det ikke kan stå. Sett hele verdien i anførselstegn, og doble dem som er i den. [BAD_QUOTES]",
            $"roles.csv:2:{column} ({name}): a quotation mark stands where it can't. Put the whole value in quotation marks, and double those within it. [BAD_QUOTES]");
    }

    [Fact]
    public Task A_quote_that_is_never_closed() => RefusesAsync(
        "roles.csv", "id,name_nb,name_en\nr1,Veileder,Counsellor\nr2,\"Beslutter,Officer\nr3,x,y\n",
        "roles.csv:3:2 (name_nb): et anførselstegn åpner en verdi som ikke lukkes. [BAD_QUOTES]",
        "roles.csv:3:2 (name_nb): a quotation mark opens a value that is not closed. [BAD_QUOTES]");

    [Fact]
    public Task A_quote_that_swallows_megabytes() => RefusesAsync(
        "roles.csv",
        "id,name_nb,name_en\nr1,\"Veileder,x\n" + string.Concat(Enumerable.Repeat("r2,Beslutter,Officer\n", 200_000)),
        "roles.csv:2: et anførselstegn åpner en verdi som ikke lukkes. [BAD_QUOTES]",
        "roles.csv:2: a quotation mark opens a value that is not closed. [BAD_QUOTES]");

    [Fact]
    public Task A_row_that_its_group_has_already() => RefusesAsync(
        "expectations.csv",
        "role_id,competence_id,level,weight,valid_from\nr,k,2,3,2026-01-01\nr,k,2,3,2027-01-01\nr,k,3,3,2026-01-01\n",
        "expectations.csv:4:2 (competence_id): raden gjentar linje 2. [DUPLICATE_ROW]",
        "expectations.csv:4:2 (competence_id): the row repeats line 2. [DUPLICATE_ROW]");

    [Fact]
    public Task A_link_to_an_unknown_goal()
    {
        folder.With("goals.csv", "id,name_nb,weight\ng1,Flere i arbeid,2\n");
        return RefusesAsync(
            "goal_competences.csv", "goal_id,competence_id\ng1,k1\ng2,k1\n",
            "goal_competences.csv:3:1 (goal_id): målet «g2» står ikke i goals.csv. [UNKNOWN_ID]",
            "goal_competences.csv:3:1 (goal_id): the goal \"g2\" is not in goals.csv. [UNKNOWN_ID]");
    }

    [Fact]
    public Task The_line_is_the_physical_one_after_quoted_line_breaks_and_blank_lines() => RefusesAsync(
        "roles.csv", "id,name_nb,name_en\r\nr1,\"to\r\nlinjer\r\n\",x\r\n\r\nr2,,y\r\n",
        "roles.csv:6:2 (name_nb): verdien mangler. [MISSING_VALUE]",
        "roles.csv:6:2 (name_nb): the value is missing. [MISSING_VALUE]");

    [Fact]
    public Task The_column_is_the_one_in_the_file_whatever_its_order() => RefusesAsync(
        "roles.csv", "name_en;id;name_nb\nx;r1;\n",
        "roles.csv:2:3 (name_nb): verdien mangler. [MISSING_VALUE]",
        "roles.csv:2:3 (name_nb): the value is missing. [MISSING_VALUE]");

    [Fact]
    public async Task Twenty_faults_are_told_and_no_more()
    {
        folder.With("roles.csv", "id,name_nb,name_en\n" + string.Concat(Enumerable.Repeat("r,,\n", 50)));
        foreach (var (language, told) in new[]
        {
            ("nb", "Stanset etter 20 feil; det kan være flere."), ("en", "Stopped after 20 faults; there may be more."),
        })
        {
            var terminal = new Terminal();
            (await terminal.RunAsync("import", folder.Path, "--lang", language)).ShouldBe(1);
            var lines = terminal.Error.Split('\n').Where(line => line.Contains("[MISSING_VALUE]")).ToList();
            lines.Count.ShouldBe(20);
            lines[^1].ShouldStartWith("roles.csv:21:2");
            terminal.Error.ShouldContain(told);
        }
    }

    [Fact]
    public async Task A_fault_late_in_the_stream_leaves_it_without_an_end()
    {
        var rows = string.Concat(Enumerable.Range(0, 5000).Select(i => $"a{i},k,SELF,2,2026-01-31,,\n"));
        folder.With("assessments.csv", Assessments + rows + "a,k,SELF,2,i dag,,\n");
        var terminal = new Terminal();
        (await terminal.RunAsync("import", folder.Path)).ShouldBe(1);
        terminal.Error.ShouldContain("assessments.csv:5002:5 (date): «i dag» er ikke en dato som 2026-01-31. [BAD_DATE]");
        terminal.Host.PartsReceived.ShouldBeGreaterThan(0);
        terminal.Host.Recorded.ShouldBeNull();
    }

    public void Dispose() => folder.Dispose();

    async Task RefusesAsync(string file, string text, string bokmål, string english)
    {
        folder.With(file, text);
        foreach (var (language, expected) in new[] { ("nb", bokmål), ("en", english) })
        {
            var terminal = new Terminal();
            (await terminal.RunAsync("import", folder.Path, "--lang", language)).ShouldBe(1);
            terminal.Error.Split('\n').ShouldContain(expected);
            terminal.Error.Split('\n').Count(line => line.Contains(file + ":") && line.EndsWith(']')).ShouldBe(1);
            terminal.Host.Recorded.ShouldBeNull();
            terminal.Output.ShouldBeEmpty();
        }
    }
}
