using Google.Rpc;
using Grpc.Core;
using Kompetanse.Cli.Client;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Cli.Report;
using Kompetanse.Cli.Text;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Cli.Verification;

/// <summary>What a decision lacked of the requirement, as the host told it with its refusal.</summary>
internal static class Incomplete
{
    const string Requirement = "requirement.";

    /// <summary>The violations of the requirement; none when the refusal is about anything else.</summary>
    public static IReadOnlyList<BadRequest.Types.FieldViolation> MissingIn(RpcException refusal)
    {
        if (refusal.StatusCode != StatusCode.FailedPrecondition) return [];
        var all = refusal.Detail<BadRequest>()?.FieldViolations ?? [];
        return all.All(IsOfRequirement) ? all : [];
    }

    public static void Tell(
        CommandContext context, VerifyRequest request, IReadOnlyList<BadRequest.Types.FieldViolation> missing)
    {
        var texts = context.Texts;
        Write(texts["Incomplete", request.EmployeeId, request.TaskId], "");
        foreach (var violation in missing) Write(Words(violation.Description), "- ");
        Write(texts["IncompleteHint", request.EmployeeId, request.TaskId], "");

        void Write(string text, string start)
        {
            var lines = Wrapping.Wrap(Safe.Plain(text), context.Screen.Width - start.Length);
            for (var i = 0; i < lines.Count; i++)
                context.Error.WriteLine((i == 0 ? start : new string(' ', start.Length)) + lines[i]);
        }
    }

    static bool IsOfRequirement(BadRequest.Types.FieldViolation violation) =>
        violation.Field.StartsWith(Requirement, StringComparison.Ordinal);

    // `REASON: text` is told as all other refusals are: `text [REASON]`.
    static string Words(string description) =>
        description.Split(": ", 2) is [var reason, var text] ? $"{text} [{reason}]" : description;
}
