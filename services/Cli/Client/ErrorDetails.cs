using Google.Protobuf;
using Grpc.Core;

namespace Kompetanse.Cli.Client;

/// <summary>What a host tells of a failure beside its status.</summary>
internal static class ErrorDetails
{
    /// <summary>The detail of a kind; null when there is none, or none that can be read.</summary>
    public static T? Detail<T>(this RpcException failure)
        where T : class, IMessage<T>, new() =>
        failure.Trailers.GetRpcStatus(ignoreParseError: true)?.GetDetail<T>();
}
