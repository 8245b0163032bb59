using System.Globalization;
using Kompetanse.Competence.Directory;
using Kompetanse.Protos.Assessment.V1;
using Message = Kompetanse.Protos.Assessment.V1.Assessment;

namespace Kompetanse.Competence.Assessments;

/// <summary>
/// An assessment's id: employee, competence, basis, date, and for a verification with an end that end, joined by
/// <c>~</c>, which no id has in it.
/// </summary>
internal static class AssessmentId
{
    /// <summary>The id of a message: made of what it says, or, of one that does not say whom it is about, as it is sent.</summary>
    public static string Of(Message message) => message.EmployeeId.Length == 0
        ? message.Id
        : Of(message.EmployeeId, message.CompetenceId, message.Basis, message.Date, message.ValidUntil);

    /// <summary>Whom a message is about; empty when it does not say.</summary>
    public static string EmployeeOf(Message? message) => message is null ? "" : EmployeeOf(Of(message));

    /// <summary>Whom an id is about.</summary>
    public static string EmployeeOf(string id) => id.Split('~')[0];

    /// <summary>Whom a message is about, and on which basis; empty and unspecified when it does not say.</summary>
    public static (string EmployeeId, Basis Basis) PersonAndBasisOf(Message? message)
    {
        var parts = message is null ? [] : Of(message).Split('~');
        return parts.Length >= 3 && Enum.TryParse<Basis>(parts[2], ignoreCase: true, out var basis)
            ? (parts[0], basis)
            : ("", Basis.Unspecified);
    }

    /// <summary>The employee and the standing assessment of an id; nulls when there is none.</summary>
    public static (Employee? Employee, Assessment? Found) Find(Agency agency, string id)
    {
        var parts = id.Split('~');
        if (parts.Length is not (4 or 5)
            || !agency.Employees.TryFind(parts[0], out var employee)
            || !agency.Competences.TryFind(parts[1], out var competence)
            || !Enum.TryParse<Basis>(parts[2], ignoreCase: true, out var basis)
            || !Dates.TryParse(parts[3], out var date))
        {
            return (null, null);
        }

        var end = Assessment.Open;
        if (parts.Length == 5)
        {
            if (!Dates.TryParse(parts[4], out var validUntil))
            {
                return (null, null);
            }

            end = validUntil.DayNumber;
        }

        var same = new Assessment(competence.Index, basis, 0, date.DayNumber, end, Assessment.NotTold, 0);
        return (employee, employee.Assessments.Find(same));
    }

    /// <summary>As callers see it.</summary>
    public static Message View(Agency agency, Employee employee, Assessment assessment)
    {
        var competence = agency.Competences.All[assessment.Competence].Key;
        var date = DateOnly.FromDayNumber(assessment.Date).ToIso();
        var end = assessment.ValidUntil == Assessment.Open ? "" : DateOnly.FromDayNumber(assessment.ValidUntil).ToIso();
        return new Message
        {
            Id = Of(employee.Key, competence, assessment.Basis, date, end),
            EmployeeId = employee.Key,
            CompetenceId = competence,
            Basis = assessment.Basis,
            Level = assessment.Level,
            Date = date,
            ValidUntil = end,
            AssessedBy = assessment.AssessedBy == Assessment.NotTold ? "" : agency.Employees.All[assessment.AssessedBy].Key,
            Etag = assessment.Revision.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string Of(string employee, string competence, Basis basis, string date, string validUntil)
    {
        var id = $"{employee}~{competence}~{basis.ToString().ToUpperInvariant()}~{date}";
        return validUntil.Length == 0 ? id : $"{id}~{validUntil}";
    }
}
