using Kompetanse.Competence;
using Kompetanse.GapAnalysis.UnitReports;
using Kompetanse.Protos.Gap.V1;
using Message = Kompetanse.Protos.Gap.V1;

namespace Kompetanse.GapAnalysis.Disclosure;

/// <summary>The report with hidden groups as its callers get it.</summary>
internal static class HiddenReportMessage
{
    public static Message.UnitReport ToMessage(this HiddenReport report, Agency agency, long position)
    {
        var message = UnitReportMessage.About(report.Question, report.ToRenew, agency, position);
        message.SmallGroupsHidden = true;
        message.PeopleHidden = report.People is null;
        message.Positions = report.People?.Positions ?? 0;
        message.Fte = (report.People?.FteMillionths ?? 0) / 1e6;
        message.RoleRows.AddRange(report.RoleRows.Select(ToMessage));
        message.CompetenceRows.AddRange(report.CompetenceRows.Select(ToMessage));
        message.UnitNeedRows.AddRange(report.NeedRows.Select(row => ToMessage(row, report.Question.AsOf)));
        message.TaskRows.AddRange(report.TaskRows.Select(row => ToMessage(row, report.Question.AsOf)));
        return message;
    }

    private static Message.RoleRow ToMessage(HiddenRoleRow row)
    {
        var message = new Message.RoleRow
        {
            RoleId = row.Role.Key,
            RoleName = row.Role.Saved.NameNb,
            CompetenceId = row.Competence.Key,
            CompetenceName = row.Competence.Saved.NameNb,
            Hidden = row.Shown is null,
        };
        if (row.Shown is { } shown)
        {
            (message.RequiredMin, message.RequiredMax) = (shown.RequiredMin, shown.RequiredMax);
            message.Numbers = ToMessage(shown, row.Competence);
        }

        return message;
    }

    private static Message.CompetenceRow ToMessage(HiddenCompetenceRow row)
    {
        var message = new Message.CompetenceRow
        {
            CompetenceId = row.Competence.Key,
            CompetenceName = row.Competence.Saved.NameNb,
            Area = row.Competence.Saved.Area,
            Hidden = row.Shown is null,
        };
        if (row.Shown is { } shown)
        {
            (message.RequiredMin, message.RequiredMax) = (shown.RequiredMin, shown.RequiredMax);
            message.Numbers = ToMessage(shown, row.Competence);
        }

        return message;
    }

    private static UnitNeedRow ToMessage(HiddenNeedRow row, DateOnly asOf)
    {
        var message = UnitReportMessage.ToMessage(row.Row, asOf);
        if (row.IsHidden)
        {
            (message.Hidden, message.Have, message.Short, message.Vulnerable) = (true, 0, 0, false);
        }

        return message;
    }

    private static Message.TaskRow ToMessage(HiddenTaskRow row, DateOnly asOf)
    {
        if (!row.IsHidden)
        {
            return row.Row.ToMessage(asOf);
        }

        var message = row.Row.About(asOf);
        (message.Hidden, message.State) = (true, row.State.ToMessage());
        return message;
    }

    private static Numbers ToMessage(ShownFigures shown, Competence.Catalogue.Competence competence)
    {
        var numbers = new Numbers
        {
            Positions = shown.Positions,
            Fte = shown.FteMillionths / 1e6,
            Met = shown.Met,
            Below = shown.Below,
            Unknown = shown.Unknown,
            Coverage = shown.Coverage,
            GoalWeight = competence.GoalWeightMillionths / 1e6,
        };
        if (shown.MeanLevel is { } mean)
        {
            numbers.MeanLevel = mean;
        }

        return numbers;
    }
}
