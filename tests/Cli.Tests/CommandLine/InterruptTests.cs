using Grpc.Core;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Cli.Text;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.CommandLine;

/// <summary>Ctrl-C, whatever the call says that it broke off.</summary>
public sealed class InterruptTests
{
    [Fact]
    public Task A_call_that_the_user_breaks_off_ends_as_interrupted() => EndsAsync(
        new RpcException(new Status(StatusCode.Cancelled, "Call canceled by the client.")), interrupted: true, 130, "Avbrutt.\n");

    [Fact]
    public Task Work_between_calls_that_the_user_breaks_off_ends_as_interrupted() =>
        EndsAsync(new OperationCanceledException(), interrupted: true, 130, "Avbrutt.\n");

    [Fact]
    public Task A_call_that_another_broke_off_is_a_failure() =>
        EndsAsync(new RpcException(new Status(StatusCode.Cancelled, "Stopped.")), interrupted: false, 1, "Stopped. [Cancelled]\n");

    static async Task EndsAsync(Exception thrown, bool interrupted, int exit, string told)
    {
        using var output = new StringWriter();
        using var error = new StringWriter { NewLine = "\n" };
        var context = new CommandContext(
            new Screen(output, error, 100, Rich: false, RichError: false), Texts.Bokmål, _ => null,
            (_, _) => throw new InvalidOperationException("No host is expected to be called."));
        (await Guard.RunAsync(
            context, new Uri("http://127.0.0.1:5080"), () => throw thrown, new CancellationToken(interrupted))).ShouldBe(exit);
        error.ToString().ShouldBe(told);
    }
}
