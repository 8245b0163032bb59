using Google.Protobuf.Reflection;
using Kompetanse.Cli.Client;
using Kompetanse.Protos.Verification.V1;
using Decision = Kompetanse.Protos.Verification.V1.Verification;

namespace Kompetanse.Cli.Verification;

/// <summary>The calls about verifications.</summary>
internal static class VerificationCalls
{
    public static Task<TaskCheck> CheckTaskAsync(this IKompetanse server, CheckTaskRequest request, CancellationToken cancellation) =>
        server.CallAsync<CheckTaskRequest, TaskCheck>(Method("CheckTask"), request, cancellation);

    public static Task<Preparation> PrepareAsync(
        this IKompetanse server, PrepareVerificationRequest request, CancellationToken cancellation) =>
        server.CallAsync<PrepareVerificationRequest, Preparation>(Method("PrepareVerification"), request, cancellation);

    public static Task<Decision> VerifyAsync(this IKompetanse server, VerifyRequest request, CancellationToken cancellation) =>
        server.CallAsync<VerifyRequest, Decision>(Method("Verify"), request, cancellation);

    public static Task<Decision> RevokeAsync(this IKompetanse server, RevokeRequest request, CancellationToken cancellation) =>
        server.CallAsync<RevokeRequest, Decision>(Method("Revoke"), request, cancellation);

    /// <summary>Every notice, by as many pages as it takes.</summary>
    public static async Task<ListExpiringResponse> ListExpiringAsync(
        this IKompetanse server, ListExpiringRequest request, CancellationToken cancellation)
    {
        var all = new ListExpiringResponse();
        var next = request.Clone();
        next.PageSize = 1000;
        do
        {
            var page = await server.CallAsync<ListExpiringRequest, ListExpiringResponse>(Method("ListExpiring"), next, cancellation);
            all.Expiring.Add(page.Expiring);
            next.PageToken = page.NextPageToken;
        }
        while (next.PageToken.Length > 0);
        return all;
    }

    static MethodDescriptor Method(string name) => VerificationReflection.Descriptor.Services[0].FindMethodByName(name);
}
