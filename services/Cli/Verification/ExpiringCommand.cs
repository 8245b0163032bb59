using System.CommandLine;
using System.Globalization;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Cli.Verification;

/// <summary>`kompetanse expiring`: notices of verifications that end, of a unit or of one employee.</summary>
internal static class ExpiringCommand
{
    /// <summary>The days looked ahead unless told otherwise: as long as the first notice is ahead of the end.</summary>
    const int DefaultDays = 90;

    // Dates are the agency's, wherever the command runs.
    static readonly TimeZoneInfo Oslo = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");

    public static Command Create(CommandContext context, CommonOptions common)
    {
        var texts = context.Texts;
        var unit = new Option<string?>("--unit") { HelpName = "UNIT", Description = texts["OptionExpiringUnit"] };
        var employee = new Option<string?>("--employee") { HelpName = "ID", Description = texts["OptionExpiringEmployee"] };
        var from = CommonOptions.Date("--from", texts["OptionExpiringFrom"], texts);
        var to = CommonOptions.Date("--to", texts["OptionExpiringTo", DefaultDays], texts);
        var format = Calling.Format(texts);
        var command = new Command("expiring", texts["HelpExpiring"]) { unit, employee, from, to, format };
        command.Validators.Add(result =>
        {
            if (result.GetValue(unit) is null == result.GetValue(employee) is null) result.AddError(texts["UnitOrEmployee"]);
        });
        command.SetCall(context, common, async (parsed, server, cancellation) =>
        {
            var request = Period(parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), context.Time);
            request.UnitId = parsed.GetValue(unit) ?? "";
            request.EmployeeId = parsed.GetValue(employee) ?? "";
            var answer = await server.Verifications.ListAllExpiringAsync(request, cancellation);
            if (parsed.GetValue(format) == AnswerFormat.Json)
                context.WriteJson(answer);
            else
                await ExpiringTable.WriteAsync(request, answer.Expiring, new(context), new(server, texts, cancellation));
        });
        return command;
    }

    static ListExpiringRequest Period(string from, string to, TimeProvider time)
    {
        var start = from.Length > 0
            ? DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Oslo).DateTime);
        // A start near the end of the calendar is for the host to judge.
        var end = to.Length > 0 || start > DateOnly.MaxValue.AddDays(-DefaultDays) ? to : Iso(start.AddDays(DefaultDays));
        return new() { FromDate = Iso(start), ToDate = end };
    }

    static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
