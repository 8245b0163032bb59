using Google.Protobuf;
using Google.Protobuf.Reflection;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Resources;

/// <summary>
/// What every kind of resource does alike: create, update with mask and etag, get, list in pages. A kind joins with a
/// class of a few lines that makes resources and changes them.
/// </summary>
public abstract class ResourceContract<TMessage> where TMessage : class, IMessage<TMessage>, new()
{
    static readonly MessageDescriptor Message = new TMessage().Descriptor;

    /// <summary>The resource's field in requests, such as <c>unit</c>.</summary>
    protected abstract string Field { get; }

    /// <summary>A resource that the small agency does not have, another for each number 0 to 6, in the order of its key.</summary>
    protected abstract TMessage Make(int number);

    /// <summary>A field that <see cref="Change"/> changes and that may be empty.</summary>
    protected abstract string Clearable { get; }

    /// <summary>Gives the clearable field and, if there is any, another field, other values than <see cref="Make"/> did.</summary>
    protected abstract void Change(TMessage message);

    /// <summary>Another field that <see cref="Change"/> changes; null when there is none.</summary>
    protected virtual string? Other => null;

    /// <summary>Fields that make up the identity.</summary>
    protected virtual IReadOnlyList<string> Key => ["id"];

    /// <summary>How a new one comes to be.</summary>
    protected virtual string CreateMethod => "Create";

    /// <summary>What the small agency must have done before.</summary>
    protected virtual IReadOnlyList<IMessage> History => [];

    /// <summary>What the methods call it.</summary>
    protected virtual string Noun => Message.Name;

    /// <summary>The request that gets a resource.</summary>
    protected virtual IMessage Getting(TMessage message) =>
        Request("Get", [.. Key.Select(field => (field, Value(message, field)))]);

    /// <summary>The request that lists them.</summary>
    protected virtual IMessage Listing() => Request("List");

    [Fact]
    public async Task What_is_created_can_be_got_and_listed_with_the_position_as_its_etag()
    {
        await using var agency = await Given.Agency(History);

        var created = await CreateAsync(agency, Make(3));

        Value(created, "etag").ShouldBe($"{History.Count + 2}");
        WithoutOutput(created).ShouldBe(WithoutOutput(Make(3)));
        (await agency.AskAsync<TMessage>(Getting(created))).ShouldBe(created);
        (await ListAsync(agency)).ShouldContain(created);
        await agency.ReopenAsync();
        (await agency.AskAsync<TMessage>(Getting(created))).ShouldBe(created);
    }

    [Fact]
    public async Task An_update_without_a_mask_changes_every_field()
    {
        await using var agency = await Given.Agency(History);
        var changed = (await CreateAsync(agency, Make(0))).Clone();
        Change(changed);

        var updated = await agency.AskAsync<TMessage>(Update(changed));

        WithoutOutput(updated).ShouldBe(WithoutOutput(changed));
        Value(updated, "etag").ShouldBe($"{History.Count + 3}");
        (await agency.AskAsync<TMessage>(Getting(updated))).ShouldBe(updated);
    }

    [Fact]
    public async Task An_update_with_a_mask_changes_nothing_else()
    {
        await using var agency = await Given.Agency(History);
        var created = await CreateAsync(agency, Make(0));
        var sent = created.Clone();
        Change(sent);

        var updated = await agency.AskAsync<TMessage>(Update(sent, Clearable));

        Value(updated, Clearable).ShouldBe(Value(sent, Clearable));
        if (Other is { } other)
        {
            Value(sent, other).ShouldNotBe(Value(created, other));
            Value(updated, other).ShouldBe(Value(created, other));
        }
    }

    [Fact]
    public async Task A_masked_field_left_empty_is_cleared()
    {
        await using var agency = await Given.Agency(History);
        var created = await CreateAsync(agency, Make(0));
        var sent = created.Clone();
        Accessor(Clearable).Clear(sent);
        Value(sent, Clearable).ShouldNotBe(Value(created, Clearable));

        var updated = await agency.AskAsync<TMessage>(Update(sent, Clearable));

        WithoutOutput(updated).ShouldBe(WithoutOutput(sent));
    }

    [Fact]
    public async Task An_update_that_changes_nothing_is_answered_and_not_recorded()
    {
        await using var agency = await Given.Agency(History);
        var created = await CreateAsync(agency, Make(0));

        (await agency.AskAsync<TMessage>(Update(created))).ShouldBe(created);
        (await agency.AskAsync<TMessage>(Update(created, Clearable))).ShouldBe(created);

        (await agency.PositionAsync()).ShouldBe(History.Count + 2);
    }

    [Fact]
    public async Task An_etag_that_was_read_before_somebody_elses_change_is_stale()
    {
        await using var agency = await Given.Agency(History);
        var read = await CreateAsync(agency, Make(0));
        var theirs = read.Clone();
        Change(theirs);
        var now = await agency.AskAsync<TMessage>(Update(theirs));

        await agency.ShouldRefuseAsync(Update(read), Expected.EtagStale($"{Field}.etag"));
        await agency.ShouldRefuseAsync(Update(read, Clearable), Expected.EtagStale($"{Field}.etag"));

        (await agency.AskAsync<TMessage>(Getting(read))).ShouldBe(now);
        Accessor("etag").SetValue(read, Value(now, "etag"));
        WithoutOutput(await agency.AskAsync<TMessage>(Update(read))).ShouldBe(WithoutOutput(read));
    }

    [Fact]
    public async Task A_mask_can_name_neither_what_identifies_it_nor_the_etag_nor_what_is_not_there()
    {
        await using var agency = await Given.Agency(History);
        var created = await CreateAsync(agency, Make(0));

        foreach (var path in (string[])[.. Key, "etag", "no_such_field"])
            await agency.ShouldRefuseAsync(Update(created, Clearable, path), Expected.UpdateMaskInvalid(path));
    }

    [Fact]
    public async Task A_repeated_request_id_gives_the_earlier_resource_whatever_the_repetition_says()
    {
        await using var agency = await Given.Agency(History);
        var first = await agency.AskAsync<TMessage>(Create(Make(0), "request-1"));

        (await agency.AskAsync<TMessage>(Create(Make(0), "request-1"))).ShouldBe(first);
        (await agency.AskAsync<TMessage>(Create(Make(1), "request-1"))).ShouldBe(first);
        await agency.ReopenAsync();
        (await agency.AskAsync<TMessage>(Create(Make(1), "request-1"))).ShouldBe(first);

        (await agency.PositionAsync()).ShouldBe(History.Count + 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Pages_of_any_size_give_everything_once_and_in_the_order_of_keys(int size)
    {
        await using var agency = await Given.Agency(History);
        var created = new List<TMessage>();
        foreach (var number in (int[])[4, 0, 6, 2, 5, 1, 3])
            created.Add(await CreateAsync(agency, Make(number)));

        var all = await agency.ListAsync<TMessage>(Listing(), size);

        all.ShouldBeUnique();
        all.Where(created.Contains).ShouldBe(InOrder(created));
        all.Count.ShouldBe((await ListAsync(agency)).Count);
        (await agency.PageAsync<TMessage>(Listing(), all.Count, "")).Next.ShouldBeEmpty();
        (await agency.PageAsync<TMessage>(Listing(), all.Count - 1, "")).Next.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_page_needs_a_size_and_a_token_that_make_sense()
    {
        await using var agency = await Given.Agency(History);

        await agency.ShouldRefuseAsync(Page(1001, ""), Expected.PageSizeInvalid());
        await agency.ShouldRefuseAsync(Page(-1, ""), Expected.PageSizeInvalid());
        await agency.ShouldRefuseAsync(Page(10, "æøå"), Expected.PageTokenInvalid());
    }

    protected IMessage Request(string method, params IReadOnlyList<(string Field, object Value)> fields)
    {
        var plural = method == "List" ? "s" : "";
        var type = Message.File.MessageTypes.Single(one => one.Name == $"{method}{Noun}{plural}Request");
        var request = (IMessage)Activator.CreateInstance(type.ClrType)!;
        foreach (var (field, value) in fields)
            type.FindFieldByName(field).Accessor.SetValue(request, value);
        return request;
    }

    protected static object Value(IMessage message, string field) =>
        message.Descriptor.FindFieldByName(field).Accessor.GetValue(message);

    /// <summary>Created resources in the order of what <see cref="Make"/> was asked for.</summary>
    protected virtual IEnumerable<TMessage> InOrder(IReadOnlyList<TMessage> created) =>
        Enumerable.Range(0, created.Count).Select(number => created.Single(
            one => Key.All(field => Equals(Value(one, field), Value(Make(number), field)))));

    /// <summary>Without what the server fills in.</summary>
    protected virtual TMessage WithoutOutput(TMessage message)
    {
        var copy = message.Clone();
        Accessor("etag").Clear(copy);
        return copy;
    }

    static IFieldAccessor Accessor(string field) => Message.FindFieldByName(field).Accessor;

    IMessage Create(TMessage message, string requestId = "") =>
        Request(CreateMethod, (Field, message), ("request_id", requestId));

    IMessage Update(TMessage message, params IReadOnlyList<string> mask) =>
        Request("Update", (Field, message), ("update_mask", Some.Mask(mask)));

    IMessage Page(int size, string token)
    {
        var list = Listing();
        list.Descriptor.FindFieldByName("page_size").Accessor.SetValue(list, size);
        list.Descriptor.FindFieldByName("page_token").Accessor.SetValue(list, token);
        return list;
    }

    Task<TMessage> CreateAsync(TestAgency agency, TMessage message) => agency.AskAsync<TMessage>(Create(message));

    Task<List<TMessage>> ListAsync(TestAgency agency) => agency.ListAsync<TMessage>(Listing());
}
