using Kompetanse.Platform.Storage.Sqlite;
using Shouldly;
using Xunit;

namespace Kompetanse.Storage.Tests.Sqlite;

/// <summary>The contract, on SQLite.</summary>
public sealed class SqliteGrainStorageTests : GrainStorageContract, IDisposable
{
    readonly string _directory = Directory.CreateTempSubdirectory("grains-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    protected override Task<StorageClient> OpenAsync() =>
        StorageClient.OpenAsync(("Provider", "Sqlite"), ("Sqlite:DataDirectory", _directory));

    [Fact]
    public async Task It_is_what_a_silo_has_when_nothing_is_said()
    {
        await using var client = await StorageClient.OpenAsync();

        client.Storage.ShouldBeOfType<SqliteGrainStorage>();
    }
}
