namespace Kompetanse.Platform.Grpc;

/// <summary>
/// Decides whether a call may begin. Every registered one is asked, in the order of registration, before any message of
/// the call is read: who may not come in costs little.
/// </summary>
public interface ICallAdmission
{
    /// <summary>Returns when the call may begin.</summary>
    /// <param name="context">The call; its endpoint tells the method, and what must end with the call can be left with its
    /// <see cref="CallContext.HttpContext"/>.</param>
    /// <exception cref="RpcException">It may not; the status tells why.</exception>
    ValueTask AdmitAsync(CallContext context);
}
