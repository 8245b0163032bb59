using Google.Protobuf;
using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Resources;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Ledger.V1;
using Message = Kompetanse.Protos.Assessment.V1.Assessment;

namespace Kompetanse.Competence.Assessments;

/// <summary>Commands and queries for single assessments.</summary>
internal static class AssessmentModel
{
    private const string Field = "assessment";

    public static OrganisationModel AddAssessments(this OrganisationModel model) => model
        .Command<Agency, CreateAssessmentRequest>(
            Create,
            (agency, request, events, _) => Recorded(agency, events, request.Assessment),
            request => AssessmentId.EmployeeOf(request.Assessment))
        .Command<Agency, UpdateAssessmentRequest>(
            Update,
            (agency, request, events, _) => Recorded(agency, events, request.Assessment),
            request => AssessmentId.EmployeeOf(request.Assessment))
        .Query<Agency, GetAssessmentRequest>((agency, request, _) =>
            AssessmentId.Find(agency, request.Id) is ({ } employee, { } found)
                ? QueryResult.Of(AssessmentId.View(agency, employee, found))
                : new AssessmentNotFound("id", Ids.Shown(request.Id)))
        .Query<Agency, ListAssessmentsRequest>(List);

    private static Decision Create(Agency agency, CreateAssessmentRequest request, DecisionContext context)
    {
        if (Signed(request.Assessment, context) is not { } message)
        {
            return Decision.Refuse(new FieldRequired(Field));
        }

        var checks = new Changes(agency, context);
        AssessmentRules.CheckShape(checks, message, Field);
        CheckReferences(checks, message);
        if (message.Basis == Basis.Verified)
        {
            // O 4.7: a verification is the leader's decision, with its grounds.
            checks.Refuse(new VerifiedNotAllowed($"{Field}.basis"));
        }

        if (AssessmentId.Find(agency, AssessmentId.Of(message)) is { Found: not null })
        {
            checks.Refuse(new AlreadyExists(Field, Ids.Shown(AssessmentId.Of(message))));
        }

        return Record(checks, message);
    }

    private static Decision Update(Agency agency, UpdateAssessmentRequest request, DecisionContext context)
    {
        if (Signed(request.Assessment, context) is not { } message)
        {
            return Decision.Refuse(new FieldRequired(Field));
        }

        if (AssessmentId.Find(agency, AssessmentId.Of(message)) is not ({ } employee, { } standing))
        {
            return Decision.Refuse(new AssessmentNotFound(Field, Ids.Shown(AssessmentId.Of(message))));
        }

        if (standing.Basis == Basis.Verified)
        {
            return Decision.Refuse(new VerifiedNotAllowed($"{Field}.basis"));
        }

        var changed = AssessmentId.View(agency, employee, standing);
        if (message.Etag.Length > 0 && message.Etag != changed.Etag)
        {
            return Decision.Refuse(new EtagStale($"{Field}.etag"));
        }

        IEnumerable<string> paths = request.UpdateMask is { Paths.Count: > 0 } mask ? mask.Paths : ["level", "assessed_by"];
        foreach (var path in paths)
        {
            switch (Message.Descriptor.FindMasked(path)?.Name)
            {
                case "level":
                    changed.Level = message.Level;
                    break;
                case "assessed_by":
                    changed.AssessedBy = message.AssessedBy;
                    break;
                default:
                    return Decision.Refuse(new UpdateMaskInvalid(Ids.Shown(path)));
            }
        }

        var checks = new Changes(agency, context);
        AssessmentRules.CheckShape(checks, changed, Field);
        CheckReferences(checks, changed);
        return changed.Equals(AssessmentId.View(agency, employee, standing)) ? Decision.Accept() : Record(checks, changed);
    }

    /// <summary>An assessment that does not say who made it is made by the person who sends it.</summary>
    private static Message? Signed(Message? sent, DecisionContext context)
    {
        if (sent is null || sent.AssessedBy.Length > 0 || context.Caller.EmployeeId.Length == 0)
        {
            return sent;
        }

        var signed = sent.Clone();
        signed.AssessedBy = context.Caller.EmployeeId;
        return signed;
    }

    private static void CheckReferences(Changes checks, Message message)
    {
        checks.CheckReference(
            message.EmployeeId, $"{Field}.employee_id", checks.HasEmployee, (at, id) => new EmployeeNotFound(at, id));
        checks.CheckReference(
            message.CompetenceId, $"{Field}.competence_id", checks.HasCompetence, (at, id) => new CompetenceNotFound(at, id));
        if (message.AssessedBy.Length > 0)
        {
            checks.CheckReference(
                message.AssessedBy, $"{Field}.assessed_by", checks.HasEmployee, (at, id) => new EmployeeNotFound(at, id));
        }
    }

    private static Decision Record(Changes checks, Message message)
    {
        var columns = new AssessmentColumns();
        if (!checks.IsRefused)
        {
            columns.Add(message);
        }

        checks.Assessments = columns.Recorded;
        return checks.Decide();
    }

    /// <summary>The one assessment that a command recorded, or found as it was sent, as it stands now.</summary>
    private static Message Recorded(Agency agency, IReadOnlyList<IMessage> events, Message sent)
    {
        if (events.OfType<AssessmentsRecorded>().SingleOrDefault() is not { } columns)
        {
            var (about, standing) = AssessmentId.Find(agency, AssessmentId.Of(sent));
            return AssessmentId.View(agency, about!, standing!.Value);
        }

        var employee = agency.Employees[columns.EmployeeIds[(int)columns.Employee[0]]];
        var competence = agency.Competences[columns.CompetenceIds[(int)columns.Competence[0]]];
        var recorded = columns.Row(0, competence.Index, Assessment.NotTold, revision: 0);
        return AssessmentId.View(agency, employee, employee.Assessments.Find(recorded)!.Value);
    }

    private static QueryResult List(Agency agency, ListAssessmentsRequest request, QueryContext context)
    {
        if (!agency.Employees.TryFind(request.EmployeeId, out var employee))
        {
            return new EmployeeNotFound("employee_id", Ids.Shown(request.EmployeeId));
        }

        var views = new List<Message>();
        foreach (var assessment in employee.Assessments.InOrder)
        {
            var view = AssessmentId.View(agency, employee, assessment);
            if (request.CompetenceId.Length == 0 || view.CompetenceId == request.CompetenceId)
            {
                views.Add(view);
            }
        }

        // Ids order as the list does: by competence, basis and date.
        views.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return Paging.Page(
            request.PageSize, request.PageToken,
            views,
            view => view.Id,
            view => view,
            (page, next) => new ListAssessmentsResponse { Assessments = { page }, NextPageToken = next });
    }
}
