using System.Diagnostics.CodeAnalysis;

namespace Kompetanse.Competence.Changing;

/// <summary>Resources of one kind that a command would save, by key, each with where in the request it stands.</summary>
internal sealed class Staged<TMessage> where TMessage : class
{
    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);

    /// <summary>In the order they were staged.</summary>
    public IEnumerable<Row> Rows => _rows.Values;

    public int Count => _rows.Count;

    public bool Contains(string key) => _rows.ContainsKey(key);

    public TMessage? Find(string key) => _rows.TryGetValue(key, out var row) ? row.Message : null;

    /// <summary>Stages a resource; false and the row before it when the key is staged already.</summary>
    public bool TryAdd(string key, TMessage message, string field, [NotNullWhen(false)] out Row? before)
    {
        if (_rows.TryGetValue(key, out before))
        {
            return false;
        }

        _rows.Add(key, new Row(key, message, field));
        return true;
    }

    /// <param name="Key">The resource's key.</param>
    /// <param name="Message">The resource as it would be saved.</param>
    /// <param name="Field">Proto path of the resource in the request.</param>
    internal sealed record Row(string Key, TMessage Message, string Field);
}
