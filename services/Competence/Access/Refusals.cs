using Grpc.Core;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.Competence.Access;

/// <summary>HR, and an auditor of the access log, read about others only for a purpose that they state.</summary>
public sealed record PurposeRequired()
    : Refusal("PURPOSE_REQUIRED", StatusCode.PermissionDenied, "");
