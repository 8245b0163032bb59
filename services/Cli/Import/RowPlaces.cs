using System.Globalization;
using System.Text.RegularExpressions;

namespace Kompetanse.Cli.Import;

/// <summary>
/// Remembers which line each row of the stream came from, so that what the server says about
/// `assessments[12345].level` can be said about a line and a column of a file. One int a row.
/// </summary>
internal sealed partial class RowPlaces
{
    static readonly Dictionary<string, string> Columns = new()
    {
        ["positions.from_date"] = "from",
        ["positions.to_date"] = "to",
        ["units.leaderships"] = "leader_id",
        ["units.leaderships.employee_id"] = "leader_id",
        ["goals.competence_ids"] = "competence_id",
    };

    readonly Dictionary<string, Lines> collections = [];

    /// <summary>Starts a list of the stream, such as `units`.</summary>
    /// <param name="members">The file of the rows within it, when that is another.</param>
    public Lines Start(string collection, CsvFile file, CsvFile? members = null)
    {
        var lines = new Lines(file, members ?? file);
        collections.Add(collection, lines);
        return lines;
    }

    /// <summary>The place that a field path of the server means; null when it names no row of the files.</summary>
    public Place? Find(string fieldPath)
    {
        var match = FieldPath().Match(fieldPath);
        if (!match.Success || !collections.TryGetValue(match.Groups["list"].Value, out var lines)) return null;
        var (list, member, field) =
            (match.Groups["list"].Value, match.Groups["member"].Value, match.Groups["field"].Value);
        var name = string.Join('.', new[] { list, member, field }.Where(part => part.Length > 0));
        var column = Columns.GetValueOrDefault(name, field.Length > 0 ? field : member);
        return match.Groups["within"].Success
            ? lines.OfMember(Index(match.Groups["row"]), Index(match.Groups["within"]), column)
            : lines.OfRow(Index(match.Groups["row"]), column);
    }

    static int Index(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    // units[3] · units[3].name · units[3].leaderships[0].employee_id · goals[1].competence_ids[0] · level_scale.levels[2].level
    [GeneratedRegex(
        @"^(?<list>\w+)(\[(?<row>\d{1,9})\])?(\.(?<member>\w+)(\[(?<within>\d{1,9})\])?(\.(?<field>\w+))?)?$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FieldPath();
}

/// <summary>The lines of one list of the stream, and of the rows within each of its messages.</summary>
internal sealed class Lines(CsvFile file, CsvFile membersFile)
{
    readonly List<int> rows = [];
    readonly List<List<int>> members = [];

    public void Add(int line, List<int>? memberLines)
    {
        rows.Add(line);
        if (memberLines is not null) members.Add(memberLines);
    }

    public Place? OfRow(int row, string column) => row < rows.Count ? file.PlaceOf(rows[row], column) : null;

    // A message made from one row has no rows within it: units[3].leaderships[0] is a column of the unit's row.
    public Place? OfMember(int row, int member, string column) =>
        row < members.Count && member < members[row].Count
            ? membersFile.PlaceOf(members[row][member], column)
            : OfRow(row, column);
}
