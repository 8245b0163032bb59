using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Changing;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Competence.Import;

/// <summary>What must hold for imported assessments besides their shape: known people and competences, no row twice.</summary>
internal static class ImportedAssessments
{
    public static void Check(Changes changes, AssessmentsRecorded columns)
    {
        for (var i = 0; i < columns.EmployeeIds.Count && !changes.IsFull; i++)
        {
            var id = columns.EmployeeIds[i];
            if (!changes.HasEmployee(id))
            {
                var assessed = columns.Employee.IndexOf((uint)i);
                var field = assessed >= 0
                    ? $"assessments[{assessed}].employee_id"
                    : $"assessments[{columns.AssessedBy.IndexOf((uint)i + 1)}].assessed_by";
                changes.CheckReference(id, field, changes.HasEmployee, (at, shown) => new EmployeeNotFound(at, shown));
            }
        }

        for (var i = 0; i < columns.CompetenceIds.Count && !changes.IsFull; i++)
        {
            var id = columns.CompetenceIds[i];
            if (!changes.HasCompetence(id))
            {
                var field = $"assessments[{columns.Competence.IndexOf((uint)i)}].competence_id";
                changes.CheckReference(id, field, changes.HasCompetence, (at, shown) => new CompetenceNotFound(at, shown));
            }
        }

        CheckDuplicates(changes, columns);
    }

    /// <summary>
    /// The rows that say something new: not those that stand already, as when a file is imported again, nor those that
    /// give way to a higher level of the same assessment in the same command.
    /// </summary>
    public static AssessmentsRecorded New(Agency agency, AssessmentsRecorded columns)
    {
        if (!columns.EmployeeIds.Any(id => agency.Employees.Find(id)?.Assessments.InOrder.IsEmpty == false))
        {
            return columns;
        }

        var employees = columns.EmployeeIds.Select(agency.Employees.Find).ToArray();
        // A competence of this very command has no index yet.
        var competences = columns.CompetenceIds.Select((id, i) => agency.Competences.Find(id)?.Index ?? ~i).ToArray();
        var changed = new AssessmentsRecorded { EmployeeIds = { columns.EmployeeIds }, CompetenceIds = { columns.CompetenceIds } };
        var rows = RecordedAssessments.InOrderOfEmployee(columns, employees.Length, out var end);
        var ofEmployee = new List<(Assessment Assessment, int Row)>();
        for (var (i, start) = (0, 0); i < end.Length; start = end[i++])
        {
            ofEmployee.Clear();
            foreach (var row in rows.AsSpan(start, end[i] - start))
            {
                var assessedBy = columns.AssessedBy[row] == 0
                    ? Assessment.NotTold
                    : employees[columns.AssessedBy[row] - 1]?.Index ?? int.MinValue;
                ofEmployee.Add((columns.Row(row, competences[columns.Competence[row]], assessedBy, 0), row));
            }

            ofEmployee.Sort(static (a, b) => a.Assessment.CompareTo(b.Assessment) is var order and not 0
                ? order
                : b.Assessment.Level.CompareTo(a.Assessment.Level));
            for (var at = 0; at < ofEmployee.Count; at++)
            {
                var (assessment, row) = ofEmployee[at];
                var givesWay = at > 0 && ofEmployee[at - 1].Assessment.IsSameAs(assessment);
                if (!givesWay
                    && (employees[i]?.Assessments.Find(assessment) is not { } standing
                        || standing.Level != assessment.Level || standing.AssessedBy != assessment.AssessedBy))
                {
                    changed.AddRow(columns, row);
                }
            }
        }

        return changed;
    }

    private static void AddRow(this AssessmentsRecorded changed, AssessmentsRecorded columns, int row)
    {
        changed.Employee.Add(columns.Employee[row]);
        changed.Competence.Add(columns.Competence[row]);
        changed.BasisAndLevel.Add(columns.BasisAndLevel[row]);
        changed.Date.Add(columns.Date[row]);
        changed.ValidUntil.Add(columns.ValidUntil[row]);
        changed.AssessedBy.Add(columns.AssessedBy[row]);
    }

    /// <summary>The same assessment at the same level twice is a fault; at two levels, the highest stands.</summary>
    private static void CheckDuplicates(Changes changes, AssessmentsRecorded columns)
    {
        var rows = RecordedAssessments.InOrderOfEmployee(columns, columns.EmployeeIds.Count, out var end);
        var ofEmployee = new List<(Assessment Assessment, int Row)>();
        for (var (i, start) = (0, 0); i < end.Length && !changes.IsFull; start = end[i++])
        {
            ofEmployee.Clear();
            foreach (var row in rows.AsSpan(start, end[i] - start))
            {
                ofEmployee.Add((columns.Row(row, (int)columns.Competence[row], Assessment.NotTold, 0), row));
            }

            ofEmployee.Sort(static (a, b) =>
            {
                var order = a.Assessment.CompareTo(b.Assessment);
                order = order != 0 ? order : a.Assessment.Level.CompareTo(b.Assessment.Level);
                return order != 0 ? order : a.Row.CompareTo(b.Row);
            });
            for (var at = 1; at < ofEmployee.Count; at++)
            {
                if (ofEmployee[at].Assessment == ofEmployee[at - 1].Assessment)
                {
                    changes.Refuse(new DuplicateRow(
                        $"assessments[{ofEmployee[at].Row}]", $"assessments[{ofEmployee[at - 1].Row}]"));
                }
            }
        }
    }
}
