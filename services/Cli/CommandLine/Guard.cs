using Google.Rpc;
using Grpc.Core;
using Kompetanse.Cli.Client;
using Kompetanse.Cli.Import;
using Kompetanse.Cli.Login;
using Kompetanse.Cli.Text;

namespace Kompetanse.Cli.CommandLine;

/// <summary>Turns what may go wrong in any command into a text on the error stream and an exit code.</summary>
internal static class Guard
{
    public static async Task<int> RunAsync(CommandContext context, Uri address, Func<Task<int>> command, CancellationToken cancellation)
    {
        try
        {
            return await command();
        }
        catch (BadInputException bad)
        {
            foreach (var fault in bad.Faults) context.Error.WriteLine(fault.Describe(context.Texts));
            if (bad.Faults.Count == FaultList.Most) context.Error.WriteLine(context.Texts["TooManyFaults", FaultList.Most]);
            context.Error.WriteLine(context.Texts["NothingRecorded"]);
            return ExitCode.Refused;
        }
        // What the library says of a call that the user broke off.
        catch (Exception e) when (e is OperationCanceledException
            || (e is RpcException { StatusCode: StatusCode.Cancelled } && cancellation.IsCancellationRequested))
        {
            context.Error.WriteLine(context.Texts["Interrupted"]);
            return ExitCode.Interrupted;
        }
        catch (RpcException e) when (IsUnanswered(e))
        {
            context.Error.WriteLine(context.Texts["NotReachable", address]);
            return ExitCode.Unavailable;
        }
        catch (RpcException e)
        {
            context.Error.WriteLine(Describe(e, context.Texts));
            // A single one says the same as the message.
            if (e.Detail<BadRequest>()?.FieldViolations is { Count: > 1 } violations)
                foreach (var violation in violations) context.Error.WriteLine($"  {violation.Field}: {violation.Description}");
            return e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded ? ExitCode.Unavailable : ExitCode.Refused;
        }
        catch (CredentialsException e)
        {
            context.Error.WriteLine(e.Message);
            return ExitCode.Refused;
        }
    }

    // A host that is there, and can't do it now, says why. Where none answers in HTTP/2, or the certificate is not good, the library
    // has other statuses than UNAVAILABLE.
    static bool IsUnanswered(RpcException failure) =>
        failure.Status.DebugException is HttpRequestException
        || (failure.StatusCode == StatusCode.Unavailable && failure.Detail<ErrorInfo>() is null);

    /// <summary>The server's words in the user's language, and the stable reason.</summary>
    static string Describe(RpcException refusal, Texts texts)
    {
        var message = refusal.Detail<LocalizedMessage>()?.Message
            ?? (refusal.StatusCode == StatusCode.DeadlineExceeded ? texts["TookTooLong"] : refusal.Status.Detail);
        return $"{message} [{Reason(refusal)}]";
    }

    public static string Reason(RpcException refusal) => refusal.Detail<ErrorInfo>()?.Reason ?? refusal.StatusCode.ToString();
}
