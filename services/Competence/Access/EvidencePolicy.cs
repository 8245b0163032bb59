using Kompetanse.Competence.Verification;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Access;

/// <summary>Who may add and see evidence, and who may make somebody a mentor.</summary>
internal static class EvidencePolicy
{
    public static OrganisationModel PermitEvidence(this OrganisationModel model) => model
        .Permit<Agency, AddEvidenceRequest>((agency, request, asking) => MayAdd(agency, request.Evidence, asking))
        .Permit<Agency, ReportCompletionsRequest>((_, _, asking) => Ruling.If(asking.HasScope(Scopes.EvidenceWrite)))
        .Permit<Agency, ListEvidenceRequest>((agency, request, asking) => asking.ReadsPerson(
            agency, request.EmployeeId, Scopes.AssessmentsRead, _ => [request.EmployeeId]))

        .Permit<Agency, AppointMentorRequest>((agency, request, asking) =>
            Ruling.If(asking.LeadsPerson(agency, request.Appointment?.MentorId ?? "")))
        .Permit<Agency, AssignMentorRequest>((agency, request, asking) =>
            Ruling.If(asking.LeadsPerson(agency, request.Assignment?.EmployeeId ?? "")))
        .Permit<Agency, ListMentorsRequest>((agency, request, asking) => asking.ReadsPerson(
            agency, request.EmployeeId, Scopes.AssessmentsRead, _ => [request.EmployeeId]));

    private static Ruling MayAdd(Agency agency, Evidence? evidence, Asking asking)
    {
        var employee = evidence?.EmployeeId ?? "";
        return evidence?.Kind == EvidenceKind.PeerObservation
            ? MayObserve(agency, evidence, asking)
            : Ruling.If(
                asking.IsSelf(employee) || asking.LeadsPerson(agency, employee) || asking.HasScope(Scopes.EvidenceWrite));
    }

    /// <summary>O 4.7: peer observations are made by an appointed mentor, of colleagues in any unit; by one who still works here.</summary>
    private static Ruling MayObserve(Agency agency, Evidence evidence, Asking asking)
    {
        if (asking.IsSelf(evidence.EmployeeId))
        {
            return Ruling.DeniedFor(new OwnObservation("evidence.kind"));
        }

        // A mentor who writes a date that is none is told so by the rules of evidence.
        var caller = agency.Employees.Find(asking.Caller.EmployeeId);
        var isMentor = Dates.TryParse(evidence.Date, out var date)
            ? caller?.IsMentorOn(date) == true
            : caller?.MentorAppointments.Count > 0;
        return isMentor && caller?.HasPositionOn(asking.Today) == true ? Ruling.Granted : Ruling.DeniedFor(new ObserverNotMentor("evidence.kind"));
    }
}
