using System.CommandLine;
using Grpc.Core;
using Kompetanse.Cli.Client;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Cli.Verification;

/// <summary>`kompetanse verify EMPLOYEE TASK`: the leader's decision, or what there is to decide on.</summary>
internal sealed class VerifyCommand
{
    readonly CommandContext context;
    readonly Argument<string> employee;
    readonly Argument<string> task;
    readonly Option<string?> reason;
    readonly Option<string[]> evidence;
    readonly Option<string> until;
    readonly Option<bool> refuse;
    readonly Option<bool> dryRun;

    VerifyCommand(CommandContext context)
    {
        this.context = context;
        var texts = context.Texts;
        employee = new("EMPLOYEE") { Description = texts["ArgumentEmployee"] };
        task = new("TASK") { Description = texts["ArgumentTask"] };
        reason = new("--reason") { HelpName = "TEXT", Description = texts["OptionVerifyReason"] };
        evidence = new("--evidence")
        {
            HelpName = "ID…",
            Description = texts["OptionEvidence"],
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        until = CommonOptions.Date("--until", texts["OptionUntil"], texts);
        refuse = new("--refuse") { Description = texts["OptionRefuse"] };
        dryRun = new("--dry-run") { Description = texts["OptionVerifyDryRun"] };
    }

    public static Command Create(CommandContext context, CommonOptions common)
    {
        var verify = new VerifyCommand(context);
        var command = new Command("verify", context.Texts["HelpVerify"])
        {
            verify.employee, verify.task, verify.reason, verify.evidence, verify.until, verify.refuse, verify.dryRun,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(verify.reason) is null && !result.GetValue(verify.dryRun))
                result.AddError(context.Texts["MissingOption", verify.reason.Name, verify.reason.HelpName]);
            if (result.GetValue(verify.refuse) && result.GetResult(verify.until) is { Implicit: false })
                result.AddError(context.Texts["RefusalWithoutEnd"]);
        });
        command.SetAction((parsed, cancellation) =>
        {
            var target = common.TargetOf(parsed);
            return Guard.RunAsync(context, target.Address, async () =>
            {
                using var server = target.Connect();
                return await verify.RunAsync(parsed, server, cancellation);
            }, cancellation);
        });
        return command;
    }

    async Task<int> RunAsync(ParseResult parsed, KompetanseClient server, CancellationToken cancellation)
    {
        var (whom, what) = (parsed.GetRequiredValue(employee), parsed.GetRequiredValue(task));
        var names = new Names(server, context.Texts, cancellation);
        if (parsed.GetValue(dryRun))
        {
            await PreparationPage.WriteAsync(whom, await PrepareAsync(), new(context), names);
            return ExitCode.Ok;
        }

        var request = new VerifyRequest
        {
            EmployeeId = whom,
            TaskId = what,
            Outcome = parsed.GetValue(refuse) ? VerificationOutcome.Refused : VerificationOutcome.Verified,
            Reasoning = parsed.GetRequiredValue(reason),
            ValidUntil = parsed.GetRequiredValue(until),
            RequestId = Guid.NewGuid().ToString(),
        };
        request.EvidenceIds.Add(parsed.GetValue(evidence) is { Length: > 0 } named
            ? named
            : (await PrepareAsync()).Grounds.Evidence.Select(one => one.Id));
        try
        {
            var decision = await server.Verifications.VerifyAsync(request, cancellationToken: cancellation);
            await DecisionPage.WriteAsync(decision, new(context), names);
            return ExitCode.Ok;
        }
        catch (RpcException refusal) when (Incomplete.MissingIn(refusal) is { Count: > 0 } missing)
        {
            Incomplete.Tell(context, request, missing);
            return ExitCode.Refused;
        }

        async Task<Preparation> PrepareAsync() => await server.Verifications.PrepareVerificationAsync(
            new() { EmployeeId = whom, TaskId = what }, cancellationToken: cancellation);
    }
}
