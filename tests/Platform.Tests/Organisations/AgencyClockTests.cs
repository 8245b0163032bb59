using Kompetanse.Platform.Organisations;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Organisations;

public sealed class AgencyClockTests
{
    [Theory]
    [InlineData("2026-01-15T22:59:59.999Z", "2026-01-15")] // winter: one hour before UTC
    [InlineData("2026-01-15T23:00:00Z", "2026-01-16")]
    [InlineData("2026-07-15T21:59:59.999Z", "2026-07-15")] // summer: two
    [InlineData("2026-07-15T22:00:00Z", "2026-07-16")]
    [InlineData("2026-03-28T23:00:00Z", "2026-03-29")] // the night the clocks go forward
    [InlineData("2026-03-29T21:59:59Z", "2026-03-29")]
    [InlineData("2026-03-29T22:00:00Z", "2026-03-30")]
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25")] // the night they go back
    [InlineData("2026-10-25T22:59:59Z", "2026-10-25")]
    [InlineData("2026-10-25T23:00:00Z", "2026-10-26")]
    [InlineData("2026-12-31T23:00:00Z", "2027-01-01")]
    [InlineData("2026-07-16T00:00:00+02:00", "2026-07-16")]
    public void Today_is_the_date_in_oslo(string instant, string date) =>
        new AgencyClock(new FakeTime(DateTimeOffset.Parse(instant))).Today().ShouldBe(DateOnly.Parse(date));

    [Fact]
    public void Now_is_in_utc() =>
        new AgencyClock(new FakeTime(DateTimeOffset.Parse("2026-07-15T22:00:00Z"))).Now()
            .ShouldBe(DateTimeOffset.Parse("2026-07-15T22:00:00Z"));
}
