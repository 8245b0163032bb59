using Kompetanse.Competence;
using Kompetanse.GapAnalysis;
using Kompetanse.Platform.Journals;
using Kompetanse.Platform.Organisations;
using Kompetanse.Platform.Storage;
using Kompetanse.Platform.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.TestingHost;
using Xunit;

namespace Kompetanse.ClusterTests.Running;

/// <summary>Two silos that talk over a transport, and store in one file. Each has it open for itself, as processes would.</summary>
public sealed class Cluster : IAsyncLifetime, IAsyncDisposable
{
    /// <summary>How long anything may take. What takes longer never ends.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("cluster-").FullName;
    private readonly InProcessTestCluster _cluster;
    private readonly SqliteGrainStorage _storage;
    private int _agencies;

    public Cluster()
    {
        _storage = Open();
        var builder = new InProcessTestClusterBuilder(2) { Options = { ConfigureFileLogging = false } };
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddKeyedSingleton<IGrainStorage>(GrainStorage.Name, (services, _) =>
                new FaultyStorage(services.GetRequiredService<SqliteGrainStorage>(), Faults));
            silo.Services.AddSingleton(_ => Open());
            silo.Services.AddOrganisations(new OrganisationModel().AddCompetence().AddGapAnalysis());
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                // A dead silo is noticed in a few seconds, not in half a minute.
                membership.ProbeTimeout = TimeSpan.FromSeconds(1);
                membership.TableRefreshTimeout = TimeSpan.FromSeconds(2);
                membership.NumMissedProbesLimit = 2;
            });
        });
        _cluster = builder.Build();
        Ledger = new GrainLedger(_storage);
    }

    /// <summary>What is stored, read past all silos.</summary>
    public GrainLedger Ledger { get; }

    /// <summary>What goes wrong with the storage.</summary>
    internal Faults Faults { get; } = new();

    /// <summary>Starts the silos.</summary>
    public Task InitializeAsync() => _cluster.DeployAsync();

    /// <summary>Organisations as a silo that lives asks them.</summary>
    /// <param name="silo">Counted from 0, in the order they were started.</param>
    public IOrganisationHost Ask(int silo) => ServicesOf(silo).GetRequiredService<IOrganisationHost>();

    /// <summary>What a silo consists of.</summary>
    internal IServiceProvider ServicesOf(int silo) => _cluster.Silos[silo].ServiceProvider;

    /// <summary>An agency that nobody has asked yet.</summary>
    internal AgencyDriver NewAgency() => new(this, $"agency-{Interlocked.Increment(ref _agencies)}");

    /// <summary>Where an agency's grain is; null when it is nowhere.</summary>
    internal int? SiloOf(string agency)
    {
        var silos = _cluster.Silos.Select(silo => silo.SiloAddress).ToList();
        return _cluster.TryGetGrainContext(IdOf(agency), out var grain) ? silos.IndexOf(grain.Address.SiloAddress!) : null;
    }

    /// <summary>Forgets an agency's grain; the next who asks wakes it.</summary>
    internal Task DeactivateAsync(string agency) => _cluster.DeactivateAsync(IdOf(agency)).WaitAsync(Patience);

    /// <summary>Moves an agency's grain to a silo.</summary>
    internal async Task MoveAsync(string agency, int silo)
    {
        // One that is there already does not move, and one that sleeps wakes where it likes.
        if (SiloOf(agency) is { } from && from != silo)
        {
            await _cluster.MigrateAsync(IdOf(agency), _cluster.Silos[silo].SiloAddress).WaitAsync(Patience);
        }
    }

    /// <summary>Ends a silo: lets it end what it does, or not.</summary>
    internal Task EndAsync(int silo, bool gracefully) => gracefully
        ? _cluster.StopSiloAsync(_cluster.Silos[silo])
        : _cluster.KillSiloAsync(_cluster.Silos[silo]);

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _storage.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private static GrainId IdOf(string agency) => GrainId.Create("agency", agency);

    private SqliteGrainStorage Open() => new(new SqliteGrainStorageOptions { DataDirectory = _folder, BusyTimeoutSeconds = 60 });
}

/// <summary>One cluster for the classes that leave its silos alone: each test asks an agency of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedCluster : ICollectionFixture<Cluster>
{
    public const string Name = "cluster";
}
