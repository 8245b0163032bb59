using Grpc.Core;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification;

// Each reason's texts are in CompetenceTexts.resx (bokmål) and CompetenceTexts.en.resx.

/// <summary>No such demanding task.</summary>
public sealed record TaskNotFound(string Field, string Id) : Refusal("TASK_NOT_FOUND", StatusCode.NotFound, Field);

/// <summary>The task has no such version of its requirement, or none in force.</summary>
public sealed record RequirementNotFound(string Field, string Id)
    : Refusal("REQUIREMENT_NOT_FOUND", StatusCode.NotFound, Field);

/// <summary>Not one of the parties that are heard.</summary>
public sealed record PartyNotFound(string Field, string Id) : Refusal("PARTY_NOT_FOUND", StatusCode.NotFound, Field);

/// <summary>No such delivery.</summary>
public sealed record DeliveryNotFound(string Field, string Id) : Refusal("DELIVERY_NOT_FOUND", StatusCode.NotFound, Field);

/// <summary>A task of no role, or a unit that has nobody in the roles of the task it should deliver.</summary>
public sealed record TaskNotPerformed(string Field) : Refusal("TASK_NOT_PERFORMED", StatusCode.FailedPrecondition, Field);

/// <summary>A requirement without knowledge, or without skill (O 4.7).</summary>
public sealed record RequirementOneSided(string Field)
    : Refusal("REQUIREMENT_ONE_SIDED", StatusCode.InvalidArgument, Field);

/// <summary>A level in a requirement that is not 1 to 5.</summary>
public sealed record ComponentLevelOutOfRange(string Field)
    : Refusal("COMPONENT_LEVEL_OUT_OF_RANGE", StatusCode.InvalidArgument, Field);

/// <summary>A validity that is not 1 to 120 months.</summary>
public sealed record ValidityInvalid(string Field) : Refusal("VALIDITY_INVALID", StatusCode.InvalidArgument, Field);

/// <summary>A least number of pieces of evidence that is not 1 to 100.</summary>
public sealed record EvidenceLeastOutOfRange(string Field)
    : Refusal("EVIDENCE_LEAST_OUT_OF_RANGE", StatusCode.InvalidArgument, Field);

/// <summary>A greatest age of evidence that is not 0 to 600 months.</summary>
public sealed record EvidenceAgeOutOfRange(string Field)
    : Refusal("EVIDENCE_AGE_OUT_OF_RANGE", StatusCode.InvalidArgument, Field);

/// <summary>Another version of the task's requirement is being made.</summary>
public sealed record RequirementUnderway(string Field, string Version)
    : Refusal("REQUIREMENT_UNDERWAY", StatusCode.FailedPrecondition, Field);

/// <summary>A requirement that is somewhere else in its life than the command needs (domain rule 15).</summary>
/// <param name="Field">What names the version.</param>
/// <param name="State">Where it is: DRAFT, CONSULTATION …</param>
public sealed record RequirementStateWrong(string Field, string State)
    : Refusal("REQUIREMENT_STATE_WRONG", StatusCode.FailedPrecondition, Field)
{
    internal static RequirementStateWrong Being(RequirementState state, string field) =>
        new(field, state.ToString().ToUpperInvariant());
}

/// <summary>Parties that have said nothing since the text was sent out (domain rule 15).</summary>
/// <param name="Parties">Their names.</param>
public sealed record PartiesNotHeard(string Parties) : Refusal("PARTIES_NOT_HEARD", StatusCode.FailedPrecondition, "");

/// <summary>A date that is too early.</summary>
/// <param name="Field">Which.</param>
/// <param name="Earliest">The first that would do.</param>
public sealed record DateTooEarly(string Field, string Earliest)
    : Refusal("DATE_TOO_EARLY", StatusCode.FailedPrecondition, Field);

/// <summary>A version that would start after the day by which it says that verifications must be renewed.</summary>
public sealed record RenewalBeforeStart(string Field, string RenewBy)
    : Refusal("RENEWAL_BEFORE_START", StatusCode.FailedPrecondition, Field);

/// <summary>A unit that would deliver to itself.</summary>
public sealed record DeliveryToItself(string Field) : Refusal("DELIVERY_TO_ITSELF", StatusCode.InvalidArgument, Field);

/// <summary>Two deliveries of a task to a unit on the same day.</summary>
public sealed record DeliveriesOverlap(string Field, string Other)
    : Refusal("DELIVERIES_OVERLAP", StatusCode.FailedPrecondition, Field);

/// <summary>Evidence of what has not happened yet.</summary>
public sealed record EvidenceInFuture(string Field) : Refusal("EVIDENCE_IN_FUTURE", StatusCode.InvalidArgument, Field);

/// <summary>Credits of further education that are not over 0 and at most 600.</summary>
public sealed record CreditsOutOfRange(string Field) : Refusal("CREDITS_OUT_OF_RANGE", StatusCode.InvalidArgument, Field);

/// <summary>Credits of something else than further education.</summary>
public sealed record CreditsNotAllowed(string Field) : Refusal("CREDITS_NOT_ALLOWED", StatusCode.InvalidArgument, Field);

/// <summary>A peer observation by somebody who was not an appointed mentor that day (domain rule 9).</summary>
public sealed record ObserverNotMentor(string Field) : Refusal("OBSERVER_NOT_MENTOR", StatusCode.PermissionDenied, Field);

/// <summary>A peer observation of oneself.</summary>
public sealed record OwnObservation(string Field) : Refusal("OWN_OBSERVATION", StatusCode.PermissionDenied, Field);

/// <summary>More completions in one report than are taken.</summary>
public sealed record CompletionsOverLimit(string Field, string Limit)
    : Refusal("COMPLETIONS_OVER_LIMIT", StatusCode.InvalidArgument, Field);

/// <summary>Assigned as a mentor without being appointed on the day it starts.</summary>
public sealed record MentorNotAppointed(string Field, string Date)
    : Refusal("MENTOR_NOT_APPOINTED", StatusCode.FailedPrecondition, Field);

/// <summary>A mentor of oneself.</summary>
public sealed record OwnMentor(string Field) : Refusal("OWN_MENTOR", StatusCode.InvalidArgument, Field);
