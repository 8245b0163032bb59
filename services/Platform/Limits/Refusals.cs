using Grpc.Core;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.Platform.Limits;

/// <summary>The caller has made more calls than a caller may in the time.</summary>
public sealed record RateLimited() : Refusal("RATE_LIMITED", StatusCode.ResourceExhausted, "");

/// <summary>As many reports are being made, and wait, as may at once.</summary>
public sealed record TooManyReports() : Refusal("TOO_MANY_REPORTS", StatusCode.ResourceExhausted, "");
