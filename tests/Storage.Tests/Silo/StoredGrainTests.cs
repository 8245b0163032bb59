using Kompetanse.Platform.Storage;
using Kompetanse.Storage.Tests.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Shouldly;
using Xunit;

namespace Kompetanse.Storage.Tests.Silo;

/// <summary>A grain in a silo that has nothing but the storage's registration.</summary>
public sealed class StoredGrainTests : IAsyncLifetime
{
    readonly string _directory = Directory.CreateTempSubdirectory("grains-").FullName;
    IHost _silo = null!;

    public async Task InitializeAsync()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
            [KeyValuePair.Create($"{StorageOptions.Section}:Sqlite:DataDirectory", (string?)_directory)]);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(ServerProcess.FreePort(), ServerProcess.FreePort())
            .AddKompetanseStorage(builder.Configuration));
        _silo = builder.Build();
        await _silo.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _silo.StopAsync();
        _silo.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_grain_goes_on_where_it_was_and_wakes_with_what_it_stored()
    {
        var grain = Grain("nav/anna");

        (await grain.ReplaceAsync("a")).ShouldBeTrue();
        (await grain.ReplaceAsync("b")).ShouldBeTrue();
        await grain.ForgetAsync();

        (await grain.ReadAsync()).ShouldBe("b");
    }

    [Fact]
    public async Task An_outage_reaches_the_caller_as_what_it_is()
    {
        Directory.Delete(_directory, recursive: true);
        await File.WriteAllTextAsync(_directory, "no directory");
        try
        {
            (await Should.ThrowAsync<StorageUnavailableException>(() => Grain("nav/bo").ReadAsync())).Reason
                .ShouldBe("STORAGE_UNAVAILABLE");
        }
        finally
        {
            File.Delete(_directory);
            Directory.CreateDirectory(_directory);
        }

        (await Grain("nav/bo").ReplaceAsync("b")).ShouldBeTrue();
    }

    IStoredGrain Grain(string key) => _silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IStoredGrain>(key);
}
