using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Host.Demo;

/// <summary>Who of the demonstration is likely to be verified for which demanding task.</summary>
static class DemoTasks
{
    private static readonly string[] s_roles = ["beslutter", "jobbspesialist", "gjeldsradgiver", "veileder"];

    /// <summary>The roles whose holders do a task.</summary>
    public static IReadOnlyList<string> RolesOf(string task) => [.. s_roles.Where(role =>
        Enum.GetValues<Employer>().Any(employer => Of(role, employer).Any(one => one.Task == task)))];

    /// <summary>The tasks of a role, each with the chance in percent that one is verified for it.</summary>
    public static IReadOnlyList<(string Task, int Percent)> Of(string role, Employer employer) => (role, employer) switch
    {
        ("beslutter", _) => [("vurdere-aap-vilkar", 70), ("vedtak-om-stans", 65)],
        ("jobbspesialist", _) => [("jobbspesialist-i-se-ips", 65)],
        ("gjeldsradgiver", _) => [("gi-gjeldsradgivning", 75), ("vedtak-etter-sosialtjenesteloven", 50)],
        ("veileder", Employer.State) => [("vurdere-aap-vilkar", 12)],
        ("veileder", Employer.Municipal) => [("vedtak-etter-sosialtjenesteloven", 35)],
        _ => [],
    };
}
