using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Directory;
using Message = Kompetanse.Protos.Directory.V1.Position;

namespace Kompetanse.Competence.Import;

/// <summary>
/// Positions come without ids. A row is the stored position with the same employee, unit, role and start, if there is
/// one; where there are several, each row is one of them, in order.
/// </summary>
internal static class ImportedPositions
{
    public static void Put(Changes changes, IReadOnlyList<Message> rows)
    {
        var seen = new Dictionary<(string, string, string, string, string, double), int>();
        var standing = new Dictionary<(string, string, string, string), Queue<string>>();
        var added = 0;
        for (var i = 0; i < rows.Count && !changes.IsFull; i++)
        {
            var row = rows[i].Clone();
            if (!seen.TryAdd((row.EmployeeId, row.UnitId, row.RoleId, row.FromDate, row.ToDate, row.Share), i))
            {
                var first = seen[(row.EmployeeId, row.UnitId, row.RoleId, row.FromDate, row.ToDate, row.Share)];
                changes.Refuse(new DuplicateRow($"positions[{i}]", $"positions[{first}]"));
                continue;
            }

            var identity = (row.EmployeeId, row.UnitId, row.RoleId, row.FromDate);
            if (!standing.TryGetValue(identity, out var ids))
            {
                standing.Add(identity, ids = Standing(changes.Agency, row));
            }

            row.Id = ids.TryDequeue(out var id) ? id : PositionRules.NextId(changes, added++);
            row.Etag = "";
            PositionRules.Put(changes, row, $"positions[{i}]");
        }
    }

    private static Queue<string> Standing(Agency agency, Message row) => new(
        (agency.Employees.Find(row.EmployeeId)?.Positions ?? [])
            .Where(position => position.Unit.Key == row.UnitId
                && position.Role.Key == row.RoleId
                && position.Saved.FromDate == row.FromDate)
            .Select(position => position.Key));
}
