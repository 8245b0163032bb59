using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Resources;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;
using static Kompetanse.Competence.Catalogue.CatalogueModel;

namespace Kompetanse.Competence.Catalogue;

/// <summary>Commands and queries for local adaptations, each shown with its figure.</summary>
internal static class LocalAdaptationModel
{
    public static OrganisationModel AddLocalAdaptations(this OrganisationModel model) => model
        .Command<Agency, CreateLocalAdaptationRequest>(
            (agency, request, context) => LocalAdaptations.Create(agency, request.LocalAdaptation, context),
            (agency, request, events, context) =>
                View(LocalAdaptations.Saved(agency, events, request.LocalAdaptation), context.Today))
        .Command<Agency, UpdateLocalAdaptationRequest>(
            (agency, request, context) => LocalAdaptations.Update(agency, request.LocalAdaptation, request.UpdateMask, context),
            (agency, request, events, context) =>
                View(LocalAdaptations.Saved(agency, events, request.LocalAdaptation), context.Today))
        .Query<Agency, GetLocalAdaptationRequest>(Get)
        .List(LocalAdaptations, (ListLocalAdaptationsRequest request) => (request.PageSize, request.PageToken),
            (page, next) => new ListLocalAdaptationsResponse { LocalAdaptations = { page }, NextPageToken = next },
            (request, adaptation, _) => request.UnitId.Length == 0 || adaptation.Unit.Key == request.UnitId,
            (adaptation, context) => View(adaptation, context.Today));

    private static QueryResult Get(Agency agency, GetLocalAdaptationRequest request, QueryContext context)
    {
        var key = LocalAdaptation.KeyOf(request.UnitId, request.RoleId, request.ValidFrom);
        if (!agency.LocalAdaptations.TryFind(key, out var adaptation))
        {
            return new LocalAdaptationNotFound("valid_from", Ids.Shown(key));
        }

        var date = context.Today;
        return request.AsOf.Length > 0 && !Dates.TryParse(request.AsOf, out date)
            ? new DateInvalid("as_of")
            : QueryResult.Of(View(adaptation, date));
    }

    /// <summary>With its figure against the national profile in force on the date, or when it starts if that is later.</summary>
    private static Protos.Catalogue.V1.LocalAdaptation View(LocalAdaptation adaptation, DateOnly date)
    {
        var measured = date > adaptation.ValidFrom ? date : adaptation.ValidFrom;
        var unchanged = adaptation.UnchangedOf(adaptation.Role.ProfileOn(measured));
        var view = adaptation.View();
        view.Unchanged = (double)unchanged;
        view.NeedsRenewal = unchanged < LocalAdaptation.LeastUnchanged;
        return view;
    }
}
