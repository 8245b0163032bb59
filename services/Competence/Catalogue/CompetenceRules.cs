using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;
using Message = Kompetanse.Protos.Catalogue.V1.Competence;

namespace Kompetanse.Competence.Catalogue;

/// <summary>What must hold for competences.</summary>
internal static class CompetenceRules
{
    public static void Put(Changes changes, Message competence, string field)
    {
        changes.CheckId(competence.Id, $"{field}.id");
        changes.CheckText(competence.NameNb, $"{field}.name_nb");
        changes.CheckText(competence.NameNn, $"{field}.name_nn", required: false);
        changes.CheckText(competence.NameEn, $"{field}.name_en", required: false);
        changes.CheckText(competence.Area, $"{field}.area", required: false);
        changes.CheckText(competence.SourceUri, $"{field}.source_uri", required: false);
        if (competence.Kind == CompetenceKind.Unspecified || !Enum.IsDefined(competence.Kind))
        {
            changes.Refuse(new FieldRequired($"{field}.kind"));
        }

        changes.Stage(changes.Competences, competence.Id, competence, field);
    }
}
