using Kompetanse.Competence;
using Message = Kompetanse.Protos.Gap.V1;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>The coverage of a demanding task as callers of the report get it.</summary>
internal static class TaskRowMessage
{
    public static Message.TaskRow ToMessage(this TaskRow row, DateOnly asOf)
    {
        var message = row.About(asOf);
        (message.Needed, message.State) = (row.Needed, row.State.ToMessage());
        (message.Verified, message.InTraining, message.Expiring) = (row.People.Verified, row.People.InTraining, row.People.Expiring);
        message.NextExpiry = row.People.NextExpiry?.ToIso() ?? "";
        return message;
    }

    /// <summary>What is in a row beside its figures.</summary>
    public static Message.TaskRow About(this TaskRow row, DateOnly asOf) => new()
    {
        UnitId = row.Unit.Key,
        UnitName = row.Unit.SavedOn(asOf).Name,
        TaskId = row.Task.Key,
        TaskName = row.Task.Saved.NameNb,
        DeliveredBy = row.DeliveredBy?.Key ?? "",
    };

    /// <summary>The state; null: it is not told.</summary>
    public static Message.TaskCoverage ToMessage(this TaskCoverage? state) => state?.ToMessage() ?? Message.TaskCoverage.Unspecified;

    private static Message.TaskCoverage ToMessage(this TaskCoverage state) => (Message.TaskCoverage)((int)state + 1);
}
