using System.Diagnostics;
using Kompetanse.EndToEnd.Processes;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd;

/// <summary>The main job by a client that is not ours: grpc-js in node, on nothing but the repository's protos.</summary>
public sealed class GrpcJsTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    public Task InitializeAsync() => NodePackages.InstallAsync(Path.Combine(NodePackages.Tests, "Conformance", "interop"));

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("main_job")]
    [InlineData("stale_etag")]
    [InlineData("unknown_unit")]
    [InlineData("refused_import")]
    [InlineData("deadline")]
    [InlineData("health")]
    [InlineData("reflection")]
    [InlineData("pages")]
    [InlineData("self_assessment")]
    public async Task A_client_that_is_not_ours_is_served(string name)
    {
        string[] command = [Path.Combine(NodePackages.Tests, "EndToEnd", "grpc-js", "run.mjs"), name, new Uri(shared.Host.Address).Authority];
        (await Ended.OfAsync(new ProcessStartInfo("node", command))).Succeeded().ShouldBe($"{name} passed\n");
    }
}
