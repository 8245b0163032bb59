using System.Collections.Concurrent;
using Google.Protobuf;
using Kompetanse.Platform.Ledger;
using Kompetanse.Protos.Journal.V1;
using Orleans.Runtime;
using Orleans.Storage;

namespace Kompetanse.Platform.Journals;

/// <summary>Segments of journals: written once, read as often as anybody likes.</summary>
sealed class SegmentStore(IGrainStorage storage)
{
    private const string StateName = "segment";

    // Segments never change: what stands before one that was seen is known for good.
    private readonly ConcurrentDictionary<ByteString, (ByteString Name, long Last)> _before = [];

    /// <summary>Writes a segment.</summary>
    /// <returns>Its name: the hash of its last entry, which stands for all before it too.</returns>
    public async Task<ByteString> WriteAsync(string organisation, Segment segment)
    {
        var name = segment.Entries[^1].Hash;
        try
        {
            await storage.WriteStateAsync(StateName, IdOf(organisation, name), new GrainState<Segment>(segment));
        }
        catch (InconsistentStateException)
        {
            // It is there: a write whose outcome was not known has been repeated.
        }

        Remember(segment);
        return name;
    }

    /// <summary>The name of the segment before one, and the version of the last entry in it.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async ValueTask<(ByteString Name, long Last)> PreviousAsync(string organisation, ByteString name, long version)
    {
        if (!_before.TryGetValue(name, out var before))
        {
            await ReadAsync(organisation, name, version);
            before = _before[name];
        }

        return before;
    }

    /// <summary>Reads a segment.</summary>
    /// <param name="organisation">Whose journal.</param>
    /// <param name="name">The hash of its last entry.</param>
    /// <param name="version">The version of that entry, to be told when the segment is gone.</param>
    /// <exception cref="LedgerDamagedException">There is none, or it can't be read.</exception>
    public async Task<Segment> ReadAsync(string organisation, ByteString name, long version)
    {
        var state = new GrainState<Segment>(new Segment());
        try
        {
            await LedgerFailure.GuardAsync(async () =>
            {
                await storage.ReadStateAsync(StateName, IdOf(organisation, name), state);
                return true;
            });
        }
        catch (LedgerUnavailableException damaged) when (damaged is { Reason: "LEDGER_DAMAGED" } and not LedgerDamagedException)
        {
            throw EntryChain.Unreadable(version, damaged);
        }

        if (!state.RecordExists)
        {
            throw EntryChain.Missing(version);
        }

        Remember(state.State!, name);
        return state.State!;
    }

    private void Remember(Segment segment, ByteString? name = null) =>
        _before[name ?? segment.Entries[^1].Hash] = (segment.Previous, segment.FirstVersion - 1);

    private static GrainId IdOf(string organisation, ByteString name) =>
        GrainId.Create("segment", $"{organisation}/{Convert.ToHexStringLower(name.Span)}");
}
