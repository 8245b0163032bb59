using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.Competence.Resources;

/// <summary>What callers can do with every kind of resource alike: create, update, get and list (AIP 131 to 134).</summary>
/// <param name="Field">The resource's field in requests, such as <c>unit</c>.</param>
/// <param name="RegisterOf">Where the agency keeps them.</param>
/// <param name="KeyOf">A resource's key.</param>
/// <param name="Put">Stages a resource, with the shape it must have.</param>
/// <param name="RecordedKey">The key of the resource that an event saved; null for other events.</param>
/// <param name="NotFound">The refusal for a key that is not there.</param>
/// <param name="Fixed">Fields that make up the identity or that the server fills in: no update changes them.</param>
internal sealed record ResourceKind<TEntity, TMessage>(
    string Field,
    Func<Agency, Register<TEntity>> RegisterOf,
    Func<TMessage, string> KeyOf,
    Action<Changes, TMessage, string> Put,
    Func<IMessage, string?> RecordedKey,
    Func<string, string, Refusal> NotFound,
    params string[] Fixed)
    where TEntity : Entity<TMessage>
    where TMessage : class, IMessage<TMessage>, new()
{
    private static readonly Google.Protobuf.Reflection.MessageDescriptor Descriptor = new TMessage().Descriptor;
    private static readonly Google.Protobuf.Reflection.IFieldAccessor Etag = Descriptor.FindFieldByName("etag").Accessor;

    /// <summary>Creates a resource that must not be there.</summary>
    public Decision Create(Agency agency, TMessage? message, DecisionContext context)
    {
        if (message is null)
        {
            return Decision.Refuse(new FieldRequired(Field));
        }

        var changes = new Changes(agency, context);
        var key = KeyOf(message);
        if (RegisterOf(agency).Contains(key))
        {
            return Decision.Refuse(new AlreadyExists(Field, Ids.Shown(key)));
        }

        Put(changes, WithoutEtag(message), Field);
        return changes.Decide();
    }

    /// <summary>Changes the masked fields of a resource that must be there; all of them when there is no mask.</summary>
    public Decision Update(Agency agency, TMessage? message, FieldMask? mask, DecisionContext context)
    {
        if (message is null)
        {
            return Decision.Refuse(new FieldRequired(Field));
        }

        var key = KeyOf(message);
        return RegisterOf(agency).Find(key) is { } entity
            ? Change(agency, entity.Saved, entity.Etag, message, mask, context)
            : Decision.Refuse(NotFound(Field, Ids.Shown(key)));
    }

    /// <summary>The same for a resource that is always there, and empty before its first update.</summary>
    /// <param name="empty">As it is before, with the key of what was sent.</param>
    public Decision UpdateOrCreate(
        Agency agency, TMessage? message, FieldMask? mask, DecisionContext context, Func<TMessage, TMessage> empty)
    {
        if (message is null)
        {
            return Decision.Refuse(new FieldRequired(Field));
        }

        var entity = RegisterOf(agency).Find(KeyOf(message));
        return Change(agency, entity?.Saved ?? empty(message), entity?.Etag ?? "", message, mask, context);
    }

    /// <summary>A resource that must be there.</summary>
    public QueryResult Get(Agency agency, string key, string field) =>
        RegisterOf(agency).Find(key) is { } entity ? QueryResult.Of(entity.View()) : NotFound(field, Ids.Shown(key));

    /// <summary>
    /// The resource that a command saved. A repeated request id is answered with what it saved the first time, whatever
    /// the repetition names.
    /// </summary>
    public TEntity Saved(Agency agency, IReadOnlyList<IMessage> events, TMessage? sent) =>
        RegisterOf(agency)[events.Select(RecordedKey).FirstOrDefault(key => key is not null) ?? KeyOf(sent!)];

    private Decision Change(
        Agency agency, TMessage standing, string standingEtag, TMessage message, FieldMask? mask, DecisionContext context)
    {
        if (Etag.GetValue(message) is string { Length: > 0 } etag && etag != standingEtag)
        {
            return Decision.Refuse(new EtagStale($"{Field}.etag"));
        }

        var changed = standing.Clone();
        if (Merge(message, changed, mask) is { } refusal)
        {
            return Decision.Refuse(refusal);
        }

        var changes = new Changes(agency, context);
        Put(changes, changed, Field);
        return changes.Decide();
    }

    private static TMessage WithoutEtag(TMessage message)
    {
        var copy = message.Clone();
        Etag.SetValue(copy, "");
        return copy;
    }

    /// <summary>
    /// Copies the masked fields, or every free one. A fixed field can't be named; without a mask it may be left empty or
    /// sent as it stands, and is refused when it differs, so that nobody believes it changed (AIP-203).
    /// </summary>
    private Refusal? Merge(TMessage from, TMessage to, FieldMask? mask)
    {
        var masked = mask is { Paths.Count: > 0 };
        foreach (var field in masked ? [] : Fixed)
        {
            var accessor = Descriptor.FindFieldByName(field).Accessor;
            if (accessor.GetValue(from) is string { Length: > 0 } sent && sent != (string)accessor.GetValue(to))
            {
                return new FieldFixed($"{Field}.{field}");
            }
        }

        var paths = masked
            ? mask!.Paths
            : Descriptor.Fields.InDeclarationOrder().Select(field => field.Name).Where(IsFree);
        foreach (var path in paths)
        {
            if (Descriptor.FindMasked(path) is not { } field || !IsFree(field.Name))
            {
                return new UpdateMaskInvalid(Ids.Shown(path));
            }

            var one = new FieldMask { Paths = { field.Name } };
            field.Accessor.Clear(to);
            one.Merge(from, to, new FieldMask.MergeOptions { ReplaceRepeatedFields = true, ReplaceMessageFields = true });
        }

        return null;
    }

    private bool IsFree(string field) => field != "etag" && !Fixed.Contains(field);
}
