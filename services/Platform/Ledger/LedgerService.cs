using Grpc.Core;
using Kompetanse.Platform.Calls;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Platform.Ledger;

/// <summary>The ledger, for those who check it.</summary>
public sealed class LedgerService(ILedger ledger, OrganisationCallsOptions options)
    : Protos.Ledger.V1.LedgerService.LedgerServiceBase
{
    /// <summary>Reads every stored entry and checks positions, hashes and chain. For auditors and the scope <c>ledger.verify</c>.</summary>
    public override async Task<VerifyResponse> Verify(VerifyRequest request, ServerCallContext context)
    {
        OrganisationCalls.Demand(caller => caller.IsAuditor || caller.Scopes.Contains(Scopes.LedgerVerify), context);
        var found = await VerifyAsync(context.CancellationToken);
        return new VerifyResponse
        {
            Entries = found.Entries,
            Position = found.Head.Position,
            Head = Convert.ToHexStringLower(found.Head.Hash.Span),
            Fault = found.Fault is { } fault
                ? new Fault { Position = fault.Position, Reason = fault.Reason, Message = fault.Message }
                : null,
        };
    }

    private async Task<LedgerVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ledger.VerifyAsync(options.Organisation, cancellationToken);
        }
        catch (LedgerUnavailableException unavailable)
        {
            throw new RefusedException(new LedgerRefused(unavailable.Reason));
        }
    }
}
