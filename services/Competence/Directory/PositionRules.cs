using Kompetanse.Competence.Changing;
using Message = Kompetanse.Protos.Directory.V1.Position;

namespace Kompetanse.Competence.Directory;

/// <summary>What must hold for positions: a real share of a real period, and not more work than a person has time for.</summary>
internal static class PositionRules
{
    public static void Put(Changes changes, Message position, string field)
    {
        if (Share.From(position.Share) is not { } share)
        {
            changes.Refuse(new ShareOutOfRange($"{field}.share"));
        }
        else
        {
            position.Share = share.ToDouble();
        }

        changes.CheckPeriod(position.FromDate, $"{field}.from_date", position.ToDate, $"{field}.to_date");
        changes.Stage(changes.Positions, position.Id, position, field);
    }

    /// <summary>The id of the next new position: the server's own count.</summary>
    public static string NextId(Changes changes, int newInThisCommand) =>
        $"p{changes.Agency.Positions.Count + newInThisCommand + 1}";

    public static void Check(Changes changes)
    {
        foreach (var (_, position, field) in changes.Positions.Rows)
        {
            changes.CheckReference(
                position.EmployeeId, $"{field}.employee_id", changes.HasEmployee, (at, id) => new EmployeeNotFound(at, id));
            changes.CheckReference(
                position.UnitId, $"{field}.unit_id", changes.HasUnit, (at, id) => new UnitNotFound(at, id));
            changes.CheckReference(
                position.RoleId, $"{field}.role_id", changes.HasRole, (at, id) => new RoleNotFound(at, id));
        }

        CheckShares(changes);
    }

    /// <summary>No employee's shares sum to more than 1.2 on any day.</summary>
    private static void CheckShares(Changes changes)
    {
        foreach (var ofEmployee in changes.Positions.Rows.GroupBy(row => row.Message.EmployeeId, StringComparer.Ordinal))
        {
            var staged = ofEmployee.Select(row => Held.From(row.Message, row.Field)).OfType<Held>();
            var standing = (changes.Agency.Employees.Find(ofEmployee.Key)?.Positions ?? [])
                .Where(position => !changes.Positions.Contains(position.Key))
                .Select(position => new Held(position.Share, position.Period, ""));
            var held = staged.Concat(standing).ToList();

            // A sum can only grow where a position starts.
            foreach (var start in held.Select(one => one.Period.From).Distinct().Order())
            {
                var together = held.Where(one => one.Period.Contains(start)).ToList();
                var total = together.Sum(one => (long)one.Share.Millionths);
                if (total > Share.MostInAll.Millionths && together.Find(one => one.Field.Length > 0) is { } culprit)
                {
                    changes.Refuse(new SharesOverLimit(
                        $"{culprit.Field}.share", Ids.Shown(ofEmployee.Key), start.ToIso(), Share.TextOf(total)));
                    break;
                }
            }
        }
    }

    private sealed record Held(Share Share, Period Period, string Field)
    {
        /// <summary>Null when share or dates are refused already.</summary>
        public static Held? From(Message position, string field)
        {
            if (Share.From(position.Share) is not { } share || !Dates.TryParse(position.FromDate, out var from))
            {
                return null;
            }

            DateOnly? to = Dates.TryParse(position.ToDate, out var end) ? end : null;
            return new Held(share, new Period(from, to), field);
        }
    }
}
