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

        return name;
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

        return state.RecordExists ? state.State! : throw EntryChain.Missing(version);
    }

    private static GrainId IdOf(string organisation, ByteString name) =>
        GrainId.Create("segment", $"{organisation}/{Convert.ToHexStringLower(name.Span)}");
}
