using Xunit;

namespace Kompetanse.EndToEnd.Processes;

/// <summary>An issuer and a host in production that believes it, for all the tests of a class.</summary>
public sealed class IssuedHost : IAsyncLifetime, IDisposable
{
    readonly TemporaryFolder data = new();

    internal Issuer Issuer { get; private set; } = null!;

    internal RunningHost Host { get; private set; } = null!;

    internal string DataDirectory => data.Path;

    /// <summary>Calls the host with a token; the empty text sends none.</summary>
    internal Client Call(string token) => new(Host, token.Length > 0 ? $"Bearer {token}" : "");

    public async Task InitializeAsync()
    {
        Issuer = await Issuer.StartAsync();
        Host = await RunningHost.StartAsync(data.Path, new HostSettings(Issuer.Settings)
        {
            // What is logged about calls is read by a test.
            { "Logging__LogLevel__Kompetanse", "Trace" },
        });
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    public void Dispose() => data.Dispose();
}
