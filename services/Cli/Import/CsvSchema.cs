namespace Kompetanse.Cli.Import;

/// <summary>A file that can be imported: its name and its columns, in any order.</summary>
internal sealed record CsvSchema(string File, string[] Required, params string[] Optional)
{
    public static readonly CsvSchema Levels = new("levels.csv", ["level", "name_nb", "name_en"], "name_nn");
    public static readonly CsvSchema Competences = new(
        "competences.csv", ["id", "name_nb", "name_en", "kind", "area", "source_uri"], "name_nn", "knowledge_basis");
    public static readonly CsvSchema Roles = new("roles.csv", ["id", "name_nb", "name_en"], "name_nn");
    public static readonly CsvSchema Employees = new("employees.csv", ["id", "name", "email", "employer"]);
    public static readonly CsvSchema Units = new("units.csv", ["id", "name", "type", "parent_id", "leader_id"]);
    public static readonly CsvSchema Positions = new(
        "positions.csv", ["employee_id", "unit_id", "role_id", "share", "from", "to"]);
    public static readonly CsvSchema Expectations = new(
        "expectations.csv", ["role_id", "competence_id", "level", "weight", "valid_from"]);
    public static readonly CsvSchema Adaptations = new(
        "adaptations.csv", ["unit_id", "role_id", "competence_id", "level", "weight", "valid_from"]);
    public static readonly CsvSchema UnitNeeds = new("unit_needs.csv", ["unit_id", "competence_id", "level", "people"]);
    public static readonly CsvSchema Goals = new("goals.csv", ["id", "name_nb", "weight"]);
    public static readonly CsvSchema GoalCompetences = new("goal_competences.csv", ["goal_id", "competence_id"]);
    public static readonly CsvSchema Assessments = new(
        "assessments.csv", ["employee_id", "competence_id", "basis", "level", "date", "valid_until", "assessed_by"]);

    /// <summary>Every file, in the order in which their rows depend on each other.</summary>
    public static readonly IReadOnlyList<CsvSchema> All =
    [
        Levels, Competences, Roles, Employees, Units, Positions, Expectations, Adaptations, UnitNeeds, Goals,
        GoalCompetences, Assessments,
    ];

    /// <summary>Where a file stands among them; last when it is none of them.</summary>
    public static int OrderOf(string file) => All.TakeWhile(schema => schema.File != file).Count();

    /// <summary>For files that others made: columns we do not read are no fault.</summary>
    public bool OthersAllowed { get; init; }

    public bool Has(string column) => OthersAllowed || Required.Contains(column) || Optional.Contains(column);
}
