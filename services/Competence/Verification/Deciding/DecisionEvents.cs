using Kompetanse.Competence.Assessments;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Ledger.V1;
using Assessment = Kompetanse.Competence.Assessments.Assessment;

namespace Kompetanse.Competence.Verification.Deciding;

/// <summary>Decisions made and revoked.</summary>
internal static class DecisionEvents
{
    public static OrganisationModel AddDecisionEvents(this OrganisationModel model) => model
        .Event<Agency, VerificationDecided>("verification-decided.v1", Apply)
        .Event<Agency, VerificationRevoked>("verification-revoked.v1", Apply);

    private static void Apply(Agency agency, VerificationDecided decided, EventContext context)
    {
        var employee = agency.Employees[decided.EmployeeId];
        var decision = agency.Verifications.GetOrAdd(decided.Id, index => new VerificationDecision(decided.Id, index, employee)
        {
            Task = decided.TaskId.Length == 0 ? null : agency.Tasks[decided.TaskId],
            RequirementNumber = decided.RequirementVersion,
            Competence = decided.CompetenceId.Length == 0 ? null : agency.Competences[decided.CompetenceId],
            Level = decided.Level,
            Outcome = decided.Outcome,
            DecidedBy = string.Intern(context.Actor),
            DecidedOn = Dates.Parse(decided.DecidedOn),
            ValidUntil = decided.ValidUntil.Length == 0 ? null : Dates.Parse(decided.ValidUntil),
            SealedDetails = decided.SealedDetails,
        });
        decision.Revision = context.Position;
        employee.Add(decision);
    }

    private static void Apply(Agency agency, VerificationRevoked revoked, EventContext context)
    {
        var decision = agency.Verifications[revoked.Id];
        decision.RevokedOn = Dates.Parse(revoked.RevokedOn);
        decision.RevokedBy = string.Intern(context.Actor);
        decision.SealedRevocation = revoked.SealedReason;
        decision.Revision = context.Position;
        if (decision.Competence is { } competence)
        {
            // The level that it stood for ends with it.
            var employee = decision.Employee;
            var level = new Assessment(
                competence.Index, Basis.Verified, (byte)decision.Level, decision.DecidedOn.DayNumber,
                decision.ValidUntil!.Value.DayNumber, Assessment.NotTold, (int)context.Position);
            employee.Assessments = employee.Assessments.Ended(level, decision.RevokedOn.Value.DayNumber);
        }
    }
}
