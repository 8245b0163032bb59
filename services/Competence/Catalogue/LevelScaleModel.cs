using Kompetanse.Competence.Resources;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Competence.Catalogue;

/// <summary>The names of the levels, read and changed. There is one scale; before the first update it has no names.</summary>
internal static class LevelScaleModel
{
    private static readonly ResourceKind<LevelScale, Protos.Catalogue.V1.LevelScale> Scales = new(
        "level_scale", agency => agency.LevelScales, _ => LevelScale.TheOnly, LevelScaleRules.Put,
        _ => null, (field, _) => new FieldRequired(field));

    public static OrganisationModel AddLevelScale(this OrganisationModel model) => model
        .Command<Agency, UpdateLevelScaleRequest>(
            (agency, request, context) => Scales.UpdateOrCreate(
                agency, request.LevelScale, request.UpdateMask, context, _ => new Protos.Catalogue.V1.LevelScale()),
            (agency, request, events, _) => Scales.Saved(agency, events, request.LevelScale).View())
        .Query<Agency, GetLevelScaleRequest>((agency, _, _) => QueryResult.Of(
            agency.LevelScales.Find(LevelScale.TheOnly) is { } scale ? scale.View()
                : new Protos.Catalogue.V1.LevelScale()));
}
