using Kompetanse.Competence.Catalogue;

namespace Kompetanse.GapAnalysis.Disclosure;

/// <summary>
/// What to do first, by shown figures alone: by positions that do not meet the requirement × the weight of the goals that
/// the competence serves, then by such positions; both descending. Hidden rows come last. Equal rows stand by id.
/// </summary>
internal static class Need
{
    public static int Compare(HiddenRoleRow a, HiddenRoleRow b)
    {
        var order = Compare(a.Shown, a.Competence, b.Shown, b.Competence);
        order = order != 0 ? order : string.CompareOrdinal(a.Role.Key, b.Role.Key);
        return order != 0 ? order : string.CompareOrdinal(a.Competence.Key, b.Competence.Key);
    }

    public static int Compare(HiddenCompetenceRow a, HiddenCompetenceRow b)
    {
        var order = Compare(a.Shown, a.Competence, b.Shown, b.Competence);
        return order != 0 ? order : string.CompareOrdinal(a.Competence.Key, b.Competence.Key);
    }

    private static int Compare(
        ShownFigures? a, Competence.Catalogue.Competence ofA, ShownFigures? b, Competence.Catalogue.Competence ofB)
    {
        if (a is null || b is null)
        {
            return (a is null).CompareTo(b is null);
        }

        var order = (b.NotMet * ofB.GoalWeightMillionths).CompareTo(a.NotMet * ofA.GoalWeightMillionths);
        return order != 0 ? order : b.NotMet.CompareTo(a.NotMet);
    }
}
