using Npgsql;
using Shouldly;
using Xunit;

namespace Kompetanse.Storage.Tests.Servers;

public sealed class PostgreSqlGrainStorageTests(PostgreSqlServer server)
    : ServerStorageContract(server), IClassFixture<PostgreSqlServer>
{
    [Fact]
    public async Task Silos_that_start_at_once_make_the_tables_once()
    {
        var database = $"new{Guid.NewGuid():N}";
        await ExecuteAsync(server.ConnectionString, $"CREATE DATABASE {database}");
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database, Pooling = false };

        var clients = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StorageClient.OpenAsync(
            ("Provider", "PostgreSql"), ("PostgreSql:ConnectionString", settings.ConnectionString))));

        await WriteAsync(clients[0], Grain("anna"), Some("a"));
        foreach (var client in clients)
        {
            (await ReadAsync(client, Grain("anna"))).State.ShouldBe(Some("a"));
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_left_alone()
    {
        var database = $"later{Guid.NewGuid():N}";
        await ExecuteAsync(server.ConnectionString, $"CREATE DATABASE {database}");
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database, Pooling = false };
        await ExecuteAsync(
            settings.ConnectionString, "CREATE TABLE schema_version (version integer); INSERT INTO schema_version VALUES (99)");

        var refusal = await Should.ThrowAsync<Exception>(() => StorageClient.OpenAsync(
            ("Provider", "PostgreSql"), ("PostgreSql:ConnectionString", settings.ConnectionString)));

        refusal.GetBaseException().Message.ShouldBe("The database has schema 99; this program knows 1.");
    }

    static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
