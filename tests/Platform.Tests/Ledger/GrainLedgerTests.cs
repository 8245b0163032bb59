using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Kompetanse.Platform.Ledger;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Testing;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Ledger;

/// <summary>Ledgers on a real storage: what is appended, read, in conflict, and found when it was changed behind their back.</summary>
public sealed partial class GrainLedgerTests : IDisposable
{
    const string Organisation = "nav";

    readonly string _directory = Directory.CreateTempSubdirectory("ledger-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>Opens the test's own ledgers, which are empty at first; each call as another process would.</summary>
    LedgerInFolder Open() => new(_directory);

    [Fact]
    public async Task What_is_appended_is_read_back_in_order_with_its_place_in_the_chain()
    {
        await using var ledger = Open();
        var head = await AppendAsync(ledger, LedgerHead.Empty, Some("a"), Some("b"));
        head = await AppendAsync(ledger, head, Some("c"));

        var read = await ReadAsync(ledger);

        read.Select(entry => entry.Entry.Actor).ShouldBe(["a", "b", "c"]);
        read.Select(entry => entry.Entry.Position).ShouldBe([1L, 2L, 3L]);
        read.ShouldAllBe(entry => entry.Entry.Organisation == Organisation);
        read[0].Entry.PreviousHash.ToByteArray().ShouldBe(new byte[32]);
        read[1].Entry.PreviousHash.ToByteArray().ShouldBe(read[0].Hash.ToArray());
        read[2].Entry.PreviousHash.ToByteArray().ShouldBe(read[1].Hash.ToArray());
        read[2].Entry.Events.ShouldBe(Some("c").Events);
        head.ShouldBe(new LedgerHead(3, read[2].Hash));
    }

    [Fact]
    public async Task Another_process_reads_what_was_appended()
    {
        await using var ledger = Open();
        await AppendAsync(ledger, LedgerHead.Empty, Some("a"), Some("b"));

        await using var other = Open();

        (await ReadAsync(other)).Select(entry => entry.Entry.Actor).ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData(0, new[] { "a", "b", "c" })]
    [InlineData(1, new[] { "b", "c" })]
    [InlineData(3, new string[0])]
    [InlineData(9, new string[0])]
    public async Task Reading_begins_after_a_position(long after, string[] expected)
    {
        await using var ledger = Open();
        await AppendAsync(ledger, LedgerHead.Empty, Some("a"), Some("b"), Some("c"));

        (await ReadAsync(ledger, after)).Select(entry => entry.Entry.Actor).ShouldBe(expected);
    }

    [Fact]
    public async Task An_import_of_tens_of_megabytes_is_one_entry()
    {
        await using var ledger = Open();
        var import = Some("import", bytes: 30_000_000);
        var head = await AppendAsync(ledger, LedgerHead.Empty, import);
        await AppendAsync(ledger, head, Some("next"));

        var read = await ReadAsync(ledger);

        read.Count.ShouldBe(2);
        read[0].Entry.Equals(import).ShouldBeTrue();
    }

    [Fact]
    public async Task Organisations_are_separate()
    {
        await using var ledger = Open();
        await AppendAsync(ledger, LedgerHead.Empty, Some("a", request: "r"));
        var other = await ledger.AppendAsync(
            "ssb", LedgerHead.Empty, [Some("b", request: "r")], [Key("emp-1")], CancellationToken.None);

        other.ShouldBeOfType<AppendResult.Appended>().Head.Position.ShouldBe(1);
        (await ReadAsync(ledger)).ShouldHaveSingleItem().Entry.Actor.ShouldBe("a");
        (await ReadAsync(ledger, organisation: "ssb")).ShouldHaveSingleItem().Entry.Actor.ShouldBe("b");
        (await ledger.ReadKeysAsync(Organisation, CancellationToken.None)).ShouldBeEmpty();
        (await ledger.VerifyAsync("ssb", CancellationToken.None)).ShouldBe(
            new LedgerVerification(1, ((AppendResult.Appended)other).Head, Fault: null));
    }

    [Fact]
    public async Task An_empty_ledger_is_whole()
    {
        await using var ledger = Open();

        (await ReadAsync(ledger)).ShouldBeEmpty();
        (await ledger.VerifyAsync(Organisation, CancellationToken.None)).ShouldBe(
            new LedgerVerification(0, LedgerHead.Empty, Fault: null));
    }

    /// <summary>An entry by an actor, with one event of some bytes.</summary>
    static Entry Some(string actor, string request = "", int bytes = 100)
    {
        var payload = new byte[bytes];
        new Random(actor.Sum(letter => letter)).NextBytes(payload);
        return new Entry
        {
            Actor = actor,
            RequestId = request,
            Command = "kompetanse.directory.v1.CreateUnitRequest",
            RecordedAt = Timestamp.FromDateTime(DateTime.UnixEpoch),
            Events = { new Event { Name = "unit-saved.v1", Payload = ByteString.CopyFrom(payload) } },
        };
    }

    static PersonKey Key(string person, byte filling = 7)
    {
        var key = new byte[PersonKey.Length];
        Array.Fill(key, filling);
        return new PersonKey(person, key);
    }

    /// <summary>Appends what must not conflict.</summary>
    static async Task<LedgerHead> AppendAsync(LedgerInFolder ledger, LedgerHead head, params IReadOnlyList<Entry> entries) =>
        (await ledger.AppendAsync(Organisation, head, entries, [], CancellationToken.None))
            .ShouldBeOfType<AppendResult.Appended>().Head;

    static async Task<IReadOnlyList<LedgerEntry>> ReadAsync(LedgerInFolder ledger, long after = 0, string organisation = Organisation) =>
        await ledger.ReadAsync(organisation, after, CancellationToken.None).ToListAsync();
}
