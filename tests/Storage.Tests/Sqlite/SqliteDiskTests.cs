using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Kompetanse.Platform.Storage;
using Kompetanse.Platform.Storage.Sqlite;
using Orleans;
using Orleans.Runtime;
using Shouldly;

namespace Kompetanse.Storage.Tests.Sqlite;

/// <summary>A disk that is full, and one that is read-only: nothing is acknowledged, and all is well when it is again.</summary>
public sealed class SqliteDiskTests
{
    [SmallDiskFact]
    public async Task On_a_full_disk_nothing_is_acknowledged_what_was_stays_and_with_space_it_goes_on()
    {
        using var disk = new SmallDisk(kilobytes: 900);
        await using var storage = Open(disk.Directory);
        var acknowledged = new List<int>();
        var refused = new List<int>();
        // Four at a time, which may share a transaction and its fate.
        for (var next = 0; refused.Count < 20; next += 4)
        {
            var reasons = await Task.WhenAll(Enumerable.Range(next, 4).Select(number => ReasonAsync(storage, number)));
            foreach (var (index, reason) in reasons.Index())
            {
                (reason ?? "STORAGE_FULL").ShouldBe("STORAGE_FULL");
                (reason is null ? acknowledged : refused).Add(next + index);
            }
        }

        acknowledged.Count.ShouldBeGreaterThan(4);
        await IsAsync(storage, acknowledged, refused);

        disk.Grow(kilobytes: 6_000);

        (await ReasonAsync(storage, refused[0])).ShouldBeNull();
        acknowledged.Add(refused[0]);
        refused.RemoveAt(0);
        await storage.DisposeAsync();
        await using var restarted = Open(disk.Directory);
        await IsAsync(restarted, acknowledged, refused);
    }

    [SmallDiskFact]
    public async Task A_state_larger_than_the_disk_is_refused_and_what_fits_is_still_taken()
    {
        using var disk = new SmallDisk(kilobytes: 700);
        await using var storage = Open(disk.Directory);
        (await ReasonAsync(storage, 1)).ShouldBeNull();

        (await ReasonAsync(storage, 2, bytes: 3_000_000)).ShouldBe("STORAGE_FULL");

        (await ReasonAsync(storage, 3)).ShouldBeNull();
        await IsAsync(storage, [1, 3], [2]);
    }

    [SmallDiskFact]
    public async Task A_disk_that_is_full_before_the_storage_opens_is_named()
    {
        using var disk = new SmallDisk(kilobytes: 700);
        await using (var before = Open(disk.Directory))
            (await ReasonAsync(before, 1)).ShouldBeNull();
        var ballast = disk.Fill();
        await using var storage = Open(disk.Directory);

        (await ReasonAsync(storage, 2)).ShouldBe("STORAGE_FULL");
        File.Delete(ballast);

        (await ReasonAsync(storage, 2)).ShouldBeNull();
        await IsAsync(storage, [1, 2], []);
    }

    [SmallDiskFact]
    public async Task Where_nobody_can_write_grains_can_be_read_while_another_has_the_file_open()
    {
        using var disk = new SmallDisk(kilobytes: 700);
        await using var writer = Open(disk.Directory);
        (await ReasonAsync(writer, 1)).ShouldBeNull();
        await using var storage = Open(disk.ReadOnlyView);

        await IsAsync(storage, [1], [2]);
        (await ReasonAsync(storage, 2)).ShouldBe("STORAGE_READ_ONLY");

        disk.MakeViewWritable();
        (await ReasonAsync(storage, 2)).ShouldBeNull();
        await IsAsync(writer, [1, 2], []);
    }

    [SmallDiskFact]
    public async Task A_read_only_disk_is_named_and_when_it_is_writable_again_the_storage_goes_on()
    {
        using var disk = new SmallDisk(kilobytes: 700);
        await using (var before = Open(disk.Directory))
            (await ReasonAsync(before, 1)).ShouldBeNull();
        disk.MakeReadOnly();
        await using var storage = Open(disk.Directory);

        (await ReasonAsync(storage, 2)).ShouldBe("STORAGE_READ_ONLY");
        disk.MakeWritable();

        (await ReasonAsync(storage, 2)).ShouldBeNull();
        await IsAsync(storage, [1, 2], []);
    }

    static SqliteGrainStorage Open(string directory) => new(new SqliteGrainStorageOptions { DataDirectory = directory });

    static GrainId Grain(int number) => GrainId.Create("employee", $"{number}");

    /// <summary>Why a new state was not written; null when it was.</summary>
    static async Task<string?> ReasonAsync(SqliteGrainStorage storage, int number, int bytes = 20_000)
    {
        try
        {
            var value = new Any { TypeUrl = $"{number}", Value = ByteString.CopyFrom(new byte[bytes]) };
            await storage.WriteStateAsync("journal", Grain(number), new GrainState<Any>(value));
            return null;
        }
        catch (StorageUnavailableException refusal)
        {
            refusal.Message.ShouldBe($"The storage is unavailable: {refusal.Reason}.");
            return refusal.Reason;
        }
    }

    static async Task IsAsync(SqliteGrainStorage storage, IEnumerable<int> stored, IEnumerable<int> absent)
    {
        foreach (var number in stored)
            (await ReadAsync(number)).State!.TypeUrl.ShouldBe($"{number}");
        foreach (var number in absent)
            (await ReadAsync(number)).RecordExists.ShouldBeFalse();

        async Task<GrainState<Any>> ReadAsync(int number)
        {
            var state = new GrainState<Any>();
            await storage.ReadStateAsync("journal", Grain(number), state);
            return state;
        }
    }
}
