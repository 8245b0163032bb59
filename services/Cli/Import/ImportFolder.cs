namespace Kompetanse.Cli.Import;

/// <summary>The files of a folder that can be imported, checked and ready to be read.</summary>
internal sealed class ImportFolder
{
    readonly Dictionary<CsvSchema, CsvFile> files = [];

    public IReadOnlyCollection<CsvFile> Files => files.Values;

    public CsvFile? this[CsvSchema schema] => files.GetValueOrDefault(schema);

    /// <exception cref="BadInputException">The folder or one of its files can't be imported.</exception>
    public static ImportFolder Open(string path, FaultList faults)
    {
        var folder = new ImportFolder();
        if (!Directory.Exists(path))
            faults.Add(new(FaultReason.MissingFile, new Place(path), "MissingFolder"));
        else
            folder.Check(path, faults);
        faults.ThrowIfAny();
        return folder;
    }

    /// <summary>CSV files that are none of ours: named to the user, who may have misspelt one.</summary>
    public static IEnumerable<string> UnknownFiles(string path) =>
        !Directory.Exists(path) ? []
            : Directory.EnumerateFiles(path, "*.csv")
                .Select(file => Path.GetFileName(file))
                .Where(name => CsvSchema.All.All(schema => schema.File != name))
                .Order(StringComparer.Ordinal);

    void Check(string path, FaultList faults)
    {
        var present = CsvSchema.All.Where(schema => File.Exists(Path.Combine(path, schema.File))).ToList();
        foreach (var schema in present)
        {
            if (FileCheck.Check(schema, Path.Combine(path, schema.File), faults) is { } file) files.Add(schema, file);
        }

        if (present.Count == 0)
        {
            var known = string.Join(", ", CsvSchema.All.Select(schema => schema.File));
            faults.Add(new(FaultReason.NothingToImport, new Place(path), "NothingToImport", known));
        }

        if (present.Contains(CsvSchema.GoalCompetences) && !present.Contains(CsvSchema.Goals))
        {
            faults.Add(new(
                FaultReason.MissingFile, new Place(CsvSchema.Goals.File), "MissingGoals", CsvSchema.GoalCompetences.File));
        }
    }
}
