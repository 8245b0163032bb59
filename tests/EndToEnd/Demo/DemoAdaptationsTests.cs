using Kompetanse.Protos.Catalogue.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Demo;

/// <summary>Local changes to role profiles.</summary>
public sealed class DemoAdaptationsTests
{
    // O 4.7: «85 %-rolleforventning».
    [Theory, MemberData(nameof(DemoRows.Each), MemberType = typeof(DemoRows))]
    public void Two_local_adaptations_leave_eighty_five_percent_of_every_version_since_unchanged(int made)
    {
        var rows = DemoRows.Several[made];
        rows.LocalAdaptations.Count.ShouldBe(2);
        foreach (var adaptation in rows.LocalAdaptations)
        {
            var versions = rows.RoleProfiles.Where(profile => profile.RoleId == adaptation.RoleId).ToList();
            var first = versions.Where(profile => DemoRows.Day(profile.ValidFrom) <= DemoRows.Day(adaptation.ValidFrom))
                .MaxBy(profile => profile.ValidFrom).ShouldNotBeNull();
            foreach (var version in versions.Where(profile => DemoRows.Day(profile.ValidFrom) >= DemoRows.Day(first.ValidFrom)))
            {
                Unchanged(version, adaptation).ShouldBeInRange(0.85, 0.99, $"{adaptation.UnitId} {version.ValidFrom}");
            }
        }
    }

    static double Unchanged(RoleProfile national, LocalAdaptation adaptation)
    {
        var resulting = national.Expectations.ToDictionary(row => row.CompetenceId, row => (row.Level, row.Weight));
        foreach (var change in adaptation.Changes)
        {
            if (change.HasLevel)
            {
                resulting[change.CompetenceId] = (change.Level, change.Weight);
            }
            else
            {
                resulting.Remove(change.CompetenceId).ShouldBeTrue(change.CompetenceId);
            }
        }

        var unchanged = national.Expectations
            .Where(row => resulting.TryGetValue(row.CompetenceId, out var now) && now == (row.Level, row.Weight))
            .Sum(row => row.Weight);
        return (double)unchanged / Math.Max(national.Expectations.Sum(row => row.Weight), resulting.Values.Sum(row => row.Weight));
    }
}
