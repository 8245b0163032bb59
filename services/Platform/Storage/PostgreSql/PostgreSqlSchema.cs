using System.Globalization;
using Npgsql;

namespace Kompetanse.Platform.Storage.PostgreSql;

/// <summary>Brings a database up to date before anything of the silo asks for it.</summary>
sealed class PostgreSqlSchema(string connectionString) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Any number that no other program of the database takes its turn with.</summary>
    const long Turn = 0x6b6f_6d70_6574_616e;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(PostgreSqlSchema), ServiceLifecycleStage.First, UpdateAsync);

    /// <summary>Runs the scripts that the database lacks, all or none; of several silos that start at once, one.</summary>
    public async Task UpdateAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync($"SELECT pg_advisory_xact_lock({Turn})");
        await RunAsync("""
            CREATE TABLE IF NOT EXISTS schema_version (
                version    integer     PRIMARY KEY,
                applied_at timestamptz NOT NULL DEFAULT now()
            )
            """);
        var scripts = Scripts();
        var version = (int)(await RunAsync("SELECT coalesce(max(version), 0) FROM schema_version"))!;
        if (version > scripts.Count)
            throw new NotSupportedException($"The database has schema {version}; this program knows {scripts.Count}.");

        for (; version < scripts.Count; version++)
        {
            await RunAsync(scripts[version]);
            await RunAsync(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO schema_version (version) VALUES ({version + 1})"));
        }

        await transaction.CommitAsync(cancellationToken);

        async Task<object?> RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            return await command.ExecuteScalarAsync(cancellationToken);
        }
    }

    /// <summary>The files beside this one, in the order of their numbers.</summary>
    static List<string> Scripts()
    {
        var assembly = typeof(PostgreSqlSchema).Assembly;
        var names = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("PostgreSql/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return names.Select(name =>
        {
            using var script = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return script.ReadToEnd();
        }).ToList();
    }
}
