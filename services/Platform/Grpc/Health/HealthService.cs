using Kompetanse.Protos.Health.V1;
using Microsoft.Extensions.Hosting;
using ServingStatus = Kompetanse.Protos.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Kompetanse.Platform.Grpc.Health;

/// <summary>Answers grpc.health.v1.Health. A server that is stopping serves nothing.</summary>
sealed class HealthService(HealthStatus health, IHostApplicationLifetime lifetime)
{
    public Task<HealthCheckResponse> Check(HealthCheckRequest request, CallContext context) =>
        health.Get(request.Service) is { } status
            ? Task.FromResult(new HealthCheckResponse { Status = Stopping ? ServingStatus.NotServing : status })
            : throw new RpcException(StatusCode.NotFound, "The server has no such service.");

    public async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> replies, CallContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        ServingStatus? told = null;
        while (!Stopping)
        {
            var (status, changed) = health.Watch(request.Service);
            var now = status ?? ServingStatus.ServiceUnknown;
            if (now != told)
            {
                await replies.WriteAsync(new HealthCheckResponse { Status = now }, context.CancellationToken);
                told = now;
            }

            await changed.WaitAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.CancellationToken.ThrowIfCancellationRequested();
        }

        // A watch has no end of its own, and would hold the server for all its grace.
        await replies.WriteAsync(new HealthCheckResponse { Status = ServingStatus.NotServing }, context.CancellationToken);
        throw new RpcException(StatusCode.Unavailable, "The server is stopping.");
    }

    private bool Stopping => lifetime.ApplicationStopping.IsCancellationRequested;
}
