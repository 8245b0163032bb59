using System.Diagnostics.CodeAnalysis;

namespace Kompetanse.Competence.Resources;

/// <summary>All entities of one kind, by key, by arrival, and in the order of their keys.</summary>
public sealed class Register<TEntity> where TEntity : Entity
{
    private readonly Dictionary<string, TEntity> _byKey = new(StringComparer.Ordinal);
    private readonly List<TEntity> _byIndex = [];
    private volatile string[]? _keysInOrder;
    private volatile int[]? _ranks;

    /// <summary>How many.</summary>
    public int Count => _byIndex.Count;

    /// <summary>All, in the order of first arrival: the entity of index i is the i-th.</summary>
    public IReadOnlyList<TEntity> All => _byIndex;

    /// <summary>The entity with this key; it must be there.</summary>
    public TEntity this[string key] => _byKey[key];

    /// <summary>Whether there is one with this key.</summary>
    public bool Contains(string key) => _byKey.ContainsKey(key);

    /// <summary>The entity with this key; null when there is none.</summary>
    public TEntity? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The entity with this key, if there is one.</summary>
    public bool TryFind(string key, [MaybeNullWhen(false)] out TEntity entity) => _byKey.TryGetValue(key, out entity);

    /// <summary>The entities whose keys come after one in ordinal order.</summary>
    public IEnumerable<TEntity> After(string key)
    {
        var keys = KeysInOrder;
        var place = Array.BinarySearch(keys, key, StringComparer.Ordinal);
        for (var i = place < 0 ? ~place : place + 1; i < keys.Length; i++)
        {
            yield return _byKey[keys[i]];
        }
    }

    /// <summary>The place of an entity in the ordinal order of keys: 0, 1, 2 … For ordering many without reading their keys.</summary>
    public int RankOf(TEntity entity) => (_ranks ??= MakeRanks())[entity.Index];

    private string[] KeysInOrder => _keysInOrder ??= [.. _byKey.Keys.Order(StringComparer.Ordinal)];

    private int[] MakeRanks()
    {
        var keys = KeysInOrder;
        var ranks = new int[keys.Length];
        for (var rank = 0; rank < keys.Length; rank++)
        {
            ranks[_byKey[keys[rank]].Index] = rank;
        }

        return ranks;
    }

    /// <summary>The entity with this key, made when it is new.</summary>
    internal TEntity GetOrAdd(string key, Func<int, TEntity> create)
    {
        if (!_byKey.TryGetValue(key, out var entity))
        {
            entity = create(_byIndex.Count);
            _byKey.Add(key, entity);
            _byIndex.Add(entity);
            (_keysInOrder, _ranks) = (null, null);
        }

        return entity;
    }
}
