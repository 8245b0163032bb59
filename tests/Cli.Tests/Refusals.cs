using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Kompetanse.Cli.Tests;

/// <summary>Refusals as a host sends them.</summary>
internal static class Refusals
{
    public static RpcException With(StatusCode code, string message, params IEnumerable<IMessage> details) =>
        new Google.Rpc.Status { Code = (int)code, Message = message, Details = { details.Select(Any.Pack) } }.ToRpcException();
}
