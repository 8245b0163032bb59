using Kompetanse.Platform.Organisations;

namespace Kompetanse.Platform.Calls;

/// <summary>
/// Ends a call with what was refused. <see cref="RefusalInterceptor"/> turns it into a <c>google.rpc.Status</c>; nothing
/// else needs to know how refusals travel.
/// </summary>
/// <param name="refusals">At least one; the first gives the status.</param>
public sealed class RefusedException(params IReadOnlyList<Refusal> refusals) : Exception(refusals[0].Reason)
{
    /// <summary>Why.</summary>
    public IReadOnlyList<Refusal> Refusals { get; } = refusals;
}
