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
            start => employee.Verifications.Reverse().SkipWhile(decision =>
                start.Length > 0 && string.CompareOrdinal(Newest(decision), start) <= 0),
            Newest,
            decision => decision.View(context),
            (page, next) => new ListVerificationsResponse { Verifications = { page }, NextPageToken = next });
    }

    private static string Newest(VerificationDecision decision) => Paging.NewestFirst(decision.Index);

    private static QueryResult Prepare(Agency agency, PrepareVerificationRequest request, QueryContext context)
    {
        var checks = new Checks();
        checks.CheckReference(
            request.EmployeeId, "employee_id", agency.Employees.Contains, (at, id) => new EmployeeNotFound(at, id));
        var requirement = Verify.InForce(agency, request.TaskId, context.Today, checks);
        if (checks.IsRefused)
        {
            return checks.Refusals[0];
        }

        var employee = agency.Employees[request.EmployeeId];
        var evidence = employee.Evidence
            .Where(one => requirement!.Evidence.Any(rule => Shortfall.Counts(one, rule, requirement)))
            .ToList();
        return QueryResult.Of(new Preparation
        {
            Requirement = requirement!.On(context.Today),
            Grounds = new Grounds
            {
                Levels = { Verify.Levels(agency, employee, requirement!, context.Today) },
                Evidence = { evidence.Select(one => one.Of(employee.Key, context.Unseal)) },
            },
            Missing =
            {
                Shortfall.Of(requirement!, employee, evidence, context.Today)
                    .Select(missing => new Missing { Reason = missing.Reason, Field = missing.Field }),
            },
        });
    }
}
