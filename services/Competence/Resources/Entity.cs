using System.Globalization;
using Google.Protobuf;

namespace Kompetanse.Competence.Resources;

/// <summary>Something in the agency that has an identity and changes.</summary>
/// <param name="key">Its identity among its kind.</param>
/// <param name="index">Its place in the order of first arrival: 0, 1, 2 …</param>
public abstract class Entity(string key, int index)
{
    /// <summary>Its identity among its kind.</summary>
    public string Key { get; } = key;

    /// <summary>Its place in the order of first arrival: 0, 1, 2 …, for arrays beside the register.</summary>
    public int Index { get; } = index;

    /// <summary>The ledger position of its last change.</summary>
    public long Revision { get; internal set; }

    /// <summary>What a caller shows to say which state of it was read.</summary>
    public string Etag => Revision.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An entity that callers know by a message.</summary>
public abstract class Entity<TMessage>(string key, int index) : Entity(key, index)
    where TMessage : class, IMessage<TMessage>
{
    /// <summary>As it was last saved, without etag. Never changed in place.</summary>
    public TMessage Saved { get; internal set; } = null!;

    /// <summary>As callers see it: with its etag.</summary>
    public TMessage View()
    {
        var view = Saved.Clone();
        view.Descriptor.FindFieldByName("etag").Accessor.SetValue(view, Etag);
        return view;
    }
}
