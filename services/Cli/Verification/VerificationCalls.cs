using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Cli.Verification;

/// <summary>Lists of verifications, by as many pages as they take.</summary>
internal static class VerificationCalls
{
    /// <summary>Every notice.</summary>
    public static async Task<ListExpiringResponse> ListAllExpiringAsync(
        this VerificationService.VerificationServiceClient verifications, ListExpiringRequest request, CancellationToken cancellation)
    {
        var all = new ListExpiringResponse();
        var next = request.Clone();
        next.PageSize = 1000;
        do
        {
            var page = await verifications.ListExpiringAsync(next, cancellationToken: cancellation);
            all.Expiring.Add(page.Expiring);
            next.PageToken = page.NextPageToken;
        }
        while (next.PageToken.Length > 0);
        return all;
    }
}
