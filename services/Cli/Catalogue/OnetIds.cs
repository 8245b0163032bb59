namespace Kompetanse.Cli.Catalogue;

/// <summary>Our ids and areas for O*NET's elements and occupations.</summary>
internal static class OnetIds
{
    // The groups of O*NET's content model that hold skills and knowledge.
    static readonly Dictionary<string, string> Groups = new()
    {
        ["2.A.1"] = "onet-content",
        ["2.A.2"] = "onet-process",
        ["2.B.1"] = "onet-social",
        ["2.B.2"] = "onet-problem-solving",
        ["2.B.3"] = "onet-technical",
        ["2.B.4"] = "onet-systems",
        ["2.B.5"] = "onet-resource-management",
        ["2.C.1"] = "onet-business-and-management",
        ["2.C.2"] = "onet-manufacturing-and-production",
        ["2.C.3"] = "onet-engineering-and-technology",
        ["2.C.4"] = "onet-mathematics-and-science",
        ["2.C.5"] = "onet-health-services",
        ["2.C.6"] = "onet-education-and-training",
        ["2.C.7"] = "onet-arts-and-humanities",
        ["2.C.8"] = "onet-law-and-public-safety",
        ["2.C.9"] = "onet-communications",
        ["2.C.10"] = "onet-transportation",
    };

    /// <summary>`2.A.1.a` → `onet-2.A.1.a`; `13-1071.00` → `onet-13-1071.00`.</summary>
    public static string Of(string theirs) => "onet-" + theirs;

    /// <summary>The group is the first three parts of the element's id.</summary>
    public static string AreaOf(string element) =>
        Groups.GetValueOrDefault(string.Join('.', element.Split('.').Take(3)), "onet");
}
