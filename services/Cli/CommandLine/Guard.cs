using Google.Rpc;
using Kompetanse.Cli.Import;
using Kompetanse.Cli.Login;
using Kompetanse.Platform.Grpc;

namespace Kompetanse.Cli.CommandLine;

/// <summary>Turns what may go wrong in any command into a text on the error stream and an exit code.</summary>
internal static class Guard
{
    public static async Task<int> RunAsync(CommandContext context, Uri address, Func<Task<int>> command)
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
        catch (RpcException e)
        {
            // A host that is there, and can't do it now, says why.
            var answered = e.Details.OfType<ErrorInfo>().Any();
            context.Error.WriteLine(
                answered || e.Code != StatusCode.Unavailable ? Describe(e) : context.Texts["NotReachable", address]);
            foreach (var violation in Violations(e)) context.Error.WriteLine($"  {violation.Field}: {violation.Description}");
            return e.Code is StatusCode.Unavailable or StatusCode.DeadlineExceeded ? ExitCode.Unavailable : ExitCode.Refused;
        }
        catch (CredentialsException e)
        {
            context.Error.WriteLine(e.Message);
            return ExitCode.Refused;
        }
        catch (OperationCanceledException)
        {
            context.Error.WriteLine(context.Texts["Interrupted"]);
            return ExitCode.Interrupted;
        }
    }

    // A single one says the same as the message.
    static List<BadRequest.Types.FieldViolation> Violations(RpcException refusal) =>
        refusal.Details.OfType<BadRequest>().SelectMany(bad => bad.FieldViolations).ToList() is { Count: > 1 } several
            ? several
            : [];

    /// <summary>The server's words in the user's language, and the stable reason.</summary>
    public static string Describe(RpcException refusal)
    {
        var message = refusal.Details.OfType<LocalizedMessage>().FirstOrDefault()?.Message ?? refusal.Message;
        return $"{message} [{Reason(refusal)}]";
    }

    public static string Reason(RpcException refusal) =>
        refusal.Details.OfType<ErrorInfo>().FirstOrDefault()?.Reason ?? refusal.Code.ToString();
}
