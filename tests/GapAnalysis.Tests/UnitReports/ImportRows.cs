using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>What must be imported together, and what must be there before it.</summary>
/// <param name="Key">Its name among the rows of the agency.</param>
/// <param name="After">Keys of rows that may be in the same command, or in one before.</param>
/// <param name="AddTo">Adds it to a command.</param>
/// <param name="Late">In a command after those before it, not in the same.</param>
internal sealed record ImportRow(string Key, IReadOnlyList<string> After, Action<ImportCommand> AddTo, bool Late = false);

/// <summary>A plain agency as the messages of its import.</summary>
internal static class ImportRows
{
    static readonly DateOnly Epoch = new(1970, 1, 1);

    /// <summary>Two commands: all but the late profiles, then those.</summary>
    public static IReadOnlyList<ImportCommand> InTwo(PlainAgency agency)
    {
        var rows = Of(agency).ToLookup(row => row.Late);
        return rows.Contains(true) ? [Command(rows[false]), Command(rows[true])] : [Command(rows[false])];
    }

    /// <summary>One command of some rows.</summary>
    public static ImportCommand Command(IEnumerable<ImportRow> rows)
    {
        var command = new ImportCommand { Rows = new ImportRequest(), Assessments = new AssessmentsRecorded() };
        foreach (var row in rows)
        {
            row.AddTo(command);
        }

        return command;
    }

    /// <summary>
    /// Every row, each with those it must not come before. Positions and assessments that the import takes for the same
    /// one, apart from level or share, stay together: told one after another, the later would correct the earlier.
    /// </summary>
    public static List<ImportRow> Of(PlainAgency agency) =>
    [
        .. agency.Competences.Select(id => new ImportRow($"competence {id}", [], command => command.Rows.Competences.Add(
            new Protos.Catalogue.V1.Competence { Id = id, NameNb = $"Kompetanse {id}", Kind = CompetenceKind.Skill, Area = "veiledning" }))),
        .. agency.Roles.Select(id => new ImportRow($"role {id}", [], command => command.Rows.Roles.Add(
            new Role { Id = id, NameNb = $"Rolle {id}" }))),
        .. agency.Employees.Select(id => new ImportRow($"employee {id}", [], command => command.Rows.Employees.Add(
            new Employee { Id = id, Name = $"Navn {id}", Employer = Employer.State }))),
        .. agency.Units.Select(unit => new ImportRow($"unit {unit.Id}", unit.Parent is null ? [] : [$"unit {unit.Parent}"], command => command.Rows.Units.Add(
            new Unit { Id = unit.Id, Name = $"Enhet {unit.Id}", Type = UnitType.Office, ParentId = unit.Parent ?? "" }))),
        .. agency.Positions.GroupBy(position => (position.Employee, position.Unit, position.Role, position.From)).Select(same => new ImportRow(
            $"position {same.Key}",
            [$"employee {same.Key.Employee}", $"unit {same.Key.Unit}", $"role {same.Key.Role}"],
            command => command.Rows.Positions.Add(same.Select(Message)))),
        .. agency.Profiles.Select(profile => new ImportRow(
            $"profile {profile.Role} {profile.ValidFrom}",
            [
                $"role {profile.Role}",
                .. profile.Expected.Select(expected => $"competence {expected.Competence}"),
                .. agency.Adaptations.Where(one => profile.Late && one.Role == profile.Role).Select(KeyOf),
            ],
            command => command.Rows.RoleProfiles.Add(Message(profile)),
            profile.Late)),
        .. agency.Adaptations.Select(adaptation => new ImportRow(
            KeyOf(adaptation),
            [
                $"unit {adaptation.Unit}", $"role {adaptation.Role}",
                .. adaptation.Changes.Select(change => $"competence {change.Competence}"),
                .. agency.Profiles.Where(one => !one.Late && one.Role == adaptation.Role).Select(one => $"profile {one.Role} {one.ValidFrom}"),
            ],
            command => command.Rows.LocalAdaptations.Add(Message(adaptation)))),
        .. agency.Needs.GroupBy(need => need.Unit).Select(ofUnit => new ImportRow(
            $"needs {ofUnit.Key}",
            [$"unit {ofUnit.Key}", .. ofUnit.Select(need => $"competence {need.Competence}")],
            command => command.Rows.UnitProfiles.Add(new UnitProfile
            {
                UnitId = ofUnit.Key,
                Needs = { ofUnit.Select(need => new UnitNeed { CompetenceId = need.Competence, Level = need.Level, People = need.People }) },
            }))),
        .. agency.Goals.Select(goal => new ImportRow(
            $"goal {goal.Id}",
            [.. goal.Competences.Select(id => $"competence {id}")],
            command => command.Rows.Goals.Add(new Goal
            {
                Id = goal.Id, NameNb = $"Mål {goal.Id}", Weight = (double)goal.Weight, CompetenceIds = { goal.Competences },
            }))),
        .. Assessments(agency),
    ];

    /// <summary>The rows of the assessments alone.</summary>
    public static IEnumerable<ImportRow> Assessments(PlainAgency agency) => agency.Assessments
        .GroupBy(one => (one.Employee, one.Competence, one.Basis, one.Date, one.ValidUntil))
        .Select(same => new ImportRow(
            $"assessment {same.Key}",
            [$"employee {same.Key.Employee}", $"competence {same.Key.Competence}"],
            command =>
            {
                foreach (var assessment in same)
                {
                    Add(command.Assessments, assessment);
                }
            }));

    static string KeyOf(PlainAdaptation adaptation) => $"adaptation {adaptation.Unit} {adaptation.Role} {adaptation.ValidFrom}";

    static Position Message(PlainPosition position) => new()
    {
        EmployeeId = position.Employee,
        UnitId = position.Unit,
        RoleId = position.Role,
        Share = (double)position.Share,
        FromDate = Iso(position.From),
        ToDate = position.To is { } to ? Iso(to) : "",
    };

    static RoleProfile Message(PlainProfile profile) => new()
    {
        RoleId = profile.Role,
        ValidFrom = Iso(profile.ValidFrom),
        Expectations =
        {
            profile.Expected.Select(one => new Expectation { CompetenceId = one.Competence, Level = one.Level, Weight = one.Weight }),
        },
    };

    static LocalAdaptation Message(PlainAdaptation adaptation)
    {
        var message = new LocalAdaptation { UnitId = adaptation.Unit, RoleId = adaptation.Role, ValidFrom = Iso(adaptation.ValidFrom) };
        foreach (var change in adaptation.Changes)
        {
            var one = new LocalChange { CompetenceId = change.Competence };
            if (change.Level is { } level)
            {
                (one.Level, one.Weight) = (level, change.Weight);
            }

            message.Changes.Add(one);
        }

        return message;
    }

    /// <summary>As the contract of the ledger's events says, column by column.</summary>
    static void Add(AssessmentsRecorded columns, PlainAssessment assessment)
    {
        columns.Employee.Add(IndexIn(columns.EmployeeIds, assessment.Employee));
        columns.Competence.Add(IndexIn(columns.CompetenceIds, assessment.Competence));
        columns.BasisAndLevel.Add(((uint)assessment.Basis * 8) + (uint)assessment.Level);
        columns.Date.Add(DaysSinceEpoch(assessment.Date));
        columns.ValidUntil.Add(assessment.ValidUntil is { } end ? DaysSinceEpoch(end) : 0);
        columns.AssessedBy.Add(0);
    }

    static uint IndexIn(Google.Protobuf.Collections.RepeatedField<string> ids, string id)
    {
        if (!ids.Contains(id))
        {
            ids.Add(id);
        }

        return (uint)ids.IndexOf(id);
    }

    static int DaysSinceEpoch(DateOnly date) => date.DayNumber - Epoch.DayNumber;

    static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd");
}
