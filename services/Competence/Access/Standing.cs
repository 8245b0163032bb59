using Google.Protobuf;
using Kompetanse.Competence.Directory;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Access.V1;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Competence.Access;

/// <summary>
/// What a caller is to the people and units of an agency on a date: what rules about access are made of. Leadership is read
/// from the directory, never from the token, and needs a position on the date: who has none has no rights but to what is one's
/// own. HR, auditors and representatives of parties are what the token says, whether or not the agency employs them.
/// </summary>
public static class Standing
{
    /// <summary>Whether it is the caller's own.</summary>
    public static bool IsSelf(this Asking asking, string employeeId) =>
        employeeId.Length > 0 && asking.Caller.EmployeeId == employeeId;

    /// <summary>Whether the caller was granted a scope.</summary>
    public static bool HasScope(this Asking asking, string scope) => asking.Caller.Scopes.Contains(scope);

    /// <summary>Whether the caller is the leader or acting leader of an employee, who isn't the caller.</summary>
    public static bool LeadsPerson(this Asking asking, Agency agency, string employeeId) =>
        asking.Caller.EmployeeId.Length > 0
        && agency.Employees.TryFind(employeeId, out var employee)
        && Leading.Leads(asking.Caller.EmployeeId, employee, asking.Today);

    /// <summary>Whether the caller leads the unit itself.</summary>
    public static bool LeadsUnit(this Asking asking, Agency agency, string unitId) =>
        agency.Units.TryFind(unitId, out var unit) && asking.LeadsUnit(unit);

    /// <inheritdoc cref="LeadsUnit(Asking, Agency, string)"/>
    public static bool LeadsUnit(this Asking asking, Unit unit) =>
        asking.Caller.EmployeeId.Length > 0 && Leading.Leads(asking.Caller.EmployeeId, unit, asking.Today);

    /// <summary>Whether the caller leads the unit or any above it.</summary>
    public static bool LeadsUnitOrIsAbove(this Asking asking, Agency agency, string unitId) =>
        asking.Caller.EmployeeId.Length > 0
        && agency.Units.TryFind(unitId, out var unit)
        && Leading.LeadsOrIsAbove(asking.Caller.EmployeeId, unit, asking.Today);

    /// <summary>Whether the caller has a position in the unit itself.</summary>
    public static bool WorksIn(this Asking asking, Agency agency, Unit unit) =>
        agency.Employees.Find(asking.Caller.EmployeeId)?.Positions
            .Any(position => position.Unit == unit && position.Period.Contains(asking.Today)) == true;

    /// <summary>Whether the caller speaks for the unit, or for one above it, as a union representative or safety delegate.</summary>
    public static bool Represents(this Asking asking, Unit unit) =>
        asking.Caller.RepresentedUnits.Count > 0
        && unit.AndAbove(asking.Today).Any(at => asking.Caller.RepresentedUnits.Contains(at.Key));

    /// <summary>
    /// The right to read data about a person: one's own; that of those one leads; with a stated purpose for HR; with a scope
    /// for a client. All but the first are told to the person who was read about.
    /// </summary>
    /// <param name="asking">Who asks.</param>
    /// <param name="agency">The directory.</param>
    /// <param name="employeeId">Whose data.</param>
    /// <param name="scope">What a client needs.</param>
    /// <param name="people">The employees that the reply tells of.</param>
    public static Ruling ReadsPerson(
        this Asking asking, Agency agency, string employeeId, string scope, Func<IMessage, IEnumerable<string>> people) =>
        asking.IsSelf(employeeId)
            ? Ruling.Granted
            : asking.ReadsPeople(asking.LeadsPerson(agency, employeeId), scope, people);

    /// <summary>The same for several people at once.</summary>
    /// <param name="asking">Who asks.</param>
    /// <param name="leads">Whether the caller leads all of them.</param>
    /// <param name="scope">What a client needs.</param>
    /// <param name="people">The employees that the reply tells of.</param>
    public static Ruling ReadsPeople(
        this Asking asking, bool leads, string scope, Func<IMessage, IEnumerable<string>> people) =>
        leads ? Told(Ground.Leader, people)
        : asking.HasScope(scope) ? Told(Ground.Client, people)
        : asking.Caller.IsHr ? asking.WithPurpose(Told(Ground.Hr, people))
        : Ruling.Denied;

    /// <summary>Only if the caller has said what it is for.</summary>
    public static Ruling WithPurpose(this Asking asking, Ruling ruling) =>
        asking.Caller.Purpose.Length > 0 ? ruling : Ruling.DeniedFor(new PurposeRequired());

    /// <summary>A yes that is told to those who were read about, except the reader.</summary>
    public static Ruling Told(Ground ground, Func<IMessage, IEnumerable<string>> people) =>
        Ruling.GrantedWith((reply, context) =>
        {
            var recorded = new AccessRecorded { Ground = ground };
            foreach (var person in people(reply).Distinct(StringComparer.Ordinal))
            {
                if (person != context.Caller.EmployeeId)
                {
                    recorded.People.Add(new PersonRead
                    {
                        EmployeeId = person,
                        SealedPurpose = context.Caller.Purpose.Length == 0
                            ? ByteString.Empty
                            : context.Seal(person, new StatedPurpose { Text = context.Caller.Purpose }),
                    });
                }
            }

            return recorded.People.Count == 0 ? [] : [recorded];
        });

    /// <summary>A yes that is told to all who work in a unit or below it.</summary>
    public static Ruling ToldToUnit(Ground ground, string unitId) =>
        Ruling.GrantedWith((_, context) =>
            [new AccessRecorded { Ground = ground, UnitId = unitId, UnitPurpose = context.Caller.Purpose }]);
}
