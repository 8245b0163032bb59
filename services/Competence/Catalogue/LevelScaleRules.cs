using Kompetanse.Competence.Changing;
using Message = Kompetanse.Protos.Catalogue.V1.LevelScale;

namespace Kompetanse.Competence.Catalogue;

/// <summary>What must hold for the names of the levels.</summary>
internal static class LevelScaleRules
{
    public static void Put(Changes changes, Message scale, string field)
    {
        var seen = new Dictionary<int, string>();
        for (var i = 0; i < scale.Levels.Count; i++)
        {
            var at = $"{field}.levels[{i}]";
            changes.CheckLevel(scale.Levels[i].Level, $"{at}.level");
            changes.CheckText(scale.Levels[i].NameNb, $"{at}.name_nb");
            changes.CheckOnce(seen, scale.Levels[i].Level, at);
        }

        changes.Stage(changes.LevelScales, LevelScale.TheOnly, scale, field);
    }
}
