using System.Text;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Import;

/// <summary>Files that can't be read at all: found before anything is sent.</summary>
public sealed class BadFilesTests : IDisposable
{
    const string Header = "employee_id,competence_id,basis,level,date,valid_until,assessed_by\n";

    readonly TemporaryFolder folder = new();

    [Fact]
    public Task A_folder_that_does_not_exist() => RefusesAsync(
        Path.Combine(folder.Path, "nei"),
        $"{folder.Path}/nei: mappen finnes ikke. [MISSING_FILE]",
        $"{folder.Path}/nei: the folder does not exist. [MISSING_FILE]");

    [Fact]
    public Task A_folder_without_any_known_file() => RefusesAsync(
        folder.Path,
        $"{folder.Path}: ingen av filene som kan leses inn, er her. De heter levels.csv, competences.csv,",
        $"{folder.Path}: none of the files that can be imported is here. They are called levels.csv, competences.csv,",
        "[NOTHING_TO_IMPORT]");

    [Fact]
    public Task An_empty_file() => RefusesAsync(
        folder.With("goals.csv", "").Path,
        "goals.csv: filen er tom. Første linje skal være id,name_nb,weight [EMPTY_FILE]",
        "goals.csv: the file is empty. The first line should be id,name_nb,weight [EMPTY_FILE]");

    [Fact]
    public Task A_file_with_nothing_but_a_byte_order_mark_and_blank_lines() => RefusesAsync(
        folder.With("goals.csv", "\uFEFF\r\n\r\n").Path,
        "goals.csv: filen er tom.",
        "goals.csv: the file is empty.");

    [Fact]
    public Task A_Latin1_file() => RefusesAsync(
        folder.With("goals.csv", Encoding.Latin1.GetBytes("id,name_nb,weight\ng1,\"to, linjer\",1\ng2,tjenester på nett,2\n")).Path,
        "goals.csv:3:2 (name_nb): byte 15 på linjen (0xE5) er ikke UTF-8; i Latin-1 er den «å». Lagre filen som «CSV UTF-8». [NOT_UTF8]",
        "goals.csv:3:2 (name_nb): byte 15 of the line (0xE5) is not UTF-8; in Latin-1 it is \"å\". Save the file as \"CSV UTF-8\". [NOT_UTF8]");

    [Fact]
    public Task A_Windows_byte_that_is_no_Latin1_letter() => RefusesAsync(
        folder.With("goals.csv", [.. "id,name_nb,weight\ng1,a"u8, 0x96, .. "b,1\n"u8]).Path,
        "goals.csv:2:2 (name_nb): byte 5 på linjen (0x96) er ikke UTF-8. Lagre filen som «CSV UTF-8». [NOT_UTF8]",
        "goals.csv:2:2 (name_nb): byte 5 of the line (0x96) is not UTF-8. Save the file as \"CSV UTF-8\". [NOT_UTF8]");

    [Fact]
    public Task A_UTF16_file() => RefusesAsync(
        folder.With("goals.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("id,name_nb,weight\n")]).Path,
        "goals.csv:1: filen ser ut til å være UTF-16. Lagre den som «CSV UTF-8». [NOT_UTF8]",
        "goals.csv:1: the file seems to be UTF-16. Save it as \"CSV UTF-8\". [NOT_UTF8]");

    [Fact]
    public Task A_character_cut_off_by_the_end_of_the_file() => RefusesAsync(
        folder.With("goals.csv", [.. "id,name_nb,weight\ng1,bl"u8, 0xC3]).Path,
        "goals.csv:2:2 (name_nb): byte 6 på linjen (0xC3) er ikke UTF-8",
        "goals.csv:2:2 (name_nb): byte 6 of the line (0xC3) is not UTF-8");

    [Fact]
    public Task A_line_that_is_too_long() => RefusesAsync(
        folder.With("goals.csv", "id,name_nb,weight\ng1,\"" + new string('x', 1024 * 1024) + "\",1\n").Path,
        "goals.csv:2: linjen er lengre enn 1048576 byte. Er linjeskiftene borte? [LINE_TOO_LONG]",
        "goals.csv:2: the line is longer than 1048576 bytes. Have the line breaks been lost? [LINE_TOO_LONG]");

    [Fact]
    public async Task A_line_of_200_MB_is_refused_without_reading_it_all_into_memory()
    {
        var path = Path.Combine(folder.Path, "assessments.csv");
        await using (var file = File.Create(path))
        {
            file.Write(Encoding.UTF8.GetBytes(Header));
            // Sparse: 200 MB of zero bytes, which are UTF-8, without a line break.
            file.SetLength(200 * 1024 * 1024);
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var terminal = new Terminal();
        (await terminal.RunAsync("import", folder.Path)).ShouldBe(1);
        terminal.Error.ShouldStartWith("assessments.csv:2: linjen er lengre enn 1048576 byte.");
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(20 * 1024 * 1024);
    }

    [Fact]
    public Task Unknown_and_missing_columns() => RefusesAsync(
        folder.With("goals.csv", "id;navn;weight\ng1;x;1\n").Path,
        "goals.csv:1:2 (navn): kolonnen «navn» er ukjent. Kolonnene skal være id,name_nb,weight [WRONG_COLUMNS]\n"
            + "goals.csv:1: mangler kolonne: name_nb. Kolonnene skal være id,name_nb,weight [WRONG_COLUMNS]",
        "goals.csv:1:2 (navn): the column \"navn\" is unknown. The columns should be id,name_nb,weight [WRONG_COLUMNS]\n"
            + "goals.csv:1: missing column: name_nb. The columns should be id,name_nb,weight [WRONG_COLUMNS]");

    [Fact]
    public Task A_repeated_column() => RefusesAsync(
        folder.With("goals.csv", "id,name_nb,weight,id\ng1,x,1,g1\n").Path,
        "goals.csv:1:4 (id): kolonnen «id» står mer enn én gang. [WRONG_COLUMNS]",
        "goals.csv:1:4 (id): the column \"id\" stands more than once. [WRONG_COLUMNS]");

    [Fact]
    public Task Links_to_goals_without_the_goals() => RefusesAsync(
        folder.With("goal_competences.csv", "goal_id,competence_id\ng1,k1\n").Path,
        "goals.csv: mangler, og goal_competences.csv viser til målene i den. [MISSING_FILE]",
        "goals.csv: is missing, and goal_competences.csv refers to the goals in it. [MISSING_FILE]");

    [Fact]
    public async Task A_file_that_is_a_folder_can_not_be_read()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "x"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "goals.csv"), Path.Combine(folder.Path, "borte.csv"));
        await RefusesAsync(
            folder.Path, "goals.csv: filen kan ikke leses: ", "goals.csv: the file can't be read: ", "[UNREADABLE_FILE]");
    }

    [Fact]
    public async Task Faults_of_several_files_are_told_together()
    {
        folder.With("goals.csv", "").With("roles.csv", "id\n");
        var terminal = new Terminal();
        (await terminal.RunAsync("import", folder.Path)).ShouldBe(1);
        terminal.Error.ShouldContain("roles.csv:1: mangler kolonne: name_nb, name_en.");
        terminal.Error.ShouldContain("goals.csv: filen er tom.");
    }

    [Fact]
    public async Task An_unknown_file_is_named_and_left_alone()
    {
        folder.With("goals.csv", "id,name_nb,weight\n").With("maal.csv", "x").With("notes.txt", "x");
        var terminal = new Terminal();
        (await terminal.RunAsync("import", folder.Path)).ShouldBe(0);
        terminal.Error.ShouldContain("Leser ikke maal.csv: filnavnet er ukjent.\n");
        terminal.Error.ShouldNotContain("notes.txt");
        var english = new Terminal();
        await english.RunAsync("import", folder.Path, "--lang", "en");
        english.Error.ShouldContain("maal.csv is not read: the file name is unknown.\n");
    }

    public void Dispose() => folder.Dispose();

    static async Task RefusesAsync(string path, string bokmål, string english, string also = "")
    {
        foreach (var (language, text, closing) in new[]
        {
            ("nb", bokmål, "Ingenting er registrert.\n"), ("en", english, "Nothing has been recorded.\n"),
        })
        {
            var terminal = new Terminal();
            (await terminal.RunAsync("import", path, "--lang", language)).ShouldBe(1);
            terminal.Error.ShouldStartWith(text);
            terminal.Error.ShouldContain(also);
            terminal.Error.ShouldEndWith(closing);
            terminal.Output.ShouldBeEmpty();
            terminal.Host.PartsReceived.ShouldBe(0);
        }
    }
}
