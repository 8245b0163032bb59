using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Kompetanse.Cli.Client;

/// <summary>
/// Lets no question wait for ever: each has a deadline, its own or the usual one. An import has none, as it takes the time that
/// its files take.
/// </summary>
internal sealed class UsualDeadline : Interceptor
{
    /// <summary>Far longer than the largest report takes, also when several wait for their turn; as long as somebody looks at a silent screen.</summary>
    static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        if (context.Options.Deadline is not null) return continuation(request, context);
        var options = context.Options.WithDeadline(DateTime.UtcNow + Wait);
        return continuation(request, new(context.Method, context.Host, options));
    }
}
