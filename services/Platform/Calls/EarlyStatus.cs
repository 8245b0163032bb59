using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Kompetanse.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Status = Google.Rpc.Status;

namespace Kompetanse.Platform.Calls;

/// <summary>
/// Answers a request with a status before any method runs and before its messages are read: whoever may not come in costs
/// little. In the words of the protocol that it came in: gRPC, or JSON.
/// </summary>
static class EarlyStatus
{
    /// <summary>The details that a status may have, for JSON.</summary>
    public static TypeRegistry Details { get; } = TypeRegistry.FromFiles(Google.Rpc.ErrorDetailsReflection.Descriptor);

    private static readonly JsonFormatter s_json = new(new JsonFormatter.Settings(formatDefaultValues: false, Details));

    /// <summary>Whether a request is gRPC.</summary>
    public static bool IsGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Answers.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">Not OK.</param>
    /// <param name="httpStatus">What the status is in HTTP, for those who don't speak gRPC.</param>
    public static Task WriteAsync(HttpContext http, Status status, int httpStatus)
    {
        var response = http.Response;
        if (!IsGrpc(http.Request))
        {
            response.StatusCode = httpStatus;
            response.ContentType = "application/json";
            return response.WriteAsync(s_json.Format(status), http.RequestAborted);
        }

        CallTelemetry.Ended(http, (StatusCode)status.Code);
        // Whoever was before may have said something else, and gRPC is always 200.
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers.GrpcStatus = status.Code.ToString(CultureInfo.InvariantCulture);
        response.Headers.GrpcMessage = Uri.EscapeDataString(status.Message);
        response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray());
        return Task.CompletedTask;
    }
}
