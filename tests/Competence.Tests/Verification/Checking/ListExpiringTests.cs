using Kompetanse.Competence.Tests.Access;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Verification.Checking;

/// <summary>Leader and employee are told 90 and 30 days ahead, once each.</summary>
public sealed class ListExpiringTests
{
    static readonly RefusedCases Cases = new()
    {
        { "no end", Expiring("2026-03-02", ""), Expected.FieldRequired("to_date") },
        { "more than a year", Expiring("2026-03-02", "2027-03-04"), Expected.NoticePeriodTooLong() },
        { "a period backwards", Expiring("2026-03-02", "2026-03-01"), Expected.DatesOutOfOrder("to_date") },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);

    [Fact]
    public async Task Asking_for_one_day_after_another_gives_each_notice_once()
    {
        await using var agency = await Verifying.Verified();
        agency.Caller = By.Employee("anna");
        var told = new List<string>();
        for (var day = new DateOnly(2027, 11, 1); day < new DateOnly(2028, 4, 1); day = day.AddDays(1))
        {
            var notices = await agency.AskAsync<ListExpiringResponse>(Expiring($"{day:yyyy-MM-dd}", $"{day.AddDays(1):yyyy-MM-dd}"));
            told.AddRange(notices.Expiring.Select(one => $"{one.NoticeDate}: {one.VerificationId} ends {one.ValidUntil}, {one.DaysAhead} days"));
        }

        told.ShouldBe(["2027-12-03: v1 ends 2028-03-02, 90 days", "2028-02-01: v1 ends 2028-03-02, 30 days"]);
    }

    [Fact]
    public async Task A_verification_that_must_be_renewed_is_told_of_before_that_day()
    {
        await using var agency = await Verifying.Verified(CheckTaskTests.NewVersion("2026-09-01", "2027-01-01"));
        agency.Caller = By.Employee("cato");

        var notices = await agency.AskAsync<ListExpiringResponse>(
            new ListExpiringRequest { UnitId = "oslo", FromDate = "2026-09-01", ToDate = "2027-08-01" });

        notices.Expiring.Select(one => (one.EmployeeId, one.NoticeDate)).ShouldBe([("anna", "2026-10-03"), ("anna", "2026-12-02")]);
    }

    [Fact]
    public async Task What_was_revoked_or_renewed_is_not_told_of()
    {
        await using var agency = await Verifying.Verified();
        agency.Time.Now += TimeSpan.FromDays(5);
        await agency.DoAsync(By.Employee("cato"), Verifying.Verify());
        agency.Caller = By.Employee("anna");

        (await agency.AskAsync<ListExpiringResponse>(Expiring("2027-11-01", "2028-04-01"))).Expiring
            .Select(one => one.VerificationId).Distinct().ShouldBe(["v2"]);
        await agency.DoAsync(By.Employee("cato"), Verifying.Revoke("v2"));
        (await agency.AskAsync<ListExpiringResponse>(Expiring("2027-11-01", "2028-04-01"))).Expiring.ShouldBeEmpty();
    }

    static ListExpiringRequest Expiring(string from, string to) => new() { EmployeeId = "anna", FromDate = from, ToDate = to };
}
