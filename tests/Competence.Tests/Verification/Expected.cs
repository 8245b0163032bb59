using Grpc.Core;

namespace Kompetanse.Competence.Tests;

/// <summary>What is told about verified competence.</summary>
sealed partial record Expected
{
    public static Expected TaskNotFound(string field, string id) => NotFound(
        "TASK_NOT_FOUND", field, $"Oppgaven «{id}» finnes ikke.", $"There is no task “{id}”.");

    public static Expected RequirementNotFound(string field, string id) => NotFound(
        "REQUIREMENT_NOT_FOUND", field, $"Kompetansekravet «{id}» finnes ikke.", $"There is no requirement “{id}”.");

    public static Expected PartyNotFound(string field, string id) => NotFound(
        "PARTY_NOT_FOUND", field, $"Parten «{id}» er ikke blant dem som skal høres.",
        $"The party “{id}” is not among those that are heard.");

    public static Expected DeliveryNotFound(string field, string id) => NotFound(
        "DELIVERY_NOT_FOUND", field, $"Leveransen «{id}» finnes ikke.", $"There is no delivery “{id}”.");

    public static Expected TaskNotPerformed(string field) => Precondition(
        "TASK_NOT_PERFORMED", field,
        "Ingen utfører oppgaven: den må ha minst én rolle, og en enhet som leverer den, må ha noen i en av rollene fra første dag.",
        "Nobody performs the task: it must have at least one role, and a unit that delivers it must have somebody in one of the roles from the first day.");

    public static Expected RequirementOneSided(string field) => Invalid(
        "REQUIREMENT_ONE_SIDED", field, "Et kompetansekrav må dekke både kunnskap og ferdigheter.",
        "A requirement must cover both knowledge and skill.");

    public static Expected ComponentLevelOutOfRange(string field) => Invalid(
        "COMPONENT_LEVEL_OUT_OF_RANGE", field, "Nivået i et kompetansekrav må være fra 1 til 5.",
        "The level in a requirement must be from 1 to 5.");

    public static Expected ValidityInvalid(string field) => Invalid(
        "VALIDITY_INVALID", field, "Gyldigheten må være fra 1 til 120 måneder.", "The validity must be from 1 to 120 months.");

    public static Expected EvidenceLeastOutOfRange(string field) => Invalid(
        "EVIDENCE_LEAST_OUT_OF_RANGE", field, "Antallet som kreves, må være fra 1 til 100.",
        "The number that is required must be from 1 to 100.");

    public static Expected EvidenceAgeOutOfRange(string field) => Invalid(
        "EVIDENCE_AGE_OUT_OF_RANGE", field, "Høyeste alder må være fra 0 til 600 måneder; 0 betyr at alderen er uten betydning.",
        "The greatest age must be from 0 to 600 months; 0 means that the age does not matter.");

    public static Expected RequirementUnderway(string field, int version) => Precondition(
        "REQUIREMENT_UNDERWAY", field, $"Versjon {version} av kompetansekravet er under arbeid. Gjør den ferdig først.",
        $"Version {version} of the requirement is being made. Finish that one first.");

    public static Expected RequirementStateWrong(string bokmål, string english, string field = "version") => Precondition(
        "REQUIREMENT_STATE_WRONG", field, $"Dette kan ikke gjøres nå: kompetansekravet er {bokmål}.",
        $"This can’t be done now: the requirement is {english}.");

    public static Expected PartiesNotHeard(string parties) => Precondition(
        "PARTIES_NOT_HEARD", "", $"Disse partene er ikke hørt siden teksten ble sendt ut: {parties}.",
        $"These parties have not been heard since the text was sent out: {parties}.");

    public static Expected DateTooEarly(string field, string earliest) => Precondition(
        "DATE_TOO_EARLY", field, $"Datoen kan tidligst være {earliest}.", $"The date can be {earliest} at the earliest.");

    public static Expected RenewalBeforeStart(string renewBy) => Precondition(
        "RENEWAL_BEFORE_START", "valid_from",
        $"Kompetansekravet sier at verifiseringer skal fornyes innen {renewBy}; det kan ikke begynne å gjelde senere enn det.",
        $"The requirement says that verifications must be renewed by {renewBy}; it can’t come into force later than that.");

    public static Expected DeliveryToItself() => Invalid(
        "DELIVERY_TO_ITSELF", "delivery.for_unit_id", "En enhet kan ikke levere til seg selv.", "A unit can’t deliver to itself.");

    public static Expected DeliveriesOverlap(string other) => Precondition(
        "DELIVERIES_OVERLAP", "delivery", $"Oppgaven leveres allerede til enheten i en del av perioden, etter avtalen «{other}».",
        $"The task is delivered to the unit already in a part of the period, by the agreement “{other}”.");

    public static Expected EvidenceInFuture(string field) => Invalid(
        "EVIDENCE_IN_FUTURE", field, "Dokumentasjonen kan ikke gjelde noe som ennå ikke har skjedd.",
        "Evidence can’t be about what has not happened yet.");

    public static Expected CreditsOutOfRange(string field) => Invalid(
        "CREDITS_OUT_OF_RANGE", field, "Videreutdanning må ha studiepoeng, over 0 og høyst 600.",
        "Further education must have credits, over 0 and at most 600.");

    public static Expected CreditsNotAllowed(string field) => Invalid(
        "CREDITS_NOT_ALLOWED", field, "Bare videreutdanning kan ha studiepoeng.", "Only further education can have credits.");

    public static Expected ObserverNotMentor(string field) => new(
        "OBSERVER_NOT_MENTOR", StatusCode.PermissionDenied, field,
        "En kollegaobservasjon registreres av en som var utpekt kollegaveileder den dagen.",
        "A peer observation is recorded by somebody who was an appointed mentor that day.");

    public static Expected OwnObservation() => new(
        "OWN_OBSERVATION", StatusCode.PermissionDenied, "evidence.kind", "Ingen kan observere seg selv.", "Nobody can observe oneself.");

    public static Expected CompletionsOverLimit() => Invalid(
        "COMPLETIONS_OVER_LIMIT", "completions", "En rapport kan ha høyst 10000 gjennomføringer.",
        "A report can have at most 10000 completions.");

    public static Expected MentorNotAppointed(string date) => Precondition(
        "MENTOR_NOT_APPOINTED", "assignment.mentor_id", $"Medarbeideren er ikke utpekt kollegaveileder {date}.",
        $"The employee is not an appointed mentor on {date}.");

    public static Expected OwnMentor() => Invalid(
        "OWN_MENTOR", "assignment.mentor_id", "Ingen kan være sin egen kollegaveileder.", "Nobody can be one’s own mentor.");

    public static Expected OwnVerification() => new(
        "OWN_VERIFICATION", StatusCode.PermissionDenied, "", "Ingen verifiserer seg selv.", "Nobody verifies oneself.");

    public static Expected NotTheLeader() => new(
        "NOT_THE_LEADER", StatusCode.PermissionDenied, "",
        "Bare medarbeiderens egen leder, eller lederens stedfortreder, kan avgjøre dette.",
        "Only the employee’s own leader, or one who acts for the leader, can decide this.");

    public static Expected VerificationNotFound(string field, string id) => NotFound(
        "VERIFICATION_NOT_FOUND", field, $"Verifiseringen «{id}» finnes ikke.", $"There is no verification “{id}”.");

    public static Expected RequirementNotInForce() => Precondition(
        "REQUIREMENT_NOT_IN_FORCE", "task_id", "Ingen versjon av kompetansekravet til «aap» er i kraft.",
        "No version of the requirement of “aap” is in force.");

    public static Expected ComponentUnknown(int component, string competence, int level) => Precondition(
        "COMPONENT_UNKNOWN", $"requirement.components[{component}].level",
        $"Det er ikke avtalt eller verifisert noe nivå i «{competence}»; kravet er nivå {level}.",
        $"No level in “{competence}” is agreed or verified; level {level} is required.");

    public static Expected ComponentBelow(int component, string competence, int level, int has) => Precondition(
        "COMPONENT_BELOW", $"requirement.components[{component}].level", $"Nivået i «{competence}» er {has}; kravet er {level}.",
        $"The level in “{competence}” is {has}; {level} is required.");

    public static Expected FewerObservations(int least, int has) => Precondition(
        "EVIDENCE_TOO_LITTLE", "requirement.evidence[0].least",
        $"Beslutningen viser til {has} av slaget «kollegaobservasjon»; kravet er minst {least}.",
        $"The decision names {has} of the kind “peer observation”; at least {least} are required.");

    public static Expected ObservationsTooOld(int months, int least, int has) => Precondition(
        "EVIDENCE_TOO_OLD", "requirement.evidence[0].greatest_age_months",
        $"Bare {has} av slaget «kollegaobservasjon» er fra de siste {months} månedene; kravet er minst {least}.",
        $"Only {has} of the kind “peer observation” are from the last {months} months; at least {least} are required.");

    public static Expected EvidenceNotTheirs(string field) => Precondition(
        "EVIDENCE_NOT_THEIRS", field, "Dokumentasjonen finnes ikke hos medarbeideren.", "The employee has no such evidence.");

    public static Expected ValidUntilOutOfRange(string latest) => Invalid(
        "VALID_UNTIL_OUT_OF_RANGE", "valid_until", $"Slutten må være etter i dag og senest {latest}.",
        $"The end must be after today and at the latest {latest}.");

    public static Expected AlreadyRevoked(string date) => Precondition(
        "ALREADY_REVOKED", "id", $"Verifiseringen ble trukket tilbake {date}.", $"The verification was revoked on {date}.");

    public static Expected NothingToRevoke() => Precondition(
        "NOTHING_TO_REVOKE", "id", "Beslutningen var å ikke verifisere; det er ingenting å trekke tilbake.",
        "The decision was not to verify; there is nothing to revoke.");

    public static Expected TooManyChecks() => Invalid(
        "TOO_MANY_CHECKS", "checks", "Høyst 1000 spørsmål om gangen.", "At most 1000 checks at a time.");

    public static Expected NoticePeriodTooLong() => Invalid(
        "NOTICE_PERIOD_TOO_LONG", "to_date", "Perioden kan være høyst 366 dager.", "The period can be at most 366 days.");
}
