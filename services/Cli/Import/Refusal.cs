using System.Text.RegularExpressions;
using Google.Rpc;
using Grpc.Core;
using Kompetanse.Cli.Client;
using Kompetanse.Cli.CommandLine;

namespace Kompetanse.Cli.Import;

/// <summary>What the server refused, told by file, line and column.</summary>
internal static partial class Refusal
{
    /// <summary>A fault for each field the server names, in the order of the files; none when it names no field.</summary>
    public static IReadOnlyList<Fault> Faults(RpcException refusal, RowPlaces places) =>
    [
        .. (refusal.Detail<BadRequest>()?.FieldViolations ?? [])
            .Take(FaultList.Most)
            .Select(violation => FaultOf(violation, places, refusal))
            .OrderBy(fault => CsvSchema.OrderOf(fault.Place.File))
            .ThenBy(fault => fault.Place.Line)
            .ThenBy(fault => fault.Place.Column),
    ];

    // The server writes each field's own reason before its text: `SHARE_OUT_OF_RANGE: Stillingsandelen …`.
    static Fault FaultOf(BadRequest.Types.FieldViolation violation, RowPlaces places, RpcException refusal)
    {
        var worded = Worded().Match(violation.Description);
        var reason = worded.Success ? worded.Groups["reason"].Value : Guard.Reason(refusal);
        var text = worded.Success ? worded.Groups["text"].Value : violation.Description;
        // A text may name another row: `first in units[2]`.
        return Fault.FromServer(reason, PlaceOf(violation.Field), Row().Replace(text, row => $"{PlaceOf(row.Value)}"));

        Place PlaceOf(string field) => places.Find(field) ?? new Place(field);
    }

    [GeneratedRegex(@"\b[a-z_]+\[\d+\](\.\w+(\[\d+\])?)*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("^(?<reason>[A-Z][A-Z0-9_]+): (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Worded();
}
