using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Resources;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Competence.Catalogue;

/// <summary>Commands and queries for unit profiles. Every unit has one; before the first update it is empty.</summary>
internal static class UnitProfileModel
{
    private static readonly ResourceKind<UnitProfile, Protos.Catalogue.V1.UnitProfile> UnitProfiles = new(
        "unit_profile", agency => agency.UnitProfiles, profile => profile.UnitId, UnitProfileRules.Put,
        @event => (@event as UnitProfileSaved)?.UnitProfile.UnitId, (field, id) => new UnitNotFound(field, id), "unit_id");

    public static OrganisationModel AddUnitProfiles(this OrganisationModel model) => model
        .Command<Agency, UpdateUnitProfileRequest>(
            (agency, request, context) => UnitProfiles.UpdateOrCreate(
                agency, request.UnitProfile, request.UpdateMask, context,
                sent => new Protos.Catalogue.V1.UnitProfile { UnitId = sent.UnitId }),
            (agency, request, events, _) => UnitProfiles.Saved(agency, events, request.UnitProfile).View())
        .Query<Agency, GetUnitProfileRequest>((agency, request, _) =>
            !agency.Units.TryFind(request.UnitId, out var unit) ? new UnitNotFound("unit_id", Ids.Shown(request.UnitId))
            : unit.Profile is { } profile ? QueryResult.Of(profile.View())
            : QueryResult.Of(new Protos.Catalogue.V1.UnitProfile { UnitId = unit.Key }))
        .List(UnitProfiles, (ListUnitProfilesRequest request) => (request.PageSize, request.PageToken),
            (page, next) => new ListUnitProfilesResponse { UnitProfiles = { page }, NextPageToken = next });
}
