using System.Net;
using System.Net.Sockets;
using Kompetanse.Platform.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Kompetanse.Host;

/// <summary>The silo that the agency's grains live in: one, in the process of the host.</summary>
internal static class Silo
{
    /// <summary>The name of the service, by which some storages know its states: never to be changed.</summary>
    private const string ServiceId = "kompetanse";

    public static void AddSilo(this WebApplicationBuilder builder)
    {
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), gatewayPort: 0, serviceId: ServiceId, clusterId: ServiceId)
            .Configure<SiloConnectionOptions>(connections => connections.ConfigureSiloInboundConnection(KeepOut))
            .AddKompetanseStorage(builder.Configuration));
        builder.Services.AddOptions<StorageOptions>().PostConfigure<IOptions<KompetanseOptions>>(
            (storage, host) => storage.Sqlite.DataDirectory = host.Value.DataDirectory);
    }

    /// <summary>A silo that is alone is called by nobody; whoever could call it could say that they are anybody.</summary>
    private static void KeepOut(IConnectionBuilder connection) => connection.Use(_ => caller =>
    {
        caller.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Hosts beside each other on a machine must not take each other's ports.</summary>
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
