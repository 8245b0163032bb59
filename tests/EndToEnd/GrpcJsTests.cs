using System.Diagnostics;
using Kompetanse.EndToEnd.Processes;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd;

/// <summary>The main job by a client that is not ours: grpc-js in node, on nothing but the repository's protos.</summary>
public sealed class GrpcJsTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    static readonly string Tests = FindTests();

    public async Task InitializeAsync()
    {
        var packages = Path.Combine(Tests, "Conformance", "interop");
        if (!Directory.Exists(Path.Combine(packages, "node_modules")))
        {
            (await Ended.OfAsync(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund"]) { WorkingDirectory = packages }))
                .Succeeded();
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("main_job")]
    [InlineData("stale_etag")]
    [InlineData("unknown_unit")]
    [InlineData("refused_import")]
    [InlineData("deadline")]
    [InlineData("health")]
    [InlineData("pages")]
    [InlineData("self_assessment")]
    public async Task A_client_that_is_not_ours_is_served(string name)
    {
        string[] command = [Path.Combine(Tests, "EndToEnd", "grpc-js", "run.mjs"), name, new Uri(shared.Host.Address).Authority];
        (await Ended.OfAsync(new ProcessStartInfo("node", command))).Succeeded().ShouldBe($"{name} passed\n");
    }

    static string FindTests()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EndToEnd", "grpc-js", "run.mjs")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("tests/EndToEnd/grpc-js");
        return folder.FullName;
    }
}
