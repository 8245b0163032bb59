using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Kompetanse.Platform.Grpc;

/// <summary>
/// Finds the method of a service that answers a method of its contract: the one of the same name with the shape that
/// the messages and streams ask for. Done once, at start-up; calls go through typed delegates.
/// </summary>
static class MethodBinder
{
    /// <exception cref="InvalidOperationException">The service has no such method. The text shows the one it should have.</exception>
    public static MethodHandler Bind(MethodDescriptor method, object service, GrpcServer server)
    {
        var shape = (method.IsClientStreaming, method.IsServerStreaming) switch
        {
            (false, false) => nameof(Unary),
            (true, false) => nameof(ClientStreaming),
            (false, true) => nameof(ServerStreaming),
            (true, true) => nameof(DuplexStreaming),
        };
        return (MethodHandler)typeof(MethodBinder)
            .GetMethod(shape, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(method.InputType.ClrType, method.OutputType.ClrType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [method, service, server], culture: null)!;
    }

    private static UnaryHandler<TRequest, TReply> Unary<TRequest, TReply>(
        MethodDescriptor method, object service, GrpcServer server)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply> =>
        new(server, Path(method), Parser<TRequest>(method), Find<UnaryMethod<TRequest, TReply>>(method, service));

    private static ClientStreamingHandler<TRequest, TReply> ClientStreaming<TRequest, TReply>(
        MethodDescriptor method, object service, GrpcServer server)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply> =>
        new(server, Path(method), Parser<TRequest>(method), Find<ClientStreamingMethod<TRequest, TReply>>(method, service));

    private static ServerStreamingHandler<TRequest, TReply> ServerStreaming<TRequest, TReply>(
        MethodDescriptor method, object service, GrpcServer server)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply> =>
        new(server, Path(method), Parser<TRequest>(method), Find<ServerStreamingMethod<TRequest, TReply>>(method, service));

    private static DuplexStreamingHandler<TRequest, TReply> DuplexStreaming<TRequest, TReply>(
        MethodDescriptor method, object service, GrpcServer server)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply> =>
        new(server, Path(method), Parser<TRequest>(method), Find<DuplexStreamingMethod<TRequest, TReply>>(method, service));

    private static string Path(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";

    private static MessageParser<TRequest> Parser<TRequest>(MethodDescriptor method)
        where TRequest : class, IMessage<TRequest> => (MessageParser<TRequest>)method.InputType.Parser;

    private static TMethod Find<TMethod>(MethodDescriptor method, object service)
        where TMethod : Delegate
    {
        var wanted = typeof(TMethod).GetMethod(nameof(Action.Invoke))!;
        var parameters = wanted.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        var found = service.GetType().GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters);
        return found is not null && wanted.ReturnType.IsAssignableFrom(found.ReturnType)
            ? found.CreateDelegate<TMethod>(service)
            : throw new InvalidOperationException(
                $"{service.GetType().Name} cannot answer {method.FullName}; it needs a public method "
                + $"{Name(wanted.ReturnType)} {method.Name}({string.Join(", ", parameters.Select(Name))}).");
    }

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
