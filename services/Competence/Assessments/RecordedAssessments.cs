using Kompetanse.Competence.Directory;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Competence.Assessments;

/// <summary>The columns of assessments that an entry carries, read row by row and put with their employees.</summary>
internal static class RecordedAssessments
{
    private const int LevelBits = 3;

    /// <summary>Adds a row to the columns.</summary>
    public static void Add(
        this AssessmentsRecorded columns, uint employee, uint competence, Basis basis, int level, DateOnly date,
        DateOnly? validUntil, uint? assessedBy)
    {
        columns.Employee.Add(employee);
        columns.Competence.Add(competence);
        columns.BasisAndLevel.Add(((uint)basis << LevelBits) | (uint)level);
        columns.Date.Add(date.ToEpochDay());
        columns.ValidUntil.Add(validUntil?.ToEpochDay() ?? 0);
        columns.AssessedBy.Add(assessedBy + 1 ?? 0);
    }

    /// <summary>A row of the columns, with the agency's own indexes.</summary>
    public static Assessment Row(this AssessmentsRecorded columns, int row, int competence, int assessedBy, long revision)
    {
        var basisAndLevel = columns.BasisAndLevel[row];
        return new Assessment(
            competence,
            (Basis)(basisAndLevel >> LevelBits),
            (byte)(basisAndLevel & ((1 << LevelBits) - 1)),
            Dates.DayNumberOfEpochDay(columns.Date[row]),
            columns.ValidUntil[row] == 0 ? Assessment.Open : Dates.DayNumberOfEpochDay(columns.ValidUntil[row]),
            assessedBy,
            (int)revision);
    }

    public static void Apply(Agency agency, AssessmentsRecorded columns, EventContext context)
    {
        var employees = columns.EmployeeIds.Select(id => agency.Employees[id]).ToArray();
        var competences = columns.CompetenceIds.Select(id => agency.Competences[id].Index).ToArray();
        var rows = InOrderOfEmployee(columns, employees.Length, out var end);

        var recorded = new Assessment[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            var assessedBy = columns.AssessedBy[row] == 0
                ? Assessment.NotTold
                : employees[columns.AssessedBy[row] - 1].Index;
            recorded[i] = columns.Row(row, competences[columns.Competence[row]], assessedBy, context.Position);
        }

        for (var (i, start) = (0, 0); i < employees.Length; start = end[i++])
        {
            if (end[i] > start)
            {
                employees[i].Assessments = employees[i].Assessments.With(recorded.AsSpan(start, end[i] - start));
            }
        }
    }

    /// <summary>Row numbers, those of one employee together; and where each employee's end.</summary>
    public static int[] InOrderOfEmployee(AssessmentsRecorded columns, int employees, out int[] end)
    {
        end = new int[employees];
        foreach (var employee in columns.Employee)
        {
            end[employee]++;
        }

        for (var (i, sum) = (0, 0); i < employees; i++)
        {
            (end[i], sum) = (sum, sum + end[i]);
        }

        var rows = new int[columns.Employee.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[end[columns.Employee[row]]++] = row;
        }

        return rows;
    }
}
