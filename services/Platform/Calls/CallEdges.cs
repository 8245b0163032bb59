using Grpc.AspNetCore.Server;
using Grpc.Core;
using Kompetanse.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Status = Google.Rpc.Status;

namespace Kompetanse.Platform.Calls;

/// <summary>What grpc-dotnet leaves to the application at the two ends of a gRPC call.</summary>
static class CallEdges
{
    /// <summary>What Kestrel keeps of a reply for the client to take, in bytes; a call with no more left has ended.</summary>
    private const int BufferSize = 64 * 1024;

    /// <summary>HTTP/2's CANCEL.</summary>
    private const int Cancel = 8;

    private static readonly Status s_late =
        new() { Code = (int)StatusCode.DeadlineExceeded, Message = "The deadline has passed." };

    /// <summary>
    /// A call that has no time left is not begun (the library takes a timeout of zero for none), and a single reply that
    /// its client does not take is not kept for ever. A call as JSON has the same limits: in size, and in time.
    /// </summary>
    public static void UseCallEdges(this IApplicationBuilder app)
    {
        var time = app.ApplicationServices.GetRequiredService<TimeProvider>();
        var options = app.ApplicationServices.GetRequiredService<IOptions<GrpcOptions>>().Value;
        var longest = options.ReplyTimeout;
        app.Use(next => async http =>
        {
            if (!EarlyStatus.IsGrpc(http.Request))
            {
                if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
                {
                    body.MaxRequestBodySize = options.MaxReceiveMessageSize;
                }

                // Its client may stop reading, and would keep what the call holds, such as the place of a report.
                await using var limit = time.CreateTimer(static call => ((HttpContext)call!).Abort(), http, longest, Timeout.InfiniteTimeSpan);
                await next(http);
            }
            else if (HasNoTime(http.Request))
            {
                await EarlyStatus.WriteAsync(http, s_late, StatusCodes.Status504GatewayTimeout);
            }
            else
            {
                await next(http);
                if (http.Features.Get<IServerCallContextFeature>() is { } call)
                {
                    CallTelemetry.Ended(http, call.ServerCallContext.Status.StatusCode);
                }

                if (http.Response.BodyWriter is { CanGetUnflushedBytes: true, UnflushedBytes: > BufferSize } && IsUnary(http))
                {
                    await AwaitReaderAsync(http, longest, time);
                }
            }
        });
    }

    /// <summary>All digits before the unit are 0; whether the header is well-formed is for the library to say.</summary>
    private static bool HasNoTime(HttpRequest request) =>
        request.Headers.GrpcTimeout is [{ Length: >= 2 } timeout] && timeout.AsSpan(0, timeout.Length - 1).TrimStart('0').IsEmpty;

    private static bool IsUnary(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.Type == MethodType.Unary;

    private static async Task AwaitReaderAsync(HttpContext http, TimeSpan longest, TimeProvider time)
    {
        try
        {
            await http.Response.BodyWriter.FlushAsync().AsTask().WaitAsync(longest, time);
        }
        catch (TimeoutException)
        {
            http.Features.GetRequiredFeature<IHttpResetFeature>().Reset(Cancel);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client has left in the meantime.
        }
    }
}
