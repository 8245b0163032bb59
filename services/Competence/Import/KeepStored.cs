using Google.Protobuf;
using Google.Protobuf.Reflection;
using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Competence.Import;

/// <summary>
/// An imported row seldom carries all there is: a staff system knows no nynorsk names and no acting leaders. What it
/// leaves empty keeps what is stored.
/// </summary>
internal static class KeepStored
{
    /// <summary>The row, its empty texts and unspecified kinds filled in from what is stored.</summary>
    public static TMessage Fill<TMessage>(TMessage row, TMessage? stored, params string[] whole)
        where TMessage : class, IMessage<TMessage>
    {
        var filled = row.Clone();
        foreach (var field in row.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.Name == "etag")
            {
                field.Accessor.Clear(filled);
            }
            else if (stored is not null && !field.IsRepeated && !whole.Contains(field.Name) && IsEmpty(field, row))
            {
                field.Accessor.SetValue(filled, field.Accessor.GetValue(stored));
            }
        }

        return filled;
    }

    /// <summary>
    /// The same for a unit, whose parent is as the row says. An undated leader is the leader from today on; the one
    /// before leads up to today.
    /// </summary>
    public static Unit Fill(Unit row, Unit? stored, DateOnly today)
    {
        var filled = Fill(row, stored, "parent_id");
        if (stored is null)
        {
            return filled;
        }

        if (row.Sites.Count == 0)
        {
            filled.Sites.Add(stored.Sites);
        }

        List<Leadership> leaders = [.. row.Leaderships.Where(IsLeader)], others = [.. row.Leaderships.Where(IsOther)];
        List<Leadership> kept =
        [
            .. leaders switch
            {
                [] => stored.Leaderships.Where(IsLeader),
                [var one] when IsUndated(one) => From(today, one, stored),
                _ => leaders,
            },
            .. others is [] ? stored.Leaderships.Where(IsOther) : others,
        ];
        filled.Leaderships.Clear();
        filled.Leaderships.Add(kept.ToHashSet().SetEquals(stored.Leaderships) && kept.Count == stored.Leaderships.Count
            ? stored.Leaderships // The order alone is no change.
            : kept);
        return filled;
    }

    private static bool IsLeader(Leadership leadership) => leadership.Kind == LeadershipKind.Leader;

    private static bool IsOther(Leadership leadership) => !IsLeader(leadership);

    private static bool IsUndated(Leadership leadership) =>
        leadership.FromDate.Length == 0 && leadership.ToDate.Length == 0;

    /// <summary>The leaders, when one of them is the leader from today on.</summary>
    private static List<Leadership> From(DateOnly today, Leadership leader, Unit stored)
    {
        List<Leadership> leaders = [.. stored.Leaderships.Where(IsLeader)];
        var now = leaders.Find(one => Includes(one, today));
        if (now?.EmployeeId == leader.EmployeeId)
        {
            return leaders;
        }

        var kept = leaders.Where(one => EndsBy(one, today));
        var next = leader.Clone();
        next.FromDate = leaders.Count > 0 ? today.ToIso() : "";
        if (now is null || now.FromDate == today.ToIso())
        {
            return [.. kept, next];
        }

        var before = now.Clone();
        before.ToDate = today.ToIso();
        return [.. kept, before, next];
    }

    private static bool Includes(Leadership leadership, DateOnly date) =>
        string.CompareOrdinal(leadership.FromDate, date.ToIso()) <= 0 && !EndsBy(leadership, date);

    private static bool EndsBy(Leadership leadership, DateOnly date) =>
        leadership.ToDate.Length > 0 && string.CompareOrdinal(leadership.ToDate, date.ToIso()) <= 0;

    private static bool IsEmpty(FieldDescriptor field, IMessage row) => field.FieldType switch
    {
        FieldType.String => ((string)field.Accessor.GetValue(row)).Length == 0,
        FieldType.Enum => (int)field.Accessor.GetValue(row) == 0,
        _ => false,
    };
}
