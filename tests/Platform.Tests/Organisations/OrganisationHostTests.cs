using Kompetanse.Platform.Ledger;
using Kompetanse.Testing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Organisations;

/// <summary>Several organisations in one process.</summary>
public sealed class OrganisationHostTests : IDisposable
{
    readonly string _directory = Directory.CreateTempSubdirectory("host-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Organisations_know_nothing_of_each_other()
    {
        await using var ledger = Open();
        await using var host = new OrganisationHost(
            Counters.Model(new Steps()), ledger, new AgencyClock(TimeProvider.System));

        await host.ExecuteAsync("nav", Counters.CountUp("a", "r-1"), Counters.Tester, CancellationToken.None);
        await host.ExecuteAsync("nav", Counters.CountUp("a"), Counters.Tester, CancellationToken.None);
        await host.ExecuteAsync("ssb", Counters.CountUp("a", "r-1"), Counters.Tester, CancellationToken.None);

        CountingOrganisation.ValueOf(await host.QueryAsync("nav", Counters.Value("a"), Counters.Tester, CancellationToken.None)).ShouldBe(2);
        CountingOrganisation.ValueOf(await host.QueryAsync("ssb", Counters.Value("a"), Counters.Tester, CancellationToken.None)).ShouldBe(1);
    }

    [Fact]
    public async Task An_organisation_that_failed_to_open_is_tried_again()
    {
        await using var ledger = Open();
        await ledger.AppendAsync(
            "nav", LedgerHead.Empty, [new Entry { RecordedAt = new(), Events = { new Event { Name = "counted.v1" } } }], [], CancellationToken.None);
        var steps = new Steps();
        var failures = 0;
        var watched = new WatchedLedger(ledger, steps)
        {
            AfterReadingKeys = () => failures++ == 0
                ? throw new LedgerUnavailableException("LEDGER_UNAVAILABLE")
                : Task.CompletedTask,
        };
        var model = new OrganisationModel()
            .State(() => new object())
            .Event<object, Protos.Directory.V1.Site>("counted.v1", (_, _, _) => { });
        await using var host = new OrganisationHost(model, watched, new AgencyClock(TimeProvider.System));

        await Should.ThrowAsync<LedgerUnavailableException>(() => host.OpenAsync("nav"));

        (await host.OpenAsync("nav")).Position.ShouldBe(1);
    }

    LedgerInFolder Open() => new(_directory);
}
