using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Shouldly;
using Xunit;

namespace Kompetanse.Storage.Tests;

/// <summary>
/// What every storage must do. One joins with a class of a few lines that opens it. All tests of a class may share a store:
/// each has an agency of its own.
/// </summary>
public abstract partial class GrainStorageContract
{
    protected const string Journal = "journal";

    readonly string _agency = Guid.NewGuid().ToString();

    /// <summary>Opens the test's own store; each call as another silo would.</summary>
    protected abstract Task<StorageClient> OpenAsync();

    [Fact]
    public async Task What_was_never_written_is_not_there()
    {
        await using var client = await OpenAsync();
        var state = new GrainState<BytesValue> { State = Some("left over"), ETag = "1", RecordExists = true };

        await client.Storage.ReadStateAsync(Journal, Grain("anna"), state);

        (state.State, state.ETag, state.RecordExists).ShouldBe((new BytesValue(), null, false));
    }

    [Fact]
    public async Task What_was_written_is_read_back_here_and_by_another_client()
    {
        await using var client = await OpenAsync();
        var written = await WriteAsync(client, Grain("anna"), Some("a"));
        written.RecordExists.ShouldBeTrue();
        written.ETag.ShouldNotBeNullOrEmpty();

        await using var other = await OpenAsync();

        foreach (var reader in new[] { client, other })
        {
            var read = await ReadAsync(reader, Grain("anna"));
            (read.State, read.ETag, read.RecordExists).ShouldBe((Some("a"), written.ETag, true));
        }
    }

    [Fact]
    public async Task Eight_megabytes_are_one_state()
    {
        await using var client = await OpenAsync();
        var large = new byte[8 << 20];
        new Random(8).NextBytes(large);

        await WriteAsync(client, Grain("large"), new BytesValue { Value = ByteString.CopyFrom(large) });

        (await ReadAsync(client, Grain("large"))).State!.Value.Span.SequenceEqual(large).ShouldBeTrue();
    }

    [Fact]
    public async Task The_ETag_moves_with_each_write()
    {
        await using var client = await OpenAsync();
        var state = await WriteAsync(client, Grain("anna"), Some("0"));
        var seen = new HashSet<string> { state.ETag! };

        for (var i = 1; i < 20; i++)
        {
            state.State = Some($"{i}");
            await client.Storage.WriteStateAsync(Journal, Grain("anna"), state);

            seen.Add(state.ETag!).ShouldBeTrue();
            var read = await ReadAsync(client, Grain("anna"));
            (read.State, read.ETag).ShouldBe((Some($"{i}"), state.ETag));
        }
    }

    [Fact]
    public async Task A_message_without_any_field_is_kept_and_can_be_replaced()
    {
        await using var client = await OpenAsync();
        await WriteAsync(client, Grain("empty"), new BytesValue());

        var read = await ReadAsync(client, Grain("empty"));
        (read.State, read.ETag is null).ShouldBe((new BytesValue(), false));

        read.State = Some("filled");
        await client.Storage.WriteStateAsync(Journal, Grain("empty"), read);
        (await ReadAsync(client, Grain("empty"))).State.ShouldBe(Some("filled"));
    }

    [Fact]
    public async Task A_state_that_is_no_message_is_called_a_bug()
    {
        await using var client = await OpenAsync();

        (await Should.ThrowAsync<NotSupportedException>(
            () => client.Storage.WriteStateAsync(Journal, Grain("text"), new GrainState<string>("text")))).Message.ShouldBe(
                "Grains are stored as protobuf messages: the state System.String must be a message, or hold its data in one.");
    }

    /// <summary>An employee of the test's agency.</summary>
    protected GrainId Grain(string key, string type = "employee") => GrainId.Create(type, $"{_agency}/{key}");

    protected static BytesValue Some(string text) => new() { Value = ByteString.CopyFromUtf8(text) };

    protected static async Task<GrainState<BytesValue>> ReadAsync(StorageClient client, GrainId grain, string name = Journal)
    {
        var state = new GrainState<BytesValue>();
        await client.Storage.ReadStateAsync(name, grain, state);
        return state;
    }

    /// <summary>Writes what must not be there yet.</summary>
    protected static async Task<GrainState<BytesValue>> WriteAsync(
        StorageClient client, GrainId grain, BytesValue value, string name = Journal)
    {
        var state = new GrainState<BytesValue>(value);
        await client.Storage.WriteStateAsync(name, grain, state);
        return state;
    }

    protected static async Task ConflictsAsync(Func<Task> work) => await Should.ThrowAsync<InconsistentStateException>(work);
}
