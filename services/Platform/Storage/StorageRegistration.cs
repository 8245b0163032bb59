using Azure.Storage.Blobs;
using Kompetanse.Platform.Storage.PostgreSql;
using Kompetanse.Platform.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Kompetanse.Platform.Storage;

/// <summary>Registers the storage of all grains.</summary>
public static class StorageRegistration
{
    /// <summary>The name of Orleans' own provider, where <see cref="ServerGrainStorage"/> stands before it.</summary>
    const string Provider = GrainStorage.Name + "-provider";

    /// <summary>
    /// Stores grains as the section <see cref="StorageOptions.Section"/> says, under <see cref="GrainStorage.Name"/>. What
    /// is wrong with the section is told on start.
    /// </summary>
    public static ISiloBuilder AddKompetanseStorage(this ISiloBuilder silo, IConfiguration configuration)
    {
        var section = configuration.GetSection(StorageOptions.Section);
        silo.Services.AddOptions<StorageOptions>().Bind(section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        return section.Get<StorageOptions>()?.KnownProvider switch
        {
            StorageProvider.AzureBlob => silo.AddAzureBlob(),
            StorageProvider.PostgreSql => silo.AddPostgreSql(),
            // Sqlite, or nothing that is known: then the start is refused.
            _ => silo.AddSqlite(),
        };
    }

    static ISiloBuilder AddSqlite(this ISiloBuilder silo)
    {
        silo.Services.AddGrainStorage(
            GrainStorage.Name, (services, _) => new SqliteGrainStorage(services.Chosen().Sqlite));
        return silo;
    }

    static ISiloBuilder AddAzureBlob(this ISiloBuilder silo)
    {
        silo.Services.AddAzureBlobGrainStorage(Provider, provider => provider.Configure<IOptions<StorageOptions>>((blobs, storage) =>
        {
            blobs.GrainStorageSerializer = new ProtobufGrainStorageSerializer();
            blobs.BlobServiceClient = new BlobServiceClient(storage.Value.AzureBlob.ConnectionString, Impatient());
            blobs.ContainerName = storage.Value.AzureBlob.Container;
        }));
        return silo.AddServer(StoredName.OfBlob);
    }

    static ISiloBuilder AddPostgreSql(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            services => new PostgreSqlSchema(services.Chosen().PostgreSql.ConnectionString!));
        silo.Services.AddAdoNetGrainStorage(Provider, provider => provider.Configure<IOptions<StorageOptions>>((database, storage) =>
        {
            database.GrainStorageSerializer = new ProtobufGrainStorageSerializer();
            database.Invariant = "Npgsql";
            database.ConnectionString = storage.Value.PostgreSql.ConnectionString;
            database.DeleteStateOnClear = true;
        }));
        return silo.AddServer(StoredName.OfRow);
    }

    static ISiloBuilder AddServer(this ISiloBuilder silo, Func<StoredName, StoredName> name)
    {
        silo.Services.AddGrainStorage(
            GrainStorage.Name,
            (services, _) => new ServerGrainStorage(services.GetRequiredKeyedService<IGrainStorage>(Provider), name));
        return silo;
    }

    /// <summary>By default the client tries for half a minute, and whoever called has long given up.</summary>
    static BlobClientOptions Impatient() => new()
    {
        Retry =
        {
            MaxRetries = 3,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(1),
            NetworkTimeout = TimeSpan.FromSeconds(30),
        },
    };

    static StorageOptions Chosen(this IServiceProvider services) =>
        services.GetRequiredService<IOptions<StorageOptions>>().Value;
}
