using System.Net.Sockets;

namespace Kompetanse.Storage.Tests.Servers;

/// <summary>Azure Blob Storage, as Microsoft's emulator has it.</summary>
public sealed class Azurite : StorageServer
{
    // The emulator's account, the same everywhere.
    const string Account = "devstoreaccount1";
    const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    // It has no way to end with its input.
    const string EndsWithItsInput =
        "process.stdin.on('end', () => process.kill(process.pid, 'SIGINT')).resume(); require(process.argv[1])";

    public override (string Key, string Value)[] Settings =>
    [
        ("Provider", "AzureBlob"),
        ("AzureBlob:ConnectionString",
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{Port}/{Account}"),
    ];

    protected override async Task PrepareAsync()
    {
        if (!Directory.Exists(Path.Combine(Packages, "node_modules")))
            await ServerProcess.RunAsync("npm", "ci", "--prefix", Packages, "--no-audit", "--no-fund");
    }

    private protected override ServerProcess Start() => ServerProcess.Start(
        "node",
        ["-e", EndsWithItsInput, Path.Combine(Packages, "node_modules/azurite/dist/src/blob/main.js"), "--location", Folder,
            "--blobHost", "127.0.0.1", "--blobPort", $"{Port}", "--skipApiVersionCheck", "--silent", "--disableTelemetry"]);

    protected override async Task AskAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port);
    }

    /// <summary>The folder of the tests with Azurite's package.json.</summary>
    static string Packages
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "azurite", "package.json")))
                folder = folder.Parent ?? throw new DirectoryNotFoundException("tests/Storage.Tests/azurite");
            return Path.Combine(folder.FullName, "azurite");
        }
    }
}
