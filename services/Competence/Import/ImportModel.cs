using Google.Protobuf;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Directory;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Competence.Import;

/// <summary>The import of many rows: all go through the same rules as one resource does, and are recorded together.</summary>
internal static class ImportModel
{
    public static OrganisationModel AddImport(this OrganisationModel model) =>
        model.Command<Agency, ImportCommand>(Decide, Reply);

    private static Decision Decide(Agency agency, ImportCommand command, DecisionContext context)
    {
        var rows = command.Rows ?? new ImportRequest();

        // Sealing makes a key for a new person, which the next entry would store; a rehearsal leaves none behind.
        var changes = new Changes(
            agency, rows.ValidateOnly ? context with { Seal = (_, _) => ByteString.Empty } : context);
        if (rows.LevelScale is { } scale)
        {
            LevelScaleRules.Put(changes, scale, "level_scale");
        }

        PutAll(rows.Competences, "competences", row => KeepStored.Fill(row, agency.Competences.Find(row.Id)?.Saved), CompetenceRules.Put);
        PutAll(rows.Roles, "roles", row => KeepStored.Fill(row, agency.Roles.Find(row.Id)?.Saved), RoleRules.Put);
        PutAll(rows.Employees, "employees", row => KeepStored.Fill(row, agency.Employees.Find(row.Id)?.Saved), EmployeeRules.Put);
        PutAll(rows.Units, "units", row => KeepStored.Fill(row, agency.Units.Find(row.Id)?.Saved, context.Today), UnitRules.Put);
        ImportedPositions.Put(changes, rows.Positions);
        PutAll(rows.RoleProfiles, "role_profiles", row => row, RoleProfileRules.Put);
        PutAll(rows.LocalAdaptations, "local_adaptations", row => row, LocalAdaptationRules.Put);
        PutAll(rows.UnitProfiles, "unit_profiles", row => row, UnitProfileRules.Put);
        PutAll(rows.Goals, "goals", row => KeepStored.Fill(row, agency.Goals.Find(row.Id)?.Saved), GoalRules.Put);
        if (command.Assessments is { Employee.Count: > 0 } assessments)
        {
            var superseded = ImportedAssessments.Check(changes, assessments);
            changes.Assessments = ImportedAssessments.New(agency, assessments, superseded);
        }

        var decision = changes.Decide();
        return rows.ValidateOnly && decision is Decision.Accepted accepted ? Decision.Rehearse(accepted.Events) : decision;

        void PutAll<TMessage>(
            IReadOnlyList<TMessage> messages, string field, Func<TMessage, TMessage> filled, Action<Changes, TMessage, string> put)
        {
            for (var i = 0; i < messages.Count && !changes.IsFull; i++)
            {
                put(changes, filled(messages[i]), $"{field}[{i}]");
            }
        }
    }

    private static ImportResponse Reply(
        Agency agency, ImportCommand command, IReadOnlyList<IMessage> events, QueryContext context)
    {
        var rows = command.Rows ?? new ImportRequest();
        return new ImportResponse
        {
            Position = context.Position,
            Rows = rows.Units.Count + rows.Employees.Count + rows.Positions.Count + rows.Competences.Count
                + rows.Roles.Count + rows.RoleProfiles.Count + rows.LocalAdaptations.Count + rows.UnitProfiles.Count
                + rows.Goals.Count + (rows.LevelScale is null ? 0 : 1) + (command.Assessments?.Employee.Count ?? 0),
            Changed = events.Sum(@event => @event is AssessmentsRecorded recorded ? recorded.Employee.Count : 1),
        };
    }
}
