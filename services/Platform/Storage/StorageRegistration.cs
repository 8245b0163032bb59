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
            blobs.BlobServiceClient = new BlobServiceClient(storage.Value.AzureBlob.ConnectionString);
            blobs.ContainerName = storage.Value.AzureBlob.Container;
        }));
        return silo.AddServer(BlobName);
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
        return silo.AddServer(RowName);
    }

    static ISiloBuilder AddServer(this ISiloBuilder silo, Func<StoredName, StoredName> name)
    {
        silo.Services.AddGrainStorage(
            GrainStorage.Name,
            (services, _) => new ServerGrainStorage(services.GetRequiredKeyedService<IGrainStorage>(Provider), name));
        return silo;
    }

    /// <summary>
    /// The provider puts a hyphen between the name of the state and the grain's id: one in the name would leave it open
    /// where the name ends.
    /// </summary>
    static StoredName BlobName(StoredName name) => name with { State = name.State.Replace("-", "%2D", StringComparison.Ordinal) };

    /// <summary>
    /// The provider leaves the grain's type out, and takes keys such as <c>1a</c> and <c>01A</c> for the same number: the
    /// whole id in place of the key is a text that it takes as it is.
    /// </summary>
    static StoredName RowName(StoredName name) =>
        name with { Grain = GrainId.Create(name.Grain.Type, IdSpan.Create(name.Grain.ToString())) };

    static StorageOptions Chosen(this IServiceProvider services) =>
        services.GetRequiredService<IOptions<StorageOptions>>().Value;
}
