using Kompetanse.Platform.Cluster;
using Kompetanse.Platform.Journals;
using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Kompetanse.Platform.Organisations;

/// <summary>Adds organisations to a silo.</summary>
public static class OrganisationRegistration
{
    /// <summary>
    /// The largest message between silos, in bytes: about what the storages take in one state. One that is larger breaks the
    /// connection for all others on it; by default that is 100 MB, which the import of a large agency may be.
    /// </summary>
    private const int LargestMessage = 1_000_000_000;

    /// <summary>
    /// Organisations of a model: their grains, the silo's own copies of them, and what gRPC methods hand their requests to
    /// (<see cref="OrganisationCalls"/>). They are stored in the silo's grain storage (<see cref="GrainStorage.Name"/>).
    /// </summary>
    public static IServiceCollection AddOrganisations(this IServiceCollection services, OrganisationModel model)
    {
        foreach (var texts in model.Texts)
        {
            services.AddSingleton(texts);
        }

        services.AddSingleton(model);
        services.AddSingleton<AgencyClock>();
        services.AddSingleton<ILedger>(provider => new GrainLedger(provider.GetRequiredKeyedService<IGrainStorage>(GrainStorage.Name)));
        services.AddSingleton<OrganisationHost>();
        services.AddSingleton<IOrganisationHost, ClusterOrganisations>();
        services.AddSingleton<OrganisationCalls>();

        services.Configure<SiloMessagingOptions>(messages => messages.MaxMessageBodySize = LargestMessage);
        services.AddSingleton<ProtobufCodec>();
        services.AddSingleton<IGeneralizedCodec>(provider => provider.GetRequiredService<ProtobufCodec>());
        services.AddSingleton<IGeneralizedCopier>(provider => provider.GetRequiredService<ProtobufCodec>());
        services.AddSingleton<ITypeFilter>(provider => provider.GetRequiredService<ProtobufCodec>());
        services.Configure<TypeManifestOptions>(types => types.WellKnownTypeAliases[ProtobufCodec.Alias] = typeof(ProtobufCodec));
        return services;
    }
}
