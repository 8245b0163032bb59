using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Ledger.Sqlite;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Ledger;

/// <summary>The contract, on SQLite, and what can befall a file.</summary>
public sealed class SqliteLedgerTests : LedgerContract, IDisposable
{
    readonly string _directory = Directory.CreateTempSubdirectory("ledger-").FullName;

    string LedgerPath => Path.Combine(_directory, "ledger.db");

    protected override IReadOnlyList<string> StoreArguments => ["sqlite", _directory];

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    protected override ILedger Open() =>
        new SqliteLedger(new SqliteLedgerOptions { DataDirectory = _directory, BusyTimeoutSeconds = 1 });

    protected override void Execute(string sql, params IReadOnlyList<(string Name, object Value)> parameters)
    {
        using var connection = OpenDirectly();
        using var command = new SqliteCommand(sql, connection);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_bit_flipped_on_disk_is_found()
    {
        var entry = (await FiveEntriesAsync())[3].Entry;
        var file = await File.ReadAllBytesAsync(LedgerPath);
        file[Find(file, entry.Events[0].Payload.Span) + 50] ^= 0x10;
        await File.WriteAllBytesAsync(LedgerPath, file);

        await IsFoundAsync(4, "HASH_MISMATCH", "Entry 4 or its hash was changed after it was stored.");
    }

    [Fact]
    public async Task A_page_overwritten_on_disk_is_found_and_the_entry_named()
    {
        const int PageSize = 4096;
        await using (var ledger = Open())
            await AppendAsync(ledger, LedgerHead.Empty, Some("a"), Some("bb", bytes: 20_000), Some("ccc"));
        var file = await File.ReadAllBytesAsync(LedgerPath);
        var page = Find(file, Some("bb", bytes: 20_000).Events[0].Payload.Span.Slice(6_000, 100)) / PageSize;
        file.AsSpan(page * PageSize, PageSize).Fill(0xFF);
        await File.WriteAllBytesAsync(LedgerPath, file);

        await IsFoundAsync(2, "UNREADABLE", "Entry 2 can't be read.");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_called_damaged_and_the_ledger_works_when_it_is_restored()
    {
        var entries = await FiveEntriesAsync();
        var backup = await File.ReadAllBytesAsync(LedgerPath);
        await File.WriteAllTextAsync(LedgerPath, string.Concat(Enumerable.Repeat("This is no database. ", 500)));

        await using var ledger = Open();
        await RefusesAsync(ledger, LedgerHead.Empty, "LEDGER_DAMAGED");
        (await Should.ThrowAsync<LedgerUnavailableException>(() => ledger.VerifyAsync(Organisation, CancellationToken.None)))
            .Message.ShouldBe("The ledger is unavailable: LEDGER_DAMAGED.");

        await File.WriteAllBytesAsync(LedgerPath, backup);
        await AppendAsync(ledger, new LedgerHead(5, entries[^1].Hash), Some("f"));
    }

    [Fact]
    public async Task While_another_process_holds_the_file_appends_give_up_after_the_timeout_and_readers_do_not_wait()
    {
        await using var ledger = Open();
        var head = await AppendAsync(ledger, LedgerHead.Empty, Some("a"));
        using (var connection = OpenDirectly())
        {
            using var transaction = connection.BeginTransaction(deferred: false);

            await RefusesAsync(ledger, head, "LEDGER_UNAVAILABLE");
            (await ReadAsync(ledger)).ShouldHaveSingleItem();
        }

        await AppendAsync(ledger, head, Some("b"));
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_left_alone()
    {
        await FiveEntriesAsync();
        Execute("INSERT INTO schema_version (version) VALUES (99)");

        await using var ledger = Open();
        (await RefusesAsync(ledger, LedgerHead.Empty, "LEDGER_UNAVAILABLE")).InnerException!.Message
            .ShouldBe("The file has schema 99; this program knows 1.");
    }

    [Fact]
    public async Task A_directory_that_can_not_be_made_is_an_outage()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "file"), "");
        await using var ledger = new SqliteLedger(new SqliteLedgerOptions { DataDirectory = Path.Combine(_directory, "file", "data") });

        await RefusesAsync(ledger, LedgerHead.Empty, "LEDGER_UNAVAILABLE");
    }

    [Fact]
    public async Task The_directory_it_makes_is_its_owners_alone()
    {
        var made = Path.Combine(_directory, "made", "data");
        await using var ledger = new SqliteLedger(new SqliteLedgerOptions { DataDirectory = made });
        await AppendAsync(ledger, LedgerHead.Empty, Some("a"));

        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(made).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task A_disposed_ledger_lets_go_of_its_file()
    {
        var ledger = Open();
        await AppendAsync(ledger, LedgerHead.Empty, Some("a"));
        await ledger.DisposeAsync();

        Directory.GetFiles(_directory).ShouldBe([LedgerPath]);
        await Should.ThrowAsync<ObjectDisposedException>(() => AppendAsync(ledger, LedgerHead.Empty, Some("b")));
        await Should.ThrowAsync<ObjectDisposedException>(() => ReadAsync(ledger));
    }

    internal static async Task<LedgerUnavailableException> RefusesAsync(ILedger ledger, LedgerHead head, string reason)
    {
        var exception = await Should.ThrowAsync<LedgerUnavailableException>(
            () => ledger.AppendAsync(Organisation, head, [Some("refused")], [Key("refused")], CancellationToken.None));
        exception.Reason.ShouldBe(reason);
        return exception;
    }

    static int Find(ReadOnlySpan<byte> file, ReadOnlySpan<byte> payload)
    {
        var found = file.IndexOf(payload);
        found.ShouldBeGreaterThan(0);
        file[(found + 1)..].IndexOf(payload).ShouldBe(-1, "the bytes should be in the file once");
        return found;
    }

    SqliteConnection OpenDirectly()
    {
        var connection = new SqliteConnection($"Data Source={LedgerPath};Pooling=False");
        connection.Open();
        return connection;
    }
}
