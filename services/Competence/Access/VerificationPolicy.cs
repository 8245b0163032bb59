using Google.Protobuf;
using Kompetanse.Competence.Verification.Deciding;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Access.V1;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Access;

/// <summary>
/// Who decides on verifications, who sees the decisions, and who may ask whether a person may do a task (O 4.7: the leader
/// documents and approves).
/// </summary>
internal static class VerificationPolicy
{
    public static OrganisationModel PermitVerification(this OrganisationModel model) => model
        .Permit<Agency, VerifyRequest>((agency, request, asking) => Decides(agency, request.EmployeeId, asking))
        .Permit<Agency, VerifyCompetenceRequest>((agency, request, asking) => Decides(agency, request.EmployeeId, asking))
        .Permit<Agency, RevokeRequest>((agency, request, asking) =>
            Decides(agency, DecisionModel.PersonOf(agency, request.Id), asking))
        .Permit<Agency, PrepareVerificationRequest>((agency, request, asking) =>
            Decides(agency, request.EmployeeId, asking) is { IsGranted: false } no
                ? no
                : Standing.Told(Ground.Leader, _ => [request.EmployeeId]))
        .Permit<Agency, GetVerificationRequest>((agency, request, asking) => asking.ReadsPerson(
            agency, DecisionModel.PersonOf(agency, request.Id), Scopes.AssessmentsRead, About))
        .Permit<Agency, ListVerificationsRequest>((agency, request, asking) => asking.ReadsPerson(
            agency, request.EmployeeId, Scopes.AssessmentsRead, _ => [request.EmployeeId]))

        .Permit<Agency, CheckTaskRequest>((agency, request, asking) => MayAsk(agency, request, asking))
        .Permit<Agency, CheckTasksRequest>((agency, request, asking) => asking.HasScope(Scopes.TasksCheck)
            ? Ruling.Granted
            : Ruling.If(request.Checks.Count > 0 && request.Checks.All(check => MayAsk(agency, check, asking).IsGranted)))
        .Permit<Agency, WatchTaskRequest>((_, _, asking) => Ruling.If(asking.HasScope(Scopes.TasksCheck)))
        .Permit<Agency, ListExpiringRequest>((agency, request, asking) => request.EmployeeId.Length > 0
            ? asking.ReadsPerson(agency, request.EmployeeId, Scopes.AssessmentsRead, _ => [request.EmployeeId])
            : asking.ReadsPeople(asking.LeadsUnit(agency, request.UnitId), Scopes.AssessmentsRead, Expiring));

    private static Ruling Decides(Agency agency, string employeeId, Asking asking) =>
        asking.IsSelf(employeeId) ? Ruling.DeniedFor(new OwnVerification())
        : asking.LeadsPerson(agency, employeeId) ? Ruling.Granted
        : Ruling.DeniedFor(new NotTheLeader());

    /// <summary>
    /// Systems ask thousands of times a second, and learn no more than the one answer that they need: they are not in the
    /// log of readings. Nor is the leader, who gave the answer.
    /// </summary>
    private static Ruling MayAsk(Agency agency, CheckTaskRequest request, Asking asking) => Ruling.If(
        asking.HasScope(Scopes.TasksCheck) || asking.IsSelf(request.EmployeeId) || asking.LeadsPerson(agency, request.EmployeeId));

    private static IEnumerable<string> Expiring(IMessage reply) =>
        ((ListExpiringResponse)reply).Expiring.Select(notice => notice.EmployeeId);

    private static IEnumerable<string> About(IMessage reply) => [((Protos.Verification.V1.Verification)reply).EmployeeId];
}
