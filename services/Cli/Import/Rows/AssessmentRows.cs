using Kompetanse.Protos.Assessment.V1;

namespace Kompetanse.Cli.Import.Rows;

/// <summary>Rows about what employees can do: by far the most rows of an agency, so they are read one by one and let go.</summary>
internal static class AssessmentRows
{
    static readonly Words<Basis> Bases = new(
        ("SELF", Basis.Self), ("AGREED", Basis.Agreed), ("VERIFIED", Basis.Verified));

    public static IEnumerable<Assessment> Read(CsvRows rows)
    {
        var (employee, competence) = (rows.Column("employee_id"), rows.Column("competence_id"));
        var (basis, level, by) = (rows.Column("basis"), rows.Column("level"), rows.Column("assessed_by"));
        var (date, validUntil) = (rows.Column("date"), rows.Column("valid_until"));
        while (rows.Next())
        {
            var assessment = new Assessment
            {
                EmployeeId = rows.Required(employee),
                CompetenceId = rows.Required(competence),
                Basis = rows.Word(basis, Bases),
                Level = rows.Integer(level),
                Date = rows.Date(date),
                ValidUntil = rows.OptionalDate(validUntil),
                AssessedBy = rows.Text(by),
            };
            if (rows.Sound) yield return assessment;
        }
    }
}
