using Kompetanse.Competence.Tests.Access;
using Kompetanse.Platform.Identity;
using Kompetanse.Protos.Verification.V1;
using Xunit;

namespace Kompetanse.Competence.Tests.Verification.Evidencing;

/// <summary>Evidence that is refused, told in both languages.</summary>
public sealed class EvidenceRefusalTests
{
    static readonly RefusedCases Cases = new()
    {
        { "no evidence", new AddEvidenceRequest(), Expected.FieldRequired("evidence") },
        { "evidence with an id", Add(one => one.Id = "anna~1"), Expected.FieldFixed("evidence.id"), Demanding.Task },
        { "evidence about nobody", Add(one => one.EmployeeId = ""), Expected.FieldRequired("evidence.employee_id"), Demanding.Task },
        { "evidence about one who is not there", Add(one => one.EmployeeId = "x"), Expected.EmployeeNotFound("evidence.employee_id", "x"), Demanding.Task },
        { "evidence of no kind", Add(one => one.Kind = EvidenceKind.Unspecified), Expected.FieldRequired("evidence.kind"), Demanding.Task },
        { "evidence of tomorrow", Add(one => one.Date = "2026-03-03"), Expected.EvidenceInFuture("evidence.date"), Demanding.Task },
        { "evidence of no day", Add(one => one.Date = "i går"), Expected.DateInvalid("evidence.date"), Demanding.Task },
        { "evidence of nothing", Add(one => one.TaskId = ""), Expected.FieldRequired("evidence.competence_ids"), Demanding.Task },
        { "evidence of a task that is not there", Add(one => one.TaskId = "x"), Expected.TaskNotFound("evidence.task_id", "x"), Demanding.Task },
        {
            "evidence of a competence that is not there", Add(one => one.CompetenceIds.Add("x")),
            Expected.CompetenceNotFound("evidence.competence_ids[0]", "x"), Demanding.Task
        },
        {
            "evidence of a competence twice", Add(one => one.CompetenceIds.Add(["veiledning", "veiledning"])),
            Expected.DuplicateRow("evidence.competence_ids[1]", "evidence.competence_ids[0]"), Demanding.Task
        },
        { "an activity with an id that is none", Add(one => one.ActivityId = "to ord"), Expected.IdInvalid("evidence.activity_id"), Demanding.Task },
        { "credits of a course", Add(one => one.Credits = 5), Expected.CreditsNotAllowed("evidence.credits"), Demanding.Task },
        { "further education without credits", Add(one => one.Kind = EvidenceKind.FurtherEducation), Expected.CreditsOutOfRange("evidence.credits"), Demanding.Task },
        {
            "further education with credits that are no number",
            Add(one => (one.Kind, one.Credits) = (EvidenceKind.FurtherEducation, double.NaN)),
            Expected.CreditsOutOfRange("evidence.credits"), Demanding.Task
        },
        { "a source as long as a page", Add(one => one.Source = new string('x', 501)), Expected.TextTooLong("evidence.source"), Demanding.Task },
        { "a text as long as a book", Add(one => one.Text = new string('x', 4001)), Expected.TextTooLong("evidence.text", 4000), Demanding.Task },

        { "a colleague's course", By.Employee("bo"), Add(_ => { }), Expected.PermissionDenied(), Demanding.Mentored },
        { "a course added by HR", By.Hr.For("opprydding"), Add(_ => { }), Expected.PermissionDenied(), Demanding.Mentored },
        { "an observation of oneself", By.Employee("bo"), Observe(one => one.EmployeeId = "bo"), Expected.OwnObservation(), Demanding.Mentored },
        { "an observation by the leader", By.Employee("cato"), Observe(_ => { }), Expected.ObserverNotMentor("evidence.kind"), Demanding.Mentored },
        { "an observation by a client", By.Client(Scopes.EvidenceWrite), Observe(_ => { }), Expected.ObserverNotMentor("evidence.kind"), Demanding.Mentored },
        {
            "an observation of a day when the mentor was none", By.Employee("bo"), Observe(one => one.Date = "2025-12-31"),
            Expected.ObserverNotMentor("evidence.kind"), Demanding.Mentored
        },
        { "an observation on no day", By.Employee("bo"), Observe(one => one.Date = ""), Expected.FieldRequired("evidence.date"), Demanding.Mentored },
        { "an observation without feedback", By.Employee("bo"), Observe(one => one.Text = " "), Expected.FieldRequired("evidence.text"), Demanding.Mentored },

        { "a colleague's evidence", By.Employee("bo"), new ListEvidenceRequest { EmployeeId = "anna" }, Expected.PermissionDenied() },
        { "evidence for HR without a purpose", By.Hr, new ListEvidenceRequest { EmployeeId = "anna" }, Expected.PurposeRequired() },
        { "the evidence of one who is not there", new ListEvidenceRequest { EmployeeId = "x" }, Expected.EmployeeNotFound("employee_id", "x") },

        { "a report by the leader", By.Employee("cato"), Report(), Expected.PermissionDenied() },
        { "a report without a reference", Report(Demanding.Evidence("anna")), Expected.FieldRequired("completions[0].archive_reference"), Demanding.Task },
        {
            "a report with faults in two rows",
            Report(Completed("1"), Completed("2", one => one.Date = "2027-01-01"), Completed("3", one => one.EmployeeId = "x")),
            Expected.EvidenceInFuture("completions[1].date").And("completions[2].employee_id"), Demanding.Task
        },
        {
            "a report of the same twice", Report(Completed("1"), Completed("1")),
            Expected.DuplicateRow("completions[1]", "completions[0]"), Demanding.Task
        },
        { "a report with an id", Report(Completed("1", one => one.Id = "e1")), Expected.FieldFixed("completions[0].id"), Demanding.Task },
        {
            "a report of an observation", Report(Completed("1", one => (one.Kind, one.Text) = (EvidenceKind.PeerObservation, "fint"))),
            Expected.ObserverNotMentor("completions[0].kind"), Demanding.Task
        },
        {
            "a report of too much", Report([.. Enumerable.Range(0, 10_001).Select(i => Completed($"{i}"))]),
            Expected.CompletionsOverLimit(), Demanding.Task
        },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);

    static AddEvidenceRequest Add(Action<Evidence> change)
    {
        var evidence = Demanding.Evidence("anna");
        change(evidence);
        return new AddEvidenceRequest { Evidence = evidence };
    }

    static AddEvidenceRequest Observe(Action<Evidence> change)
    {
        var evidence = Demanding.Evidence("anna", EvidenceKind.PeerObservation, text: "god samtale");
        change(evidence);
        return new AddEvidenceRequest { Evidence = evidence };
    }

    static Evidence Completed(string reference, Action<Evidence>? change = null)
    {
        var evidence = Demanding.Evidence("anna", reference: reference);
        change?.Invoke(evidence);
        return evidence;
    }

    static ReportCompletionsRequest Report(params IReadOnlyList<Evidence> completions) => new() { Completions = { completions } };
}
