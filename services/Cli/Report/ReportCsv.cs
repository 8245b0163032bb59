using System.Globalization;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.Cli.Report;

/// <summary>The rows by role and competence as CSV, the same on every machine; columns as design.md fixes them.</summary>
internal static class ReportCsv
{
    const string Header =
        "role_id,competence_id,required_min,required_max,positions,fte,met,below,unknown,self_only,mean_level,coverage,weighted_gap";

    public static void Write(UnitReport report, CommandContext context, bool full)
    {
        context.Output.Write(Header + "\n");
        foreach (var row in report.RoleRows.Where(row => row.Hidden || row.Numbers.Positions > 0))
            context.Output.Write((row.Hidden ? HiddenLine(row) : Line(row, report.SmallGroupsHidden)) + "\n");
    }

    static string HiddenLine(RoleRow row) => $"{row.RoleId},{row.CompetenceId}{new string(',', Header.Count(c => c == ',') - 1)}";

    // Where small groups are hidden, self_only and weighted_gap are not told: empty, not 0.
    static string Line(RoleRow row, bool smallGroupsHidden)
    {
        var n = row.Numbers;
        var selfOnly = smallGroupsHidden ? "" : Number(n.SelfOnly);
        var gap = smallGroupsHidden ? "" : Number(n.WeightedGap);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{row.RoleId},{row.CompetenceId},{row.RequiredMin},{row.RequiredMax},{n.Positions},{Number(n.Fte)},{n.Met},{n.Below},{n.Unknown},{selfOnly},{(n.HasMeanLevel ? Number(n.MeanLevel) : "")},{Number(n.Coverage)},{gap}");
    }

    // At most six decimals, none of them a trailing zero, and never an exponent.
    static string Number(double value)
    {
        var text = value.ToString("F6", CultureInfo.InvariantCulture).TrimEnd('0').TrimEnd('.');
        return text == "-0" ? "0" : text;
    }
}
