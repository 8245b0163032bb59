using Kompetanse.Platform.Storage;
using Kompetanse.Platform.Storage.PostgreSql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Storage;

namespace Kompetanse.Storage.Tests;

/// <summary>The storage as a silo of the host has it, registered by its configuration; of the silo nothing else runs.</summary>
public sealed class StorageClient : IAsyncDisposable
{
    readonly IHost _host;

    StorageClient(IHost host) => _host = host;

    public IGrainStorage Storage => _host.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorage.Name);

    /// <summary>What is wrong with the settings; empty when they are fine.</summary>
    public static IEnumerable<string> Failures(params IEnumerable<(string Key, string Value)> settings)
    {
        using var host = Build(settings);
        try
        {
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException wrong)
        {
            return wrong.Failures;
        }
    }

    public static async Task<StorageClient> OpenAsync(params IEnumerable<(string Key, string Value)> settings)
    {
        var host = Build(settings);
        host.Services.GetRequiredService<IStartupValidator>().Validate();
        var lifecycle = new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance);
        foreach (var participant in host.Services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
        {
            if (participant is IGrainStorage or PostgreSqlSchema)
                participant.Participate(lifecycle);
        }

        await lifecycle.OnStart();
        return new StorageClient(host);
    }

    public async ValueTask DisposeAsync() => await ((IAsyncDisposable)_host).DisposeAsync();

    static IHost Build(IEnumerable<(string Key, string Value)> settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create($"{StorageOptions.Section}:{setting.Key}", (string?)setting.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddKompetanseStorage(builder.Configuration));
        return builder.Build();
    }
}
