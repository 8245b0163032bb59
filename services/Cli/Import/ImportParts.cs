using Google.Protobuf;
using Google.Protobuf.Collections;
using Kompetanse.Cli.Import.Rows;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Cli.Import;

/// <summary>The files of a folder as parts of a stream, in the order in which rows depend on each other.</summary>
internal sealed class ImportParts(ImportFolder folder, FaultList faults, IImportProgress progress)
{
    readonly Dictionary<string, int> rowCounts = [];

    /// <summary>Where each row that was read came from.</summary>
    public RowPlaces Places { get; } = new();

    /// <summary>Rows read, by file.</summary>
    public IReadOnlyDictionary<string, int> RowCounts => rowCounts;

    public IEnumerable<ImportRequest> Read() =>
        Levels()
            .Concat(Rows("competences", CsvSchema.Competences, CatalogueRows.Competences, part => part.Competences))
            .Concat(Rows("roles", CsvSchema.Roles, CatalogueRows.Roles, part => part.Roles))
            .Concat(Rows("employees", CsvSchema.Employees, DirectoryRows.Employees, part => part.Employees))
            .Concat(Rows("units", CsvSchema.Units, DirectoryRows.Units, part => part.Units))
            .Concat(Rows("positions", CsvSchema.Positions, DirectoryRows.Positions, part => part.Positions))
            .Concat(Groups("role_profiles", CsvSchema.Expectations, ProfileRows.Roles, part => part.RoleProfiles))
            .Concat(Groups(
                "local_adaptations", CsvSchema.Adaptations, ProfileRows.Adaptations, part => part.LocalAdaptations))
            .Concat(Groups("unit_profiles", CsvSchema.UnitNeeds, ProfileRows.Units, part => part.UnitProfiles))
            .Concat(Goals())
            .Concat(Rows("assessments", CsvSchema.Assessments, AssessmentRows.Read, part => part.Assessments));

    IEnumerable<ImportRequest> Rows<T>(
        string collection, CsvSchema schema, Func<CsvRows, IEnumerable<T>> read,
        Func<ImportRequest, RepeatedField<T>> list)
        where T : IMessage =>
        Groups(collection, schema, rows => read(rows).Select(message => new Placed<T>(message, rows.Line)), list);

    IEnumerable<ImportRequest> Groups<T>(
        string collection, CsvSchema schema, Func<CsvRows, IEnumerable<Placed<T>>> read,
        Func<ImportRequest, RepeatedField<T>> list)
        where T : IMessage
    {
        if (folder[schema] is not { } file) yield break;
        var lines = Places.Start(collection, file);
        using var rows = new CsvRows(file, file.Open(), faults);
        foreach (var part in Cut(read(rows), lines, list))
        {
            progress.Reading(file, rows.Line, rows.Count);
            yield return part;
        }

        Finish(file, rows);
    }

    // The scale is one message, replaced as a whole.
    IEnumerable<ImportRequest> Levels()
    {
        if (folder[CsvSchema.Levels] is not { } file) yield break;
        var lines = Places.Start("level_scale", file);
        using var rows = new CsvRows(file, file.Open(), faults);
        var scale = new LevelScale();
        var members = new List<int>();
        foreach (var level in CatalogueRows.Levels(rows))
        {
            scale.Levels.Add(level);
            members.Add(rows.Line);
        }

        if (members.Count > 0) lines.Add(members[0], members);
        Finish(file, rows);
        yield return new ImportRequest { LevelScale = scale };
    }

    IEnumerable<ImportRequest> Goals()
    {
        if (folder[CsvSchema.Goals] is not { } file) yield break;
        var linkFile = folder[CsvSchema.GoalCompetences];
        var lines = Places.Start("goals", file, linkFile);
        using var rows = new CsvRows(file, file.Open(), faults);
        using var links = linkFile is null ? null : new CsvRows(linkFile, linkFile.Open(), faults);
        foreach (var part in Cut(GoalRows.Read(rows, links), lines, request => request.Goals)) yield return part;
        Finish(file, rows);
        if (links is not null) Finish(linkFile!, links);
    }

    static IEnumerable<ImportRequest> Cut<T>(
        IEnumerable<Placed<T>> messages, Lines lines, Func<ImportRequest, RepeatedField<T>> list)
        where T : IMessage
    {
        return Parts.Cut(messages.Select(Remember), list);

        T Remember(Placed<T> placed)
        {
            lines.Add(placed.Line, placed.Members);
            return placed.Message;
        }
    }

    void Finish(CsvFile file, CsvRows rows)
    {
        rowCounts.Add(file.Name, rows.Count);
        progress.Read(file, rows.Count);
    }
}
