using System.Globalization;
using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Resources;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Evidencing;

/// <summary>Commands and queries for evidence.</summary>
internal static class EvidenceModel
{
    public static OrganisationModel AddEvidenceModel(this OrganisationModel model) => model
        .Command<Agency, AddEvidenceRequest>(
            AddEvidence.Decide,
            (agency, _, events, context) => AddEvidence.Reply(agency, events, context),
            request => request.Evidence?.EmployeeId)
        .Command<Agency, ReportCompletionsRequest>(
            ReportCompletions.Decide,
            (_, request, events, _) => ReportCompletions.Reply(request, events.OfType<EvidenceAdded>().Count()))
        .Query<Agency, ListEvidenceRequest>(List);

    private static QueryResult List(Agency agency, ListEvidenceRequest request, QueryContext context)
    {
        if (!agency.Employees.TryFind(request.EmployeeId, out var employee))
        {
            return new EmployeeNotFound("employee_id", Ids.Shown(request.EmployeeId));
        }

        var newestFirst = employee.Evidence
            .Select((evidence, number) => (Key: KeyOf(evidence, number), Evidence: evidence))
            .OrderBy(one => one.Key, StringComparer.Ordinal);
        return Paging.Page(
            request.PageSize, request.PageToken,
            newestFirst,
            one => one.Key,
            one => one.Evidence.Of(employee.Key, context.Unseal),
            (page, next) => new ListEvidenceResponse { Evidence = { page }, NextPageToken = next });
    }

    /// <summary>Orders the newest first, and of one day the last that came in.</summary>
    private static string KeyOf(Evidence evidence, int number) => string.Create(
        CultureInfo.InvariantCulture, $"{DateOnly.MaxValue.DayNumber - evidence.Date.DayNumber:D7}~{int.MaxValue - number:D10}");
}
