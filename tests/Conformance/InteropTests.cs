using System.Diagnostics;
using Grpc.Core;
using Kompetanse.Conformance.Http2;
using Kompetanse.Conformance.Protos;

namespace Kompetanse.Conformance;

/// <summary>
/// The official interoperability cases, by a client that is not ours: grpc-js in node. Four of them pass against a
/// server that does nothing at all, so each of those has a control that fails there.
/// </summary>
public class InteropTests(InteropScripts scripts) : IClassFixture<InteropScripts>
{
    [Theory]
    [InlineData("empty_unary")]
    [InlineData("large_unary")]
    [InlineData("client_streaming")]
    [InlineData("server_streaming")]
    [InlineData("ping_pong")]
    [InlineData("empty_stream")]
    [InlineData("cancel_after_begin_control")]
    [InlineData("cancel_after_first_response")]
    [InlineData("timeout_on_sleeping_server")]
    [InlineData("timeout_on_sleeping_server_control")]
    [InlineData("custom_metadata")]
    [InlineData("status_code_and_message")]
    [InlineData("special_status_message")]
    [InlineData("unimplemented_service")]
    [InlineData("unimplemented_service_control")]
    [InlineData("unimplemented_method")]
    [InlineData("unimplemented_method_control")]
    [InlineData("client_compressed_unary")]
    [InlineData("server_compressed_unary")]
    [InlineData("server_compressed_streaming")]
    public async Task A_client_that_is_not_ours_is_served(string name)
    {
        await using var server = await TestServer.StartAsync();

        await scripts.RunAsync(name, server);

        server.Log.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_is_not_ours_can_cancel_what_it_has_begun()
    {
        var cancelled = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(new TestService
        {
            Input = async (_, context) =>
            {
                // Not the requests: node ends its stream before it resets it.
                await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancelled.SetResult();
                return new StreamingInputCallResponse();
            },
        });

        await scripts.RunAsync("cancel_after_begin", server);

        await cancelled.Task.WaitAsync(RawConnection.Patience);
        server.Log.Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cancel_after_begin_control")]
    [InlineData("timeout_on_sleeping_server_control")]
    [InlineData("unimplemented_service_control")]
    [InlineData("unimplemented_method_control")]
    public async Task A_control_fails_against_a_server_that_does_nothing(string name)
    {
        await using var server = await TestServer.StartAsync(new TestService
        {
            Empty = (_, _) => throw new RpcException(new Status(StatusCode.Unimplemented, "")),
            Input = (_, _) => throw new RpcException(new Status(StatusCode.Unimplemented, "")),
            Duplex = (_, _, _) => throw new RpcException(new Status(StatusCode.Unimplemented, "")),
        });

        (await scripts.TryAsync(name, server)).ExitCode.ShouldBe(1);
    }
}

/// <summary>The scripts and what they need, installed once.</summary>
public sealed class InteropScripts : IAsyncLifetime
{
    private readonly string _folder = FindFolder();

    public async Task InitializeAsync()
    {
        if (!Directory.Exists(Path.Combine(_folder, "node_modules")))
        {
            var (exitCode, output) = await RunAsync("npm", "ci", "--no-audit", "--no-fund");
            exitCode.ShouldBe(0, output);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public async Task RunAsync(string name, TestServer server)
    {
        var (exitCode, output) = await TryAsync(name, server);
        exitCode.ShouldBe(0, output);
    }

    public Task<(int ExitCode, string Output)> TryAsync(string name, TestServer server) =>
        RunAsync("node", "run.mjs", name, server.Address.Authority);

    private async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(RawConnection.Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, $"{string.Join(' ', arguments)}\n{await output}\n{await errors}");
    }

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "interop", "run.mjs")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("tests/Conformance/interop");
        }

        return Path.Combine(folder.FullName, "interop");
    }
}
