using System.Net;
using System.Net.Sockets;
using Kompetanse.Platform.Storage;
using Microsoft.Extensions.Options;

namespace Kompetanse.Host;

/// <summary>The silo that the agency's grains live in: one, in the process of the host.</summary>
internal static class Silo
{
    public static void AddSilo(this WebApplicationBuilder builder)
    {
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), gatewayPort: 0)
            .AddKompetanseStorage(builder.Configuration));
        builder.Services.AddOptions<StorageOptions>().PostConfigure<IOptions<KompetanseOptions>>(
            (storage, host) => storage.Sqlite.DataDirectory = host.Value.DataDirectory);
    }

    /// <summary>Nobody calls a silo that is alone; hosts beside each other on a machine must not take each other's ports.</summary>
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
