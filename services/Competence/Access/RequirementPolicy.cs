using Kompetanse.Competence.Verification.Requirements;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Verification.V1;
using Requirement = Kompetanse.Competence.Verification.Requirements.Requirement;

namespace Kompetanse.Competence.Access;

/// <summary>
/// Who may see and do what with demanding tasks, requirements and deliveries. What is approved is for everybody; what is being
/// made is for those who keep the catalogue, and, when it is sent out, for those who are heard.
/// </summary>
internal static class RequirementPolicy
{
    public static OrganisationModel PermitRequirements(this OrganisationModel model) => model
        .ReadByAll<GetTaskRequest>().ReadByAll<ListTasksRequest>()
        .ReadByAll<GetConsultationRequest>()
        .ReadByAll<GetDeliveryRequest>().ReadByAll<ListDeliveriesRequest>()
        // Leaves out what the caller may not see.
        .ReadByAll<ListRequirementsRequest>()
        .Permit<Agency, GetRequirementRequest>((agency, request, asking) => MaySee(agency, request, asking))

        .KeptNationally<CreateTaskRequest>().KeptNationally<UpdateTaskRequest>()
        .KeptNationally<CreateRequirementRequest>().KeptNationally<UpdateRequirementRequest>()
        .KeptNationally<ConsultRequirementRequest>().KeptNationally<ReviseRequirementRequest>()
        .KeptNationally<ApproveRequirementRequest>().KeptNationally<RetireRequirementRequest>()
        .KeptNationally<UpdateConsultationRequest>()
        .Permit<Agency, AddStatementRequest>((_, _, asking) =>
            AccessPolicy.KeepsCatalogue(asking).Or(() => Ruling.If(IsHeard(asking))))

        .Permit<Agency, CreateDeliveryRequest>((agency, request, asking) =>
            MayAgree(agency, request.Delivery?.ByUnitId, request.Delivery?.ForUnitId, asking))
        .Permit<Agency, UpdateDeliveryRequest>((agency, request, asking) =>
        {
            var standing = agency.Deliveries.All.Find(request.Delivery?.Id ?? "");
            return MayAgree(agency, standing?.By.Key, standing?.For.Key, asking);
        });

    /// <summary>Whether the caller may see a version, where it is in its life now.</summary>
    public static bool MaySee(Requirement requirement, Asking asking) => requirement.StateOn(asking.Today) switch
    {
        RequirementState.Draft => AccessPolicy.KeepsCatalogue(asking).IsGranted,
        RequirementState.Consultation => AccessPolicy.KeepsCatalogue(asking).IsGranted || IsHeard(asking),
        _ => true,
    };

    /// <summary>A version that is not there is told apart from a hidden one only to those who see all.</summary>
    private static Ruling MaySee(Agency agency, GetRequirementRequest request, Asking asking) =>
        request.Version == 0
        || (agency.Tasks.Find(request.TaskId)?.Version(request.Version) is { } version && MaySee(version, asking))
            ? Ruling.Granted
            : AccessPolicy.KeepsCatalogue(asking);

    /// <summary>Speaks for a union, or is a safety delegate (domain rule 15).</summary>
    private static bool IsHeard(Asking asking) => asking.Caller.RepresentedUnits.Count > 0;

    /// <summary>Who leads both units, or is above both, may agree that one does a task for the other (O 4.9.2).</summary>
    private static Ruling MayAgree(Agency agency, string? byUnitId, string? forUnitId, Asking asking) =>
        AccessPolicy.KeepsCatalogue(asking).Or(() => Ruling.If(
            asking.LeadsUnitOrIsAbove(agency, byUnitId ?? "") && asking.LeadsUnitOrIsAbove(agency, forUnitId ?? "")));
}
