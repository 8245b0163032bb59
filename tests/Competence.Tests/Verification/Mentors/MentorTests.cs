using Kompetanse.Competence.Tests.Access;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Verification.Mentors;

/// <summary>Domain rule 9: mentors are appointed by their leader, and assigned by the employee's.</summary>
public sealed class MentorTests
{
    static readonly RefusedCases Cases = new()
    {
        { "an appointment by the mentor", By.Employee("bo"), Demanding.Appoint("bo", "2026-01-01"), Expected.PermissionDenied() },
        { "an appointment by HR", By.Hr, Demanding.Appoint("bo", "2026-01-01"), Expected.PermissionDenied() },
        { "an appointment of the leader by the leader", By.Employee("cato"), Demanding.Appoint("cato", "2026-01-01"), Expected.PermissionDenied() },
        { "no appointment", By.Employee("cato"), new AppointMentorRequest(), Expected.PermissionDenied() },
        { "an appointment of one who is not there", By.Employee("cato"), Demanding.Appoint("x", "2026-01-01"), Expected.PermissionDenied() },
        { "an appointment from no day", By.Employee("cato"), Demanding.Appoint("bo", "snart"), Expected.DateInvalid("appointment.from_date") },
        {
            "an appointment that ends before it starts", By.Employee("cato"), Demanding.Appoint("bo", "2026-01-01", "2026-01-01"),
            Expected.DatesOutOfOrder("appointment.to_date")
        },

        { "an assignment by a colleague", By.Employee("bo"), Demanding.Assign("anna", "bo", "2026-01-01"), Expected.PermissionDenied(), Demanding.Mentored },
        { "no assignment", By.Employee("cato"), new AssignMentorRequest(), Expected.PermissionDenied() },
        { "a mentor of oneself", By.Employee("cato"), Demanding.Assign("bo", "bo", "2026-01-01"), Expected.OwnMentor(), Demanding.Mentored },
        { "a mentor who is none", By.Employee("cato"), Demanding.Assign("bo", "anna", "2026-01-01"), Expected.MentorNotAppointed("2026-01-01"), Demanding.Mentored },
        { "a mentor who is none yet", By.Employee("cato"), Demanding.Assign("anna", "bo", "2025-12-31"), Expected.MentorNotAppointed("2025-12-31"), Demanding.Mentored },
        { "a mentor who is none any more", By.Employee("cato"), Demanding.Assign("anna", "bo", "2027-01-01"), Expected.MentorNotAppointed("2027-01-01"), Demanding.Mentored },
        { "a mentor who is not there", By.Employee("cato"), Demanding.Assign("anna", "x", "2026-01-01"), Expected.EmployeeNotFound("assignment.mentor_id", "x"), Demanding.Mentored },
        {
            "a mentor for a task that is not there", By.Employee("cato"),
            new AssignMentorRequest { Assignment = new MentorAssignment(Demanding.Assign("anna", "bo", "2026-01-01").Assignment) { TaskId = "x" } },
            Expected.TaskNotFound("assignment.task_id", "x"), Demanding.Mentored
        },
        { "a colleague's mentors", By.Employee("bo"), new ListMentorsRequest { EmployeeId = "anna" }, Expected.PermissionDenied() },
        { "mentors of one who is not there", new ListMentorsRequest { EmployeeId = "x" }, Expected.EmployeeNotFound("employee_id", "x") },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);

    [Fact]
    public async Task The_leader_appoints_and_assigns_and_both_are_told_by_whom()
    {
        await using var agency = await Demanding.Mentored();
        await agency.DoAsync(By.Employee("cato"), Demanding.Assign("anna", "bo", "2026-03-01", "2026-09-01"));

        (await MentorsAsync(agency, "bo")).Appointments.ShouldHaveSingleItem().ShouldBe(new MentorAppointment
        {
            MentorId = "bo", FromDate = "2026-01-01", ToDate = "2027-01-01", AppointedBy = "cato",
        });
        (await MentorsAsync(agency, "anna")).Assignments.ShouldHaveSingleItem().ShouldBe(new MentorAssignment
        {
            EmployeeId = "anna", TaskId = "aap", MentorId = "bo", FromDate = "2026-03-01", ToDate = "2026-09-01", AssignedBy = "cato",
        });
    }

    [Fact]
    public async Task The_same_from_the_same_day_is_replaced_and_so_can_be_ended()
    {
        await using var agency = await Demanding.Mentored();
        await agency.DoAsync(
            By.Employee("cato"),
            Demanding.Assign("anna", "bo", "2026-03-01"), Demanding.Assign("anna", "bo", "2026-03-01", "2026-04-01"),
            Demanding.Appoint("bo", "2026-01-01", "2026-04-01"), Demanding.Appoint("bo", "2026-06-01"));

        (await MentorsAsync(agency, "anna")).Assignments.ShouldHaveSingleItem().ToDate.ShouldBe("2026-04-01");
        (await MentorsAsync(agency, "bo")).Appointments.Select(one => (one.FromDate, one.ToDate))
            .ShouldBe([("2026-01-01", "2026-04-01"), ("2026-06-01", "")]);
        var bo = agency.State.Employees["bo"];
        bo.IsMentorOn(new DateOnly(2026, 3, 31)).ShouldBeTrue();
        bo.IsMentorOn(new DateOnly(2026, 4, 1)).ShouldBeFalse();
        bo.IsMentorOn(new DateOnly(2026, 6, 1)).ShouldBeTrue();
    }

    static Task<ListMentorsResponse> MentorsAsync(TestAgency agency, string employee) =>
        agency.AskAsync<ListMentorsResponse>(new ListMentorsRequest { EmployeeId = employee });
}
