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
        foreach (var row in report.RoleRows.Where(row => row.Numbers.Positions > 0))
            context.Output.Write(Line(row) + "\n");
    }

    static string Line(RoleRow row)
    {
        var n = row.Numbers;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{row.RoleId},{row.CompetenceId},{row.RequiredMin},{row.RequiredMax},{n.Positions},{Number(n.Fte)},{n.Met},{n.Below},{n.Unknown},{n.SelfOnly},{(n.HasMeanLevel ? Number(n.MeanLevel) : "")},{Number(n.Coverage)},{Number(n.WeightedGap)}");
    }

    // At most six decimals, none of them a trailing zero, and never an exponent.
    static string Number(double value)
    {
        var text = value.ToString("F6", CultureInfo.InvariantCulture).TrimEnd('0').TrimEnd('.');
        return text == "-0" ? "0" : text;
    }
}
