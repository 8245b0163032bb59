using Google.Protobuf;
using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Ledger.Sqlite;
using Kompetanse.Protos.Ledger.V1;
using Shouldly;

namespace Kompetanse.Platform.Tests.Ledger;

/// <summary>A disk that is full, and one that is read-only: nothing is acknowledged, and all is well when it is again.</summary>
public sealed class SqliteLedgerDiskTests
{
    const string Organisation = "nav";

    [SmallDiskFact]
    public async Task On_a_full_disk_nothing_is_acknowledged_what_was_stays_and_with_space_it_goes_on()
    {
        using var disk = new SmallDisk(kilobytes: 700);
        await using var ledger = Open(disk.Directory);
        var head = LedgerHead.Empty;
        var acknowledged = new List<string>();
        LedgerUnavailableException? refusal = null;
        while (refusal is null)
        {
            // Each batch takes about 40 kB and brings a person's key.
            var batch = acknowledged.Count;
            try
            {
                head = await AppendAsync(ledger, head, $"{batch}", $"{batch + 1}");
                acknowledged.AddRange([$"{batch}", $"{batch + 1}"]);
            }
            catch (LedgerUnavailableException exception)
            {
                refusal = exception;
            }
        }

        (refusal.Reason, refusal.Message).ShouldBe(("LEDGER_FULL", "The ledger is unavailable: LEDGER_FULL."));
        acknowledged.Count.ShouldBeInRange(4, 40);
        await IsAsync(ledger, acknowledged);
        (await Should.ThrowAsync<LedgerUnavailableException>(() => AppendAsync(ledger, head, "still", "full")))
            .Reason.ShouldBe("LEDGER_FULL");

        disk.Grow(kilobytes: 4_000);

        await AppendAsync(ledger, head, "with", "space");
        await IsAsync(ledger, [.. acknowledged, "with", "space"]);
        await ledger.DisposeAsync();
        await using var restarted = Open(disk.Directory);
        await IsAsync(restarted, [.. acknowledged, "with", "space"]);
    }

    [SmallDiskFact]
    public async Task An_import_larger_than_the_disk_is_refused_and_what_fits_is_still_taken()
    {
        using var disk = new SmallDisk(kilobytes: 700);
        await using var ledger = Open(disk.Directory);
        var head = await AppendAsync(ledger, LedgerHead.Empty, "a", "b");

        // Larger than SQLite's cache too, so that the disk is full long before the commit.
        var import = Enumerable.Range(0, 300).Select(number => $"{number}").ToArray();
        (await Should.ThrowAsync<LedgerUnavailableException>(() => AppendAsync(ledger, head, import)))
            .Reason.ShouldBe("LEDGER_FULL");

        await AppendAsync(ledger, head, "c", "d");
        await IsAsync(ledger, ["a", "b", "c", "d"]);
    }

    [SmallDiskFact]
    public async Task A_disk_that_is_full_before_the_ledger_opens_is_named()
    {
        using var disk = new SmallDisk(kilobytes: 700);
        LedgerHead head;
        await using (var before = Open(disk.Directory))
            head = await AppendAsync(before, LedgerHead.Empty, "a", "b");
        var ballast = disk.Fill();
        await using var ledger = Open(disk.Directory);

        (await Should.ThrowAsync<LedgerUnavailableException>(() => AppendAsync(ledger, head, "c", "d")))
            .Reason.ShouldBe("LEDGER_FULL");
        File.Delete(ballast);

        await AppendAsync(ledger, head, "c", "d");
        await IsAsync(ledger, ["a", "b", "c", "d"]);
    }

    [SmallDiskFact]
    public async Task Where_nobody_can_write_the_ledger_can_be_read_while_another_has_it_open_but_not_appended_to()
    {
        using var disk = new SmallDisk(kilobytes: 700);
        await using var writer = Open(disk.Directory);
        var head = await AppendAsync(writer, LedgerHead.Empty, "a", "b");
        await using var ledger = Open(disk.ReadOnlyView);

        await IsAsync(ledger, ["a", "b"]);
        await IsReadOnlyAsync(ledger, head);
        head = await AppendAsync(writer, head, "c", "d");
        await IsAsync(ledger, ["a", "b", "c", "d"]);

        disk.MakeViewWritable();
        await AppendAsync(ledger, head, "e", "f");
        await IsAsync(writer, ["a", "b", "c", "d", "e", "f"]);
    }

    [SmallDiskFact]
    public async Task A_read_only_disk_is_named_and_when_it_is_writable_again_the_ledger_goes_on()
    {
        using var disk = new SmallDisk(kilobytes: 700);
        LedgerHead head;
        await using (var before = Open(disk.Directory))
            head = await AppendAsync(before, LedgerHead.Empty, "a", "b");
        disk.MakeReadOnly();
        await using var ledger = Open(disk.Directory);

        await IsReadOnlyAsync(ledger, head);
        disk.MakeWritable();

        await AppendAsync(ledger, head, "c", "d");
        await IsAsync(ledger, ["a", "b", "c", "d"]);
    }

    static SqliteLedger Open(string directory) => new(new SqliteLedgerOptions { DataDirectory = directory });

    static async Task<LedgerHead> AppendAsync(SqliteLedger ledger, LedgerHead head, params string[] actors)
    {
        var entries = actors.Select(actor => new Entry
        {
            Actor = actor,
            Events = { new Event { Name = "unit-saved.v1", Payload = ByteString.CopyFrom(new byte[20_000]) } },
        });
        var key = new PersonKey(actors[0], new byte[PersonKey.Length]);
        return (await ledger.AppendAsync(Organisation, head, [.. entries], [key], CancellationToken.None))
            .ShouldBeOfType<AppendResult.Appended>().Head;
    }

    static async Task IsAsync(SqliteLedger ledger, IReadOnlyList<string> actors)
    {
        var stored = await ledger.ReadAsync(Organisation, 0, CancellationToken.None).ToListAsync();
        stored.Select(entry => entry.Entry.Actor).ShouldBe(actors);
        var keys = await ledger.ReadKeysAsync(Organisation, CancellationToken.None);
        keys.Select(key => key.Person).ShouldBe(actors.Where((_, index) => index % 2 == 0), ignoreOrder: true);
    }

    static async Task IsReadOnlyAsync(SqliteLedger ledger, LedgerHead head)
    {
        var refusal = await Should.ThrowAsync<LedgerUnavailableException>(() => AppendAsync(ledger, head, "x", "y"));
        (refusal.Reason, refusal.Message).ShouldBe(("LEDGER_READ_ONLY", "The ledger is unavailable: LEDGER_READ_ONLY."));
    }
}
