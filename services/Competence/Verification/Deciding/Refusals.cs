using Grpc.Core;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.Competence.Verification.Deciding;

/// <summary>Nobody verifies oneself, whatever else one is (O 4.7).</summary>
public sealed record OwnVerification() : Refusal("OWN_VERIFICATION", StatusCode.PermissionDenied, "");

/// <summary>Only the employee's own leader, or acting leader, on the day decides (O 4.7).</summary>
public sealed record NotTheLeader() : Refusal("NOT_THE_LEADER", StatusCode.PermissionDenied, "");

/// <summary>No such verification.</summary>
public sealed record VerificationNotFound(string Field, string Id)
    : Refusal("VERIFICATION_NOT_FOUND", StatusCode.NotFound, Field);

/// <summary>No version of the task's requirement is in force: it is not approved yet, or is retired.</summary>
public sealed record RequirementNotInForce(string Field, string Task)
    : Refusal("REQUIREMENT_NOT_IN_FORCE", StatusCode.FailedPrecondition, Field);

/// <summary>A component of which nothing is agreed or verified.</summary>
public sealed record ComponentUnknown(string Field, string Competence, int Level)
    : Refusal("COMPONENT_UNKNOWN", StatusCode.FailedPrecondition, Field);

/// <summary>A component at a lower level than is asked for.</summary>
public sealed record ComponentBelow(string Field, string Competence, int Level, int Has)
    : Refusal("COMPONENT_BELOW", StatusCode.FailedPrecondition, Field);

/// <summary>Fewer pieces of evidence of a kind are named than are asked for.</summary>
public sealed record EvidenceTooLittle(string Field, string Kind, int Least, int Has)
    : Refusal("EVIDENCE_TOO_LITTLE", StatusCode.FailedPrecondition, Field);

/// <summary>Enough evidence of a kind is named, but some of it is older than the requirement allows.</summary>
public sealed record EvidenceTooOld(string Field, string Kind, int Months, int Least, int Has)
    : Refusal("EVIDENCE_TOO_OLD", StatusCode.FailedPrecondition, Field);

/// <summary>Evidence that is not there, or is about another person: which of the two is not told.</summary>
public sealed record EvidenceNotTheirs(string Field) : Refusal("EVIDENCE_NOT_THEIRS", StatusCode.FailedPrecondition, Field);

/// <summary>An end that is not after today, or later than the requirement lets a verification be valid.</summary>
public sealed record ValidUntilOutOfRange(string Field, string Latest)
    : Refusal("VALID_UNTIL_OUT_OF_RANGE", StatusCode.InvalidArgument, Field);

/// <summary>It was revoked before.</summary>
public sealed record AlreadyRevoked(string Date) : Refusal("ALREADY_REVOKED", StatusCode.FailedPrecondition, "id");

/// <summary>A decision not to verify gives nothing that could be revoked.</summary>
public sealed record NothingToRevoke() : Refusal("NOTHING_TO_REVOKE", StatusCode.FailedPrecondition, "id");
