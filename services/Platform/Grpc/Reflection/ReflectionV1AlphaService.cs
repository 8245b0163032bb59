using Google.Protobuf;
using Kompetanse.Protos.Reflection.V1Alpha;
using V1 = Kompetanse.Protos.Reflection.V1;

namespace Kompetanse.Platform.Grpc.Reflection;

/// <summary>Answers grpc.reflection.v1alpha.ServerReflection, whose messages are those of v1 to the byte.</summary>
sealed class ReflectionV1AlphaService(MappedServices services)
{
    private readonly ReflectionService _v1 = new(services);

    public async Task ServerReflectionInfo(
        IAsyncEnumerable<ServerReflectionRequest> requests,
        IServerStreamWriter<ServerReflectionResponse> replies,
        CallContext context)
    {
        await foreach (var request in requests.WithCancellation(context.CancellationToken))
        {
            var answer = _v1.Answer(V1.ServerReflectionRequest.Parser.ParseFrom(request.ToByteString()));
            await replies.WriteAsync(
                ServerReflectionResponse.Parser.ParseFrom(answer.ToByteString()), context.CancellationToken);
        }
    }
}
