using Google.Protobuf;
using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Resources;
using Kompetanse.Competence.Verification.Evidencing;
using Kompetanse.Competence.Verification.Requirements;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;
using VerifyRequest = Kompetanse.Protos.Verification.V1.VerifyRequest;

namespace Kompetanse.Competence.Verification.Deciding;

/// <summary>Commands and queries for the leader's decisions.</summary>
internal static class DecisionModel
{
    public static OrganisationModel AddDecisions(this OrganisationModel model) => model
        .Command<Agency, VerifyRequest>(Verify.Decide, (agency, _, events, context) => Decided(agency, events, context))
        .Command<Agency, VerifyCompetenceRequest>(Verify.Decide, (agency, _, events, context) => Decided(agency, events, context))
        .Command<Agency, RevokeRequest>(
            Revoke.Decide, (agency, request, _, context) => agency.Verifications[request.Id].View(context))
        .Query<Agency, GetVerificationRequest>((agency, request, context) =>
            agency.Verifications.TryFind(request.Id, out var decision)
                ? QueryResult.Of(decision.View(context))
                : new VerificationNotFound("id", Ids.Shown(request.Id)))
        .Query<Agency, ListVerificationsRequest>(List)
        .Query<Agency, PrepareVerificationRequest>(Prepare);

    /// <summary>Whom a decision is about; empty when there is none of that id.</summary>
    public static string PersonOf(Agency agency, string id) => agency.Verifications.Find(id)?.Employee.Key ?? "";

    private static Protos.Verification.V1.Verification Decided(Agency agency, IReadOnlyList<IMessage> events, QueryContext context) =>
        agency.Verifications[events.OfType<VerificationDecided>().Single().Id].View(context);

    private static QueryResult List(Agency agency, ListVerificationsRequest request, QueryContext context)
    {
        if (!agency.Employees.TryFind(request.EmployeeId, out var employee))
        {
            return new EmployeeNotFound("employee_id", Ids.Shown(request.EmployeeId));
        }

        return Paging.Page(
            request.PageSize, request.PageToken,
            employee.Verifications.Reverse(),
            decision => Paging.NewestFirst(decision.Index),
            decision => decision.View(context),
            (page, next) => new ListVerificationsResponse { Verifications = { page }, NextPageToken = next });
    }

    private static QueryResult Prepare(Agency agency, PrepareVerificationRequest request, QueryContext context)
    {
        var checks = new Checks();
        var employee = Verify.FindEmployee(agency, request.EmployeeId, checks);
        var requirement = Verify.InForce(agency, request.TaskId, context.Today, checks);
        if (employee is null || requirement is null || checks.IsRefused)
        {
            return checks.Refusals[0];
        }

        var evidence = employee.Evidence
            .Where(one => requirement.Evidence.Any(rule => Shortfall.Counts(one, rule, requirement)))
            .ToList();
        return QueryResult.Of(new Preparation
        {
            Requirement = requirement.On(context.Today),
            Grounds = new Grounds
            {
                Levels = { Verify.Levels(agency, employee, requirement, context.Today) },
                Evidence = { evidence.Select(one => one.Of(employee.Key, context.Unseal)) },
            },
            Missing =
            {
                Shortfall.Of(requirement, employee, evidence, context.Today)
                    .Select(missing => new Missing { Reason = missing.Reason, Field = missing.Field }),
            },
        });
    }
}
