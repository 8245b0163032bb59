using System.Text.RegularExpressions;
using Kompetanse.Cli.Import;

namespace Kompetanse.Cli.Catalogue;

/// <summary>A file that a catalogue is made of, by its usual name; the group `set` is what tells sets in a folder apart.</summary>
internal sealed record CatalogueFile(string Name, Regex Pattern, params string[] Columns);

/// <summary>The files of a catalogue in a folder, which may hold several sets of them.</summary>
internal sealed class CatalogueFiles
{
    readonly Dictionary<CatalogueFile, CsvFile> files = [];

    public string Set { get; private init; } = "";

    public IReadOnlyList<string> OtherSets { get; private init; } = [];

    public CsvFile? this[CatalogueFile wanted] => files.GetValueOrDefault(wanted);

    public IEnumerable<string> Names => files.Values.Select(file => file.Name);

    /// <summary>Opens the set that was asked for, else the most complete, the unpacked, the smallest.</summary>
    /// <exception cref="BadInputException">No such files, or faults in them.</exception>
    public static CatalogueFiles Open(string folder, string? set, IReadOnlyList<CatalogueFile> wanted, FaultList faults)
    {
        var sets = Sets(folder, wanted);
        var chosen = sets.Find(found => set is null || found.Key == set);
        var opened = new CatalogueFiles
        {
            Set = chosen?.Key ?? "",
            OtherSets = [.. sets.Select(found => found.Key).Where(key => key != chosen?.Key)],
        };
        foreach (var (file, path) in chosen ?? Enumerable.Empty<(CatalogueFile, string)>()) opened.Check(file, path, faults);
        if (chosen is null)
        {
            var names = string.Join(", ", wanted.Select(file => file.Name));
            faults.Add(new(FaultReason.MissingFile, new Place(folder), "MissingCatalogue", names));
        }

        faults.ThrowIfAny();
        return opened;
    }

    static List<IGrouping<string, (CatalogueFile File, string Path)>> Sets(
        string folder, IReadOnlyList<CatalogueFile> wanted) =>
        !Directory.Exists(folder) ? []
            : [.. Directory.EnumerateFiles(folder)
                .SelectMany(path => wanted, (path, file) => (Path: path, File: file, Match: file.Pattern.Match(Path.GetFileName(path))))
                .Where(found => found.Match.Success)
                .GroupBy(found => found.Match.Groups["set"].Value, found => (found.File, found.Path))
                .OrderByDescending(set => set.Select(found => found.File).Distinct().Count())
                .ThenBy(set => set.Any(found => found.Path.EndsWith(".gz", StringComparison.Ordinal)))
                .ThenBy(set => set.Sum(found => new FileInfo(found.Path).Length))];

    void Check(CatalogueFile wanted, string path, FaultList faults)
    {
        var schema = new CsvSchema(Path.GetFileName(path), wanted.Columns) { OthersAllowed = true };
        if (FileCheck.Check(schema, path, faults) is { } file) files.TryAdd(wanted, file);
    }
}
