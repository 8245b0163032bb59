using Google.Protobuf;
using Kompetanse.Competence.Directory;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Access.V1;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Competence.Access;

/// <summary>Who has read whose data (domain rule 17: an employee sees who has seen it, and why).</summary>
public sealed class AccessLog
{
    private const string RequestSuffix = "Request";

    private readonly Dictionary<string, List<Reading>> _ofPerson = new(StringComparer.Ordinal);
    private readonly List<Reading> _ofUnits = [];

    /// <summary>Readings that concern an employee, newest first: of the person, and of units worked in when they were read.</summary>
    internal IEnumerable<Reading> Of(string employeeId, Agency agency)
    {
        var own = _ofPerson.GetValueOrDefault(employeeId) ?? [];
        return agency.Employees.TryFind(employeeId, out var employee)
            ? own.Concat(_ofUnits.Where(reading => WorkedIn(employee, reading))).OrderByDescending(reading => reading.Entry.Position)
            : own.AsEnumerable().Reverse();
    }

    internal static void Apply(Agency agency, AccessRecorded recorded, EventContext context)
    {
        var what = context.Command.EndsWith(RequestSuffix, StringComparison.Ordinal)
            ? context.Command[..^RequestSuffix.Length]
            : context.Command;
        var entry = new ReadingEntry(
            context.Position, context.RecordedAt, string.Intern(context.Actor), recorded.Ground, string.Intern(what),
            recorded.UnitId, recorded.UnitPurpose);
        if (recorded.UnitId.Length > 0)
        {
            agency.Accesses._ofUnits.Add(new Reading(entry, ByteString.Empty));
        }

        foreach (var person in recorded.People)
        {
            if (!agency.Accesses._ofPerson.TryGetValue(person.EmployeeId, out var readings))
            {
                agency.Accesses._ofPerson.Add(person.EmployeeId, readings = []);
            }

            readings.Add(new Reading(entry, person.SealedPurpose));
        }
    }

    private static bool WorkedIn(Employee employee, Reading reading)
    {
        var day = AgencyClock.DateOf(reading.Entry.At);
        return employee.Positions.Any(position => position.Period.Contains(day)
            && position.Unit.AndAbove(day).Any(unit => unit.Key == reading.Entry.UnitId));
    }

    /// <summary>One reading of one person, or of a unit.</summary>
    internal readonly record struct Reading(ReadingEntry Entry, ByteString SealedPurpose);

    /// <summary>What a reading of many has in common.</summary>
    internal sealed record ReadingEntry(
        long Position, DateTime At, string Actor, Ground Ground, string What, string UnitId, string UnitPurpose);
}
