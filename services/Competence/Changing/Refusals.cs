using Grpc.Core;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.Competence.Changing;

// Each reason's texts are in CompetenceTexts.resx (bokmål) and CompetenceTexts.en.resx.

/// <summary>An id that is not 1 to 64 letters, digits and -_.:</summary>
public sealed record IdInvalid(string Field) : Refusal("ID_INVALID", StatusCode.InvalidArgument, Field);

/// <summary>An id that is a valid national identity number (domain rule 17). The number is not repeated.</summary>
public sealed record NationalIdentityNumberAsId(string Field)
    : Refusal("NATIONAL_IDENTITY_NUMBER_AS_ID", StatusCode.InvalidArgument, Field);

/// <summary>A text that is too long.</summary>
public sealed record TextTooLong(string Field, string Limit) : Refusal("TEXT_TOO_LONG", StatusCode.InvalidArgument, Field)
{
    /// <summary>The most characters in a text.</summary>
    public const int MostCharacters = 500;

    /// <summary>The most characters in what somebody has to say at length: a mentor's feedback, a party's statement.</summary>
    public const int MostCharactersOfAnAccount = 4000;
}

/// <summary>Not an ISO date.</summary>
public sealed record DateInvalid(string Field) : Refusal("DATE_INVALID", StatusCode.InvalidArgument, Field);

/// <summary>An end that is not after its start.</summary>
public sealed record DatesOutOfOrder(string Field) : Refusal("DATES_OUT_OF_ORDER", StatusCode.InvalidArgument, Field);

/// <summary>The same thing twice in one command.</summary>
/// <param name="Field">The later.</param>
/// <param name="First">Proto path of the earlier.</param>
public sealed record DuplicateRow(string Field, string First) : Refusal("DUPLICATE_ROW", StatusCode.InvalidArgument, Field);

/// <summary>What should be created is there already.</summary>
public sealed record AlreadyExists(string Field, string Id) : Refusal("ALREADY_EXISTS", StatusCode.AlreadyExists, Field);

/// <summary>A field that stands for as long as the resource does.</summary>
public sealed record FieldFixed(string Field) : Refusal("FIELD_FIXED", StatusCode.InvalidArgument, Field);

/// <summary>No such unit.</summary>
public sealed record UnitNotFound(string Field, string Id) : Refusal("UNIT_NOT_FOUND", StatusCode.NotFound, Field);

/// <summary>No such employee.</summary>
public sealed record EmployeeNotFound(string Field, string Id) : Refusal("EMPLOYEE_NOT_FOUND", StatusCode.NotFound, Field);

/// <summary>No such position.</summary>
public sealed record PositionNotFound(string Field, string Id) : Refusal("POSITION_NOT_FOUND", StatusCode.NotFound, Field);

/// <summary>No such competence.</summary>
public sealed record CompetenceNotFound(string Field, string Id)
    : Refusal("COMPETENCE_NOT_FOUND", StatusCode.NotFound, Field);

/// <summary>No such role.</summary>
public sealed record RoleNotFound(string Field, string Id) : Refusal("ROLE_NOT_FOUND", StatusCode.NotFound, Field);

/// <summary>The role has no profile from or at that date.</summary>
public sealed record RoleProfileNotFound(string Field, string Id)
    : Refusal("ROLE_PROFILE_NOT_FOUND", StatusCode.NotFound, Field);

/// <summary>The unit has no such adaptation.</summary>
public sealed record LocalAdaptationNotFound(string Field, string Id)
    : Refusal("LOCAL_ADAPTATION_NOT_FOUND", StatusCode.NotFound, Field);

/// <summary>No such goal.</summary>
public sealed record GoalNotFound(string Field, string Id) : Refusal("GOAL_NOT_FOUND", StatusCode.NotFound, Field);

/// <summary>No such assessment.</summary>
public sealed record AssessmentNotFound(string Field, string Id)
    : Refusal("ASSESSMENT_NOT_FOUND", StatusCode.NotFound, Field);

/// <summary>A unit would be above itself.</summary>
public sealed record UnitCycle(string Field, string Unit) : Refusal("UNIT_CYCLE", StatusCode.FailedPrecondition, Field);

/// <summary>Two leaders of a unit on the same day.</summary>
public sealed record LeadersOverlap(string Field) : Refusal("LEADERS_OVERLAP", StatusCode.FailedPrecondition, Field);

/// <summary>A share that is not over 0 and at most 1 with at most six decimals.</summary>
public sealed record ShareOutOfRange(string Field) : Refusal("SHARE_OUT_OF_RANGE", StatusCode.InvalidArgument, Field);

/// <summary>An employee's shares sum to more than 1.2.</summary>
/// <param name="Field">A position that takes part.</param>
/// <param name="Employee">Whose.</param>
/// <param name="Date">The first day it is so.</param>
/// <param name="Total">The sum on that day.</param>
public sealed record SharesOverLimit(string Field, string Employee, string Date, string Total)
    : Refusal("SHARES_OVER_LIMIT", StatusCode.FailedPrecondition, Field);

/// <summary>A level that is not 0 to 5.</summary>
public sealed record LevelOutOfRange(string Field) : Refusal("LEVEL_OUT_OF_RANGE", StatusCode.InvalidArgument, Field);

/// <summary>A weight that is not 1 to 5.</summary>
public sealed record WeightOutOfRange(string Field) : Refusal("WEIGHT_OUT_OF_RANGE", StatusCode.InvalidArgument, Field);

/// <summary>A goal's weight that is not over 0 and at most 1000 with at most six decimals.</summary>
public sealed record GoalWeightOutOfRange(string Field)
    : Refusal("GOAL_WEIGHT_OUT_OF_RANGE", StatusCode.InvalidArgument, Field);

/// <summary>A number of people that is not 1 to 100,000.</summary>
public sealed record PeopleOutOfRange(string Field) : Refusal("PEOPLE_OUT_OF_RANGE", StatusCode.InvalidArgument, Field)
{
    /// <summary>More people than any unit has.</summary>
    public const int Most = 100_000;
}

/// <summary>An adaptation that leaves less than 85 % of the profile, by weight, unchanged (domain rule 5).</summary>
/// <param name="Field">The adaptation.</param>
/// <param name="Unchanged">What it leaves unchanged, in percent with one decimal, rounded down.</param>
public sealed record LocalAdaptationOverLimit(string Field, string Unchanged)
    : Refusal("LOCAL_ADAPTATION_OVER_LIMIT", StatusCode.FailedPrecondition, Field);

/// <summary>An end on something else than a verification.</summary>
public sealed record ValidUntilNotAllowed(string Field)
    : Refusal("VALID_UNTIL_NOT_ALLOWED", StatusCode.InvalidArgument, Field);

/// <summary>A verification recorded as if it were an assessment: verifying is a decision of the leader (O 4.7).</summary>
public sealed record VerifiedNotAllowed(string Field)
    : Refusal("VERIFIED_NOT_ALLOWED", StatusCode.FailedPrecondition, Field);
