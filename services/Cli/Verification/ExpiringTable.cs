using Kompetanse.Cli.Report;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Cli.Verification;

/// <summary>Notices of verifications that end, the first first.</summary>
internal static class ExpiringTable
{
    public static async Task WriteAsync(
        ListExpiringRequest request, IReadOnlyCollection<Expiring> notices, Page page, Names names)
    {
        var texts = page.Texts;
        var of = request.UnitId.Length > 0 ? await names.UnitAsync(request.UnitId) : request.EmployeeId;
        page.Text(of, "bold");
        page.Text(texts["ExpiringHeading", texts.Date(request.FromDate), texts.Date(LastDay.Before(request.ToDate))]);
        page.Markup("");
        if (notices.Count == 0)
        {
            page.Text(texts["NothingExpires"]);
            return;
        }

        var table = new TextTable(
            page, new(texts["ColumnNotice"]), new(texts["ColumnEmployee"]), new(texts["ColumnVerifiedFor"], Wraps: true),
            new(texts["ColumnLastDay"]), new(texts["ColumnDaysAhead"], Right: true), new(texts["ColumnVerification"]));
        foreach (var notice in notices)
        {
            var what = notice.TaskId.Length > 0 ? names.TaskAsync(notice.TaskId) : names.CompetenceAsync(notice.CompetenceId);
            table.Add(
                new(texts.ShortDate(notice.NoticeDate)), new(Safe.Plain(notice.EmployeeId)), new(await what),
                new(texts.ShortDate(LastDay.Before(notice.ValidUntil))),
                Cell.Of($"{notice.DaysAhead}", notice.DaysAhead <= 30 ? "red" : "yellow"), new(Safe.Plain(notice.VerificationId)));
        }

        table.Write();
    }
}
