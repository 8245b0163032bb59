using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Resources;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Competence.Catalogue;

/// <summary>Commands and queries for unit profiles. Every unit has one; before the first update it is empty.</summary>
internal static class UnitProfileModel
{
    private static readonly ResourceKind<UnitProfile, Protos.Catalogue.V1.UnitProfile> UnitProfiles = new(
        "unit_profile", agency => agency.UnitProfiles, profile => profile.UnitId, UnitProfileRules.Put,
        (field, id) => new UnitNotFound(field, id), "unit_id");

    public static OrganisationModel AddUnitProfiles(this OrganisationModel model) => model
        .Command<Agency, UpdateUnitProfileRequest>(
            (agency, request, context) => agency.UnitProfiles.Contains(request.UnitProfile?.UnitId ?? "")
                ? UnitProfiles.Update(agency, request.UnitProfile, request.UpdateMask, context)
                : UnitProfiles.Create(agency, request.UnitProfile, context),
            (agency, request, _, _) => UnitProfiles.Saved(agency, request.UnitProfile.UnitId))
        .Query<Agency, GetUnitProfileRequest>((agency, request, _) =>
            !agency.Units.TryFind(request.UnitId, out var unit) ? new UnitNotFound("unit_id", Ids.Shown(request.UnitId))
            : unit.Profile is { } profile ? QueryResult.Of(profile.View())
            : QueryResult.Of(new Protos.Catalogue.V1.UnitProfile { UnitId = unit.Key }))
        .List(UnitProfiles, (ListUnitProfilesRequest request) => (request.PageSize, request.PageToken),
            (page, next) => new ListUnitProfilesResponse { UnitProfiles = { page }, NextPageToken = next });
}
