using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Changing;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Competence.Import;

/// <summary>What must hold for imported assessments besides their shape: known people and competences, no row twice.</summary>
internal static class ImportedAssessments
{
    /// <returns>Rows that another row of the same assessment at a higher level makes meaningless.</returns>
    public static IReadOnlySet<int> Check(Changes changes, AssessmentsRecorded columns)
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

        return CheckDuplicates(changes, columns);
    }

    /// <summary>The rows that say something new: not those that stand already, as when a file is imported again.</summary>
    public static AssessmentsRecorded New(Agency agency, AssessmentsRecorded columns, IReadOnlySet<int> superseded)
    {
        if (superseded.Count == 0
            && !columns.EmployeeIds.Any(id => agency.Employees.Find(id)?.Assessments.InOrder.IsEmpty == false))
        {
            return columns;
        }

        var employees = columns.EmployeeIds.Select(agency.Employees.Find).ToArray();
        var competences = columns.CompetenceIds.Select(agency.Competences.Find).ToArray();
        var changed = new AssessmentsRecorded { EmployeeIds = { columns.EmployeeIds }, CompetenceIds = { columns.CompetenceIds } };
        for (var row = 0; row < columns.Employee.Count; row++)
        {
            if (superseded.Contains(row))
            {
                continue;
            }

            var employee = employees[columns.Employee[row]];
            var competence = competences[columns.Competence[row]];
            var assessedBy = columns.AssessedBy[row] == 0
                ? Assessment.NotTold
                : employees[columns.AssessedBy[row] - 1]?.Index ?? int.MinValue;
            if (employee is not null && competence is not null
                && columns.Row(row, competence.Index, assessedBy, 0) is var same
                && employee.Assessments.Find(same) is { } standing
                && standing.Level == same.Level && standing.AssessedBy == same.AssessedBy)
            {
                continue;
            }

            changed.Employee.Add(columns.Employee[row]);
            changed.Competence.Add(columns.Competence[row]);
            changed.BasisAndLevel.Add(columns.BasisAndLevel[row]);
            changed.Date.Add(columns.Date[row]);
            changed.ValidUntil.Add(columns.ValidUntil[row]);
            changed.AssessedBy.Add(columns.AssessedBy[row]);
        }

        return changed;
    }

    /// <summary>The same assessment at the same level twice is a fault; at two levels, the highest stands.</summary>
    private static HashSet<int> CheckDuplicates(Changes changes, AssessmentsRecorded columns)
    {
        var superseded = new HashSet<int>();
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
            for (var (first, at) = (0, 1); at < ofEmployee.Count; at++)
            {
                if (ofEmployee[at].Assessment == ofEmployee[first].Assessment)
                {
                    changes.Refuse(new DuplicateRow(
                        $"assessments[{ofEmployee[at].Row}]", $"assessments[{ofEmployee[first].Row}]"));
                    continue;
                }

                if (ofEmployee[at].Assessment.IsSameAs(ofEmployee[first].Assessment))
                {
                    superseded.Add(ofEmployee[first].Row);
                }

                first = at;
            }
        }

        return superseded;
    }
}
