using Kompetanse.Competence.Access;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Verification;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Competence;

/// <summary>The events that change an agency, by the names they have in the ledger for ever, and what each does.</summary>
internal static class AgencyEvents
{
    public static OrganisationModel AddAgencyEvents(this OrganisationModel model) => model
        .Event<Agency, UnitSaved>("unit-saved.v1", Apply)
        .Event<Agency, EmployeeSaved>("employee-saved.v1", Apply)
        .Event<Agency, PositionSaved>("position-saved.v1", Apply)
        .Event<Agency, CompetenceSaved>("competence-saved.v1", Apply)
        .Event<Agency, RoleSaved>("role-saved.v1", Apply)
        .Event<Agency, RoleProfileSaved>("role-profile-saved.v1", Apply)
        .Event<Agency, LocalAdaptationSaved>("local-adaptation-saved.v1", Apply)
        .Event<Agency, UnitProfileSaved>("unit-profile-saved.v1", Apply)
        .Event<Agency, GoalSaved>("goal-saved.v1", Apply)
        .Event<Agency, LevelScaleSaved>("level-scale-saved.v1", Apply)
        .Event<Agency, AssessmentsRecorded>("assessments-recorded.v1", RecordedAssessments.Apply)
        .Event<Agency, AccessRecorded>("access-recorded.v1", AccessLog.Apply)
        .AddVerificationEvents();

    private static void Apply(Agency agency, UnitSaved saved, EventContext context)
    {
        var message = saved.Unit;
        var unit = agency.Units.GetOrAdd(message.Id, index => new Unit(message.Id, index));
        if (unit.IsChangedBy(message))
        {
            // Never a day before an earlier change, also when a clock was put back: then the tree of any date is the one that
            // stood when that day ended, with the units that were created since hung on it, and so has no cycle.
            var recorded = AgencyClock.DateOf(context.RecordedAt);
            agency.TreeChangedOn = recorded > agency.TreeChangedOn ? recorded : agency.TreeChangedOn;
        }

        unit.Set(message, message.ParentId.Length == 0 ? null : agency.Units[message.ParentId], agency.TreeChangedOn);
        unit.Leaderships = [.. message.Leaderships.Select(one => Leadership.From(one, agency.Employees[one.EmployeeId]))];
        unit.Revision = context.Position;
    }

    private static void Apply(Agency agency, EmployeeSaved saved, EventContext context)
    {
        var details = context.Unseal(saved.Id, saved.SealedDetails) is { } plain
            ? PersonalDetails.Parser.ParseFrom(plain)
            : new PersonalDetails();
        var employee = agency.Employees.GetOrAdd(saved.Id, index => new Employee(saved.Id, index));
        employee.Saved = new Protos.Directory.V1.Employee
        {
            Id = saved.Id,
            Name = details.Name,
            Email = details.Email,
            Employer = saved.Employer,
        };
        employee.Revision = context.Position;
    }

    private static void Apply(Agency agency, PositionSaved saved, EventContext context)
    {
        var message = saved.Position;
        var position = agency.Positions.GetOrAdd(message.Id, index =>
        {
            var (employee, unit) = (agency.Employees[message.EmployeeId], agency.Units[message.UnitId]);
            var added = new Position(message.Id, index, employee, unit, agency.Roles[message.RoleId]);
            employee.Add(added);
            unit.Add(added);
            return added;
        });
        position.Set(Share.From(message.Share)!.Value, Period.Parse(message.FromDate, message.ToDate));
        (position.Saved, position.Revision) = (message, context.Position);
    }

    private static void Apply(Agency agency, CompetenceSaved saved, EventContext context)
    {
        var id = saved.Competence.Id;
        var competence = agency.Competences.GetOrAdd(id, index => new Catalogue.Competence(id, index));
        (competence.Saved, competence.Revision) = (saved.Competence, context.Position);
    }

    private static void Apply(Agency agency, RoleSaved saved, EventContext context)
    {
        var role = agency.Roles.GetOrAdd(saved.Role.Id, index => new Role(saved.Role.Id, index));
        (role.Saved, role.Revision) = (saved.Role, context.Position);
    }

    private static void Apply(Agency agency, RoleProfileSaved saved, EventContext context)
    {
        var message = saved.RoleProfile;
        var key = RoleProfile.KeyOf(message.RoleId, message.ValidFrom);
        var profile = agency.RoleProfiles.GetOrAdd(key, index =>
        {
            var role = agency.Roles[message.RoleId];
            var added = new RoleProfile(key, index, role, Dates.Parse(message.ValidFrom));
            role.Add(added);
            return added;
        });
        profile.Expectations = [.. message.Expectations.Select(expectation =>
        {
            var competence = agency.Competences[expectation.CompetenceId];
            return new Expectation(competence, expectation.Level, expectation.Weight, profile.Role.ColumnOf(competence));
        })];
        (profile.Saved, profile.Revision) = (message, context.Position);
    }

    private static void Apply(Agency agency, LocalAdaptationSaved saved, EventContext context)
    {
        var message = saved.LocalAdaptation;
        var key = LocalAdaptation.KeyOf(message.UnitId, message.RoleId, message.ValidFrom);
        var adaptation = agency.LocalAdaptations.GetOrAdd(key, index =>
        {
            var (unit, role) = (agency.Units[message.UnitId], agency.Roles[message.RoleId]);
            var added = new LocalAdaptation(key, index, unit, role, Dates.Parse(message.ValidFrom));
            unit.Add(added);
            return added;
        });
        adaptation.Changes = [.. message.Changes.Select(change =>
        {
            var competence = agency.Competences[change.CompetenceId];
            return new LocalChange(
                competence, change.HasLevel ? change.Level : null, change.Weight, adaptation.Role.ColumnOf(competence));
        })];
        (adaptation.Saved, adaptation.Revision) = (message, context.Position);
    }

    private static void Apply(Agency agency, UnitProfileSaved saved, EventContext context)
    {
        var unit = agency.Units[saved.UnitProfile.UnitId];
        var profile = agency.UnitProfiles.GetOrAdd(unit.Key, index => new UnitProfile(unit.Key, index, unit));
        profile.Needs = [.. saved.UnitProfile.Needs.Select(
            need => new UnitNeed(agency.Competences[need.CompetenceId], need.Level, need.People))];
        (profile.Saved, profile.Revision) = (saved.UnitProfile, context.Position);
        unit.Profile = profile;
    }

    private static void Apply(Agency agency, GoalSaved saved, EventContext context)
    {
        var goal = agency.Goals.GetOrAdd(saved.Goal.Id, index => new Goal(saved.Goal.Id, index));
        foreach (var served in goal.Saved?.CompetenceIds ?? [])
        {
            agency.Competences[served].GoalWeightMillionths -= goal.WeightMillionths;
        }

        goal.WeightMillionths = Goal.WeightFrom(saved.Goal.Weight)!.Value;
        foreach (var served in saved.Goal.CompetenceIds)
        {
            agency.Competences[served].GoalWeightMillionths += goal.WeightMillionths;
        }

        (goal.Saved, goal.Revision) = (saved.Goal, context.Position);
    }

    private static void Apply(Agency agency, LevelScaleSaved saved, EventContext context)
    {
        var scale = agency.LevelScales.GetOrAdd(LevelScale.TheOnly, index => new LevelScale(index));
        (scale.Saved, scale.Revision) = (saved.LevelScale, context.Position);
    }
}
