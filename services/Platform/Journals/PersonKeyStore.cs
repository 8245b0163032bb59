using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Kompetanse.Platform.Ledger;
using Kompetanse.Protos.Journal.V1;
using Orleans.Runtime;
using Orleans.Storage;

namespace Kompetanse.Platform.Journals;

/// <summary>
/// The keys of an agency's persons, outside the journal, so that one can be destroyed. They lie in parts: a new person costs
/// the writing of one, and all are read in a few dozen.
/// </summary>
sealed class PersonKeyStore(IGrainStorage storage)
{
    private const string StateName = "keys";

    /// <summary>How many parts there are. Never to be changed: where a key lies follows from it.</summary>
    private const int Parts = 64;

    /// <summary>All keys there are.</summary>
    public async Task<IReadOnlyList<PersonKey>> ReadAsync(string organisation)
    {
        var parts = await Task.WhenAll(Enumerable.Range(0, Parts).Select(part => ReadPartAsync(organisation, part)));
        return [.. parts.SelectMany(part => part.State!.Keys).Select(key => new PersonKey(key.Key, key.Value.Memory))];
    }

    /// <summary>Adds keys of persons who have none.</summary>
    /// <returns>
    /// False when another writer was first with one of them. Others may have been added: such a key is found when its person is
    /// recorded, and is nobody's until then.
    /// </returns>
    public async Task<bool> TryAddAsync(string organisation, IReadOnlyList<PersonKey> keys)
    {
        var added = await Task.WhenAll(
            keys.GroupBy(key => PartOf(key.Person)).Select(part => TryAddAsync(organisation, part.Key, part)));
        return added.All(each => each);
    }

    private async Task<bool> TryAddAsync(string organisation, int part, IEnumerable<PersonKey> keys)
    {
        var state = await ReadPartAsync(organisation, part);
        var book = state.State = state.State!.Clone();
        foreach (var key in keys)
        {
            // A key that is there already is this one when an append whose outcome was not known is repeated.
            if (!book.Keys.TryAdd(key.Person, ByteString.CopyFrom(key.Key.Span))
                && !book.Keys[key.Person].Span.SequenceEqual(key.Key.Span))
            {
                return false;
            }
        }

        try
        {
            await storage.WriteStateAsync(StateName, IdOf(organisation, part), state);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private async Task<GrainState<PersonKeys>> ReadPartAsync(string organisation, int part)
    {
        var state = new GrainState<PersonKeys>(new PersonKeys());
        await storage.ReadStateAsync(StateName, IdOf(organisation, part), state);
        return state;
    }

    private static int PartOf(string person) => SHA256.HashData(Encoding.UTF8.GetBytes(person))[0] % Parts;

    private static GrainId IdOf(string organisation, int part) => GrainId.Create("keys", $"{organisation}/{part}");
}
