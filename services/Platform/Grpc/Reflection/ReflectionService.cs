using Google.Protobuf.Reflection;
using Kompetanse.Protos.Reflection.V1;
using Asked = Kompetanse.Protos.Reflection.V1.ServerReflectionRequest.MessageRequestOneofCase;

namespace Kompetanse.Platform.Grpc.Reflection;

/// <summary>Answers grpc.reflection.v1.ServerReflection. What is not found is an answer too, and the stream goes on.</summary>
sealed class ReflectionService(MappedServices services)
{
    public async Task ServerReflectionInfo(
        IAsyncEnumerable<ServerReflectionRequest> requests,
        IServerStreamWriter<ServerReflectionResponse> replies,
        CallContext context)
    {
        await foreach (var request in requests.WithCancellation(context.CancellationToken))
        {
            await replies.WriteAsync(Answer(request), context.CancellationToken);
        }
    }

    public ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        var response = request.MessageRequestCase switch
        {
            Asked.ListServices => List(),
            Asked.FileByFilename => File(services.FindFile(request.FileByFilename)),
            Asked.FileContainingSymbol => File(services.FindSymbol(request.FileContainingSymbol)),
            Asked.FileContainingExtension => File(FindExtension(request.FileContainingExtension)?.File),
            Asked.AllExtensionNumbersOfType => ExtensionNumbers(request.AllExtensionNumbersOfType),
            _ => Error(StatusCode.Unimplemented, "The question is not one the server knows."),
        };
        response.ValidHost = request.Host;
        response.OriginalRequest = request;
        return response;
    }

    private ServerReflectionResponse List() => new()
    {
        ListServicesResponse = new() { Service = { services.Names.Select(name => new ServiceResponse { Name = name }) } },
    };

    private static ServerReflectionResponse File(FileDescriptor? file) => file is null ? NotFound() : new()
    {
        FileDescriptorResponse = new()
        {
            FileDescriptorProto = { MappedServices.WithDependencies(file).Select(needed => needed.SerializedData) },
        },
    };

    private ServerReflectionResponse ExtensionNumbers(string type) => services.FindExtensions(type) is not { } found ? NotFound() : new()
    {
        AllExtensionNumbersResponse = new()
        {
            BaseTypeName = type,
            ExtensionNumber = { found.Select(extension => extension.FieldNumber) },
        },
    };

    private FieldDescriptor? FindExtension(ExtensionRequest request) => services.FindExtensions(request.ContainingType)?
        .FirstOrDefault(extension => extension.FieldNumber == request.ExtensionNumber);

    private static ServerReflectionResponse NotFound() => Error(StatusCode.NotFound, "The server has no such file or symbol.");

    private static ServerReflectionResponse Error(StatusCode code, string message) => new()
    {
        ErrorResponse = new() { ErrorCode = (int)code, ErrorMessage = message },
    };
}
