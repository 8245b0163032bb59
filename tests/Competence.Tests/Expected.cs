using Grpc.Core;

namespace Kompetanse.Competence.Tests;

/// <summary>
/// What a refused caller is to be told, word for word. A reason is a promise to programs, and never changes; a text may
/// be improved, here and in the resources.
/// </summary>
sealed partial record Expected(string Reason, StatusCode Code, string Field, string Bokmål, string English)
{
    /// <summary>Other fields told of at once.</summary>
    public IReadOnlyList<string> MoreFields { get; init; } = [];

    public Expected And(params IReadOnlyList<string> moreFields) => this with { MoreFields = moreFields };

    public static Expected NotIdentified() => new(
        "NOT_IDENTIFIED", StatusCode.Unauthenticated, "", "Vi vet ikke hvem du er. Logg inn og prøv igjen.",
        "We don’t know who you are. Log in and try again.");

    public static Expected PermissionDenied() => new(
        "PERMISSION_DENIED", StatusCode.PermissionDenied, "", "Du har ikke tilgang til dette.", "You may not do this.");

    public static Expected PurposeRequired() => new(
        "PURPOSE_REQUIRED", StatusCode.PermissionDenied, "",
        "Oppgi hva du skal bruke opplysningene til. Formålet vises til den opplysningene gjelder.",
        "Say what you need the data for. The purpose is shown to the person it is about.");

    public static Expected FieldRequired(string field) => Invalid(
        "FIELD_REQUIRED", field, "Feltet må fylles ut.", "The field must be given.");

    public static Expected IdInvalid(string field) => Invalid(
        "ID_INVALID", field, "En id har 1 til 64 tegn: bokstaver, tall og - _ . :",
        "An id has 1 to 64 characters: letters, digits and - _ . :");

    public static Expected NationalIdentityNumber(string field) => Invalid(
        "NATIONAL_IDENTITY_NUMBER_AS_ID", field,
        "Id-en er et gyldig fødselsnummer eller D-nummer. Bruk en id som ikke sier noe om personen.",
        "The id is a valid national identity number. Use an id that tells nothing about the person.");

    public static Expected TextTooLong(string field, int limit = 500) => Invalid(
        "TEXT_TOO_LONG", field, $"Teksten er for lang; den kan ha høyst {limit} tegn.",
        $"The text is too long; it can have at most {limit} characters.");

    public static Expected DateInvalid(string field) => Invalid(
        "DATE_INVALID", field, "Datoen må skrives som ÅÅÅÅ-MM-DD og finnes i kalenderen.",
        "The date must be written as YYYY-MM-DD and be in the calendar.");

    public static Expected DatesOutOfOrder(string field) => Invalid(
        "DATES_OUT_OF_ORDER", field, "Sluttdatoen må være etter startdatoen.", "The end date must be after the start date.");

    public static Expected DuplicateRow(string field, string first) => Invalid(
        "DUPLICATE_ROW", field, $"Det samme er oppgitt to ganger; første gang i {first}.",
        $"The same is given twice; first in {first}.");

    public static Expected AlreadyExists(string field, string id) => new(
        "ALREADY_EXISTS", StatusCode.AlreadyExists, field, $"«{id}» finnes allerede.", $"“{id}” exists already.");

    public static Expected FieldFixed(string field) => Invalid(
        "FIELD_FIXED", field, "Feltet kan ikke endres.", "The field can't be changed.");

    public static Expected UnitNotFound(string field, string id) => NotFound(
        "UNIT_NOT_FOUND", field, $"Enheten «{id}» finnes ikke.", $"There is no unit “{id}”.");

    public static Expected EmployeeNotFound(string field, string id) => NotFound(
        "EMPLOYEE_NOT_FOUND", field, $"Medarbeideren «{id}» finnes ikke.", $"There is no employee “{id}”.");

    public static Expected PositionNotFound(string field, string id) => NotFound(
        "POSITION_NOT_FOUND", field, $"Stillingen «{id}» finnes ikke.", $"There is no position “{id}”.");

    public static Expected CompetenceNotFound(string field, string id) => NotFound(
        "COMPETENCE_NOT_FOUND", field, $"Kompetansen «{id}» finnes ikke.", $"There is no competence “{id}”.");

    public static Expected RoleNotFound(string field, string id) => NotFound(
        "ROLE_NOT_FOUND", field, $"Rollen «{id}» finnes ikke.", $"There is no role “{id}”.");

    public static Expected RoleProfileNotFound(string field, string id) => NotFound(
        "ROLE_PROFILE_NOT_FOUND", field, $"Kompetanseprofilen «{id}» finnes ikke.", $"There is no role profile “{id}”.");

    public static Expected LocalAdaptationNotFound(string field, string id) => NotFound(
        "LOCAL_ADAPTATION_NOT_FOUND", field, $"Den lokale tilpasningen «{id}» finnes ikke.",
        $"There is no local adaptation “{id}”.");

    public static Expected GoalNotFound(string field, string id) => NotFound(
        "GOAL_NOT_FOUND", field, $"Målet «{id}» finnes ikke.", $"There is no goal “{id}”.");

    public static Expected AssessmentNotFound(string field, string id) => NotFound(
        "ASSESSMENT_NOT_FOUND", field, $"Vurderingen «{id}» finnes ikke.", $"There is no assessment “{id}”.");

    public static Expected UnitCycle(string field, string unit) => Precondition(
        "UNIT_CYCLE", field, $"Enheten «{unit}» ville ligget under seg selv.", $"The unit “{unit}” would be below itself.");

    public static Expected LeadersOverlap(string field) => Precondition(
        "LEADERS_OVERLAP", field, "Enheten ville hatt to ledere samme dag.",
        "The unit would have two leaders on the same day.");

    public static Expected ShareOutOfRange(string field) => Invalid(
        "SHARE_OUT_OF_RANGE", field, "Stillingsandelen må være over 0 og høyst 1, med høyst seks desimaler.",
        "The share must be over 0 and at most 1, with at most six decimals.");

    public static Expected SharesOverLimit(string field, string employee, string total, string date) => Precondition(
        "SHARES_OVER_LIMIT", field,
        $"Stillingsandelene til medarbeider «{employee}» blir til sammen {total} fra {date}; grensen er 1.2.",
        $"The shares of employee “{employee}” sum to {total} from {date}; the limit is 1.2.");

    public static Expected LevelOutOfRange(string field) => Invalid(
        "LEVEL_OUT_OF_RANGE", field, "Nivået må være fra 0 til 5.", "The level must be from 0 to 5.");

    public static Expected WeightOutOfRange(string field) => Invalid(
        "WEIGHT_OUT_OF_RANGE", field, "Vekten må være fra 1 til 5.", "The weight must be from 1 to 5.");

    public static Expected GoalWeightOutOfRange(string field) => Invalid(
        "GOAL_WEIGHT_OUT_OF_RANGE", field, "Vekten til et mål må være over 0 og høyst 1000, med høyst seks desimaler.",
        "A goal's weight must be over 0 and at most 1000, with at most six decimals.");

    public static Expected PeopleOutOfRange(string field) => Invalid(
        "PEOPLE_OUT_OF_RANGE", field, "Antall personer må være fra 1 til 100 000.",
        "The number of people must be from 1 to 100,000.");

    public static Expected LocalAdaptationOverLimit(string field, string unchanged) => Precondition(
        "LOCAL_ADAPTATION_OVER_LIMIT", field,
        $"Den lokale tilpasningen lar bare {unchanged} % av kompetanseprofilen stå uendret; minst 85 % må stå.",
        $"The local adaptation leaves only {unchanged} % of the role profile unchanged; at least 85 % must stand.");

    public static Expected ValidUntilNotAllowed(string field) => Invalid(
        "VALID_UNTIL_NOT_ALLOWED", field, "Bare en verifisering kan ha sluttdato.", "Only a verification can have an end date.");

    public static Expected VerifiedNotAllowed(string field) => Precondition(
        "VERIFIED_NOT_ALLOWED", field,
        "En verifisering er en beslutning som lederen tar; den kan ikke registreres som en vurdering.",
        "A verification is a decision the leader makes; it can't be recorded as an assessment.");

    public static Expected PageSizeInvalid() => Invalid(
        "PAGE_SIZE_INVALID", "page_size", "Sidestørrelsen må være fra 0 til 1000.", "The page size must be from 0 to 1000.");

    public static Expected PageTokenInvalid() => Invalid(
        "PAGE_TOKEN_INVALID", "page_token", "Sidemerket er ikke gitt av denne tjenesten.",
        "The page token was not given by this service.");

    public static Expected UpdateMaskInvalid(string path) => Invalid(
        "UPDATE_MASK_INVALID", "update_mask", $"Feltet «{path}» kan ikke endres eller finnes ikke.",
        $"The field “{path}” can't be changed, or is not there.");

    public static Expected EtagStale(string field) => new(
        "ETAG_STALE", StatusCode.Aborted, field,
        "Noen har endret dette siden du leste det. Les det på nytt og prøv igjen.",
        "Somebody has changed this since you read it. Read it again and retry.");

    public static Expected RequestIdReused() => Invalid(
        "REQUEST_ID_REUSED", "request_id", "Forespørsels-id-en er brukt før, til en annen forespørsel.",
        "The request id was used before, for another request.");

    public static Expected RequestIdInvalid() => Invalid(
        "REQUEST_ID_INVALID", "request_id", "En forespørsels-id har høyst 64 tegn: bokstaver a–z, tall og - _ . :",
        "A request id has at most 64 characters: letters a–z, digits and - _ . :");

    static Expected Invalid(string reason, string field, string bokmål, string english) =>
        new(reason, StatusCode.InvalidArgument, field, bokmål, english);

    static Expected NotFound(string reason, string field, string bokmål, string english) =>
        new(reason, StatusCode.NotFound, field, bokmål, english);

    static Expected Precondition(string reason, string field, string bokmål, string english) =>
        new(reason, StatusCode.FailedPrecondition, field, bokmål, english);
}
