using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Kompetanse.Platform.Storage;
using Kompetanse.Platform.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Orleans;
using Orleans.Runtime;
using Shouldly;
using Xunit;

namespace Kompetanse.Storage.Tests.Sqlite;

/// <summary>What can befall a file, and how it is written.</summary>
public sealed class SqliteFileTests : IDisposable
{
    static readonly GrainId Anna = GrainId.Create("employee", "anna");

    readonly string _directory = Directory.CreateTempSubdirectory("grains-").FullName;

    string GrainsPath => Path.Combine(_directory, "grains.db");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Writes_that_wait_share_a_transaction()
    {
        await using var storage = Open(busyTimeoutSeconds: 60);
        var state = await WriteAsync(storage, Anna);
        Task[] waiting;
        using (var connection = OpenDirectly())
        {
            // Nobody else can write before this is over.
            using var other = connection.BeginTransaction(deferred: false);
            waiting =
            [
                .. Enumerable.Range(0, 300).Select(number => WriteAsync(storage, GrainId.Create("employee", $"{number}"))),
                storage.ClearStateAsync("journal", Anna, state),
            ];
        }

        await Task.WhenAll(waiting);

        // One to make Anna; then one of what the writer had taken when it had to wait, and one of all that came after.
        storage.Commits.ShouldBeInRange(2, 3);
    }

    [Fact]
    public async Task A_transaction_is_no_larger_than_asked()
    {
        await using var storage = new SqliteGrainStorage(new() { DataDirectory = _directory, WritesPerTransaction = 10 });

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => WriteAsync(storage, GrainId.Create("employee", $"{number}"))));

        storage.Commits.ShouldBeGreaterThanOrEqualTo(10);
    }

    [Fact]
    public async Task Readers_do_not_wait_for_who_writes_and_writers_give_up_after_the_timeout()
    {
        await using var storage = Open(busyTimeoutSeconds: 1);
        var state = await WriteAsync(storage, Anna);
        using (var connection = OpenDirectly())
        {
            using var other = connection.BeginTransaction(deferred: false);

            await RefusesAsync(() => storage.WriteStateAsync("journal", Anna, state), "STORAGE_UNAVAILABLE");
            (await ReadAsync(storage)).RecordExists.ShouldBeTrue();
        }

        await storage.WriteStateAsync("journal", Anna, state);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_called_damaged_and_the_storage_works_when_it_is_restored()
    {
        GrainState<BytesValue> state;
        await using (var before = Open())
            state = await WriteAsync(before, Anna);
        var backup = await File.ReadAllBytesAsync(GrainsPath);
        await File.WriteAllTextAsync(GrainsPath, string.Concat(Enumerable.Repeat("This is no database. ", 500)));
        await using var storage = Open();

        await RefusesAsync(() => storage.WriteStateAsync("journal", Anna, state), "STORAGE_DAMAGED");
        await RefusesAsync(() => ReadAsync(storage), "STORAGE_DAMAGED");

        await File.WriteAllBytesAsync(GrainsPath, backup);
        (await ReadAsync(storage)).State.ShouldBe(state.State);
        await storage.WriteStateAsync("journal", Anna, state);
    }

    [Fact]
    public async Task A_page_overwritten_on_disk_is_called_damaged()
    {
        await using (var before = Open())
            await WriteAsync(before, Anna, bytes: 50_000);
        var file = await File.ReadAllBytesAsync(GrainsPath);
        // The table's pages, all but the first, which says what tables there are.
        file.AsSpan(4096).Fill(0xFF);
        await File.WriteAllBytesAsync(GrainsPath, file);
        await using var storage = Open();

        await RefusesAsync(() => ReadAsync(storage), "STORAGE_DAMAGED");
    }

    [Fact]
    public async Task Bytes_that_are_no_message_are_called_damaged()
    {
        await using var storage = Open();
        await WriteAsync(storage, Anna);
        Execute("UPDATE states SET payload = x'0aff'");

        await RefusesAsync(() => ReadAsync(storage), "STORAGE_DAMAGED");
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_left_alone()
    {
        await using (var before = Open())
            await WriteAsync(before, Anna);
        Execute("INSERT INTO schema_version (version) VALUES (99)");
        await using var storage = Open();

        (await RefusesAsync(() => ReadAsync(storage), "STORAGE_UNAVAILABLE")).InnerException!.Message
            .ShouldBe("The file has schema 99; this program knows 1.");
    }

    [Fact]
    public async Task A_directory_that_can_not_be_made_is_an_outage()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "file"), "");
        await using var storage = new SqliteGrainStorage(new() { DataDirectory = Path.Combine(_directory, "file", "data") });

        await RefusesAsync(() => WriteAsync(storage, Anna), "STORAGE_UNAVAILABLE");
    }

    [Fact]
    public async Task The_directory_it_makes_is_its_owners_alone()
    {
        var made = Path.Combine(_directory, "made", "data");
        await using var storage = new SqliteGrainStorage(new() { DataDirectory = made });
        await WriteAsync(storage, Anna);

        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(made).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task A_storage_that_is_disposed_has_written_what_waited_and_lets_go_of_its_file()
    {
        var storage = Open();
        var waiting = Enumerable.Range(0, 100).Select(number => WriteAsync(storage, GrainId.Create("employee", $"{number}"))).ToList();
        var reading = ReadAsync(storage);

        await storage.DisposeAsync();

        await Task.WhenAll(waiting);
        await Task.WhenAny(reading);
        Directory.GetFiles(_directory).ShouldBe([GrainsPath]);
        await Should.ThrowAsync<ObjectDisposedException>(() => WriteAsync(storage, Anna));
        await Should.ThrowAsync<ObjectDisposedException>(() => ReadAsync(storage));
    }

    [Fact]
    public async Task What_was_cleared_is_not_left_in_the_file()
    {
        var secret = "nobody shall find this again"u8.ToArray();
        await using (var storage = Open())
        {
            var state = new GrainState<BytesValue>(new BytesValue { Value = ByteString.CopyFrom(secret) });
            await storage.WriteStateAsync("keys", Anna, state);
            await storage.ClearStateAsync("keys", Anna, state);
        }

        (await File.ReadAllBytesAsync(GrainsPath)).AsSpan().IndexOf(secret).ShouldBe(-1);
    }

    SqliteGrainStorage Open(int busyTimeoutSeconds = 5) =>
        new(new() { DataDirectory = _directory, BusyTimeoutSeconds = busyTimeoutSeconds });

    static async Task<GrainState<BytesValue>> WriteAsync(SqliteGrainStorage storage, GrainId grain, int bytes = 100)
    {
        var state = new GrainState<BytesValue>(new BytesValue { Value = ByteString.CopyFrom(new byte[bytes]) });
        await storage.WriteStateAsync("journal", grain, state);
        return state;
    }

    static async Task<GrainState<BytesValue>> ReadAsync(SqliteGrainStorage storage)
    {
        var state = new GrainState<BytesValue>();
        await storage.ReadStateAsync("journal", Anna, state);
        return state;
    }

    static async Task<StorageUnavailableException> RefusesAsync(Func<Task> work, string reason)
    {
        var refusal = await Should.ThrowAsync<StorageUnavailableException>(work);
        refusal.Reason.ShouldBe(reason);
        return refusal;
    }

    SqliteConnection OpenDirectly()
    {
        var connection = new SqliteConnection($"Data Source={GrainsPath};Pooling=False");
        connection.Open();
        return connection;
    }

    void Execute(string sql)
    {
        using var connection = OpenDirectly();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery().ShouldBeGreaterThan(0);
    }
}
