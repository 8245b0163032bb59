using System.Collections.Frozen;
using System.Resources;
using Google.Protobuf;

namespace Kompetanse.Platform.Organisations;

/// <summary>
/// What an organisation consists of: its state, the events that change it, the commands it decides on and the queries
/// it answers. Each service adds its own; the platform knows none of them.
/// </summary>
public sealed class OrganisationModel
{
    private readonly Dictionary<Type, Func<object>> _states = [];
    private readonly Dictionary<Type, CommandHandler> _commands = [];
    private readonly Dictionary<Type, QueryHandler> _queries = [];
    private readonly Dictionary<Type, Rule> _rules = [];
    private readonly Dictionary<string, EventHandler> _eventsByName = [];
    private readonly Dictionary<Type, EventHandler> _eventsByType = [];
    private readonly List<ResourceManager> _texts = [PlatformTexts.ResourceManager];

    /// <summary>Where the texts of refusals are looked up, by reason.</summary>
    public IReadOnlyList<ResourceManager> Texts => _texts;

    /// <summary>Adds a part of the state, made anew for each organisation.</summary>
    public OrganisationModel State<TState>(Func<TState> create) where TState : class
    {
        _states.Add(typeof(TState), create);
        return this;
    }

    /// <summary>Adds an event under its stable, versioned name.</summary>
    public OrganisationModel Event<TState, TEvent>(string name, Action<TState, TEvent, EventContext> apply)
        where TEvent : IMessage<TEvent>, new()
    {
        var parser = new MessageParser<TEvent>(() => new TEvent());
        var handler = new EventHandler(
            name, parser, (state, @event, context) => apply(state.Get<TState>(), (TEvent)@event, context));
        _eventsByName.Add(name, handler);
        _eventsByType.Add(typeof(TEvent), handler);
        return this;
    }

    /// <summary>Adds a command.</summary>
    /// <param name="decide">Pure: state, command and context to events or refusals.</param>
    /// <param name="reply">The reply, from the state after the command and the events it recorded. Runs again for a
    /// repeated request id.</param>
    /// <param name="subject">What the command is about. Commands on different subjects may be decided on the same state
    /// and share a flush; null means it may touch anything.</param>
    public OrganisationModel Command<TState, TCommand>(
        Func<TState, TCommand, DecisionContext, Decision> decide,
        Func<TState, TCommand, IReadOnlyList<IMessage>, QueryContext, IMessage> reply,
        Func<TCommand, string?>? subject = null)
        where TCommand : IMessage<TCommand>
    {
        _commands.Add(typeof(TCommand), new CommandHandler(
            (state, command, context) => decide(state.Get<TState>(), (TCommand)command, context),
            (state, command, events, context) => reply(state.Get<TState>(), (TCommand)command, events, context),
            command => subject?.Invoke((TCommand)command)));
        return this;
    }

    /// <summary>Adds a query that may be refused.</summary>
    public OrganisationModel Query<TState, TQuery>(Func<TState, TQuery, QueryContext, QueryResult> answer)
        where TQuery : IMessage<TQuery>
    {
        _queries.Add(typeof(TQuery), new QueryHandler(
            (state, query, context) => answer(state.Get<TState>(), (TQuery)query, context)));
        return this;
    }

    /// <summary>Says who may give a command or ask a query. One without a rule stops the start: nothing is open by forgetting.</summary>
    /// <param name="rule">Pure, and asked before anything is told of what the message names.</param>
    public OrganisationModel Permit<TState, TMessage>(Func<TState, TMessage, Asking, Ruling> rule)
        where TMessage : IMessage<TMessage>
    {
        _rules.Add(typeof(TMessage), (state, message, asking) => rule(state.Get<TState>(), (TMessage)message, asking));
        return this;
    }

    /// <summary>Adds texts for refusals: resource keys are reasons, <c>{name}</c> in a text is the detail of that name.</summary>
    public OrganisationModel RefusalTexts(ResourceManager texts)
    {
        _texts.Add(texts);
        return this;
    }

    internal OrganisationState CreateState()
    {
        var open = _commands.Keys.Concat(_queries.Keys).Except(_rules.Keys).Select(type => type.Name).Order().ToList();
        return open.Count == 0
            ? new OrganisationState(_states.ToFrozenDictionary(part => part.Key, part => part.Value()))
            : throw new InvalidOperationException($"No rule says who may {string.Join(", ", open)}.");
    }

    internal Ruling RulingOn(OrganisationState state, IMessage message, Asking asking) =>
        asking.Caller.IsIdentified
            ? _rules[message.GetType()](state, message, asking)
            : Ruling.DeniedFor(new NotIdentified());

    internal CommandHandler CommandFor(IMessage command) =>
        _commands.TryGetValue(command.GetType(), out var handler) ? handler
            : throw new InvalidOperationException($"No service decides on {command.Descriptor.FullName}.");

    internal QueryHandler QueryFor(IMessage query) =>
        _queries.TryGetValue(query.GetType(), out var handler) ? handler
            : throw new InvalidOperationException($"No service answers {query.Descriptor.FullName}.");

    internal EventHandler EventNamed(string name) =>
        _eventsByName.TryGetValue(name, out var handler) ? handler
            : throw new InvalidOperationException($"The ledger holds an event that this version does not know: {name}.");

    internal EventHandler EventOf(IMessage @event) =>
        _eventsByType.TryGetValue(@event.GetType(), out var handler) ? handler
            : throw new InvalidOperationException($"{@event.Descriptor.FullName} is not an event of any service.");

    private delegate Ruling Rule(OrganisationState state, IMessage message, Asking asking);

    internal sealed record CommandHandler(
        Func<OrganisationState, IMessage, DecisionContext, Decision> Decide,
        Func<OrganisationState, IMessage, IReadOnlyList<IMessage>, QueryContext, IMessage> Reply,
        Func<IMessage, string?> Subject)
    {
        /// <summary>Who may do this was asked before; there is no rule of its own.</summary>
        public bool IsPermitted { get; init; }
    }

    internal sealed record QueryHandler(Func<OrganisationState, IMessage, QueryContext, QueryResult> Answer);

    internal sealed record EventHandler(
        string Name, MessageParser Parser, Action<OrganisationState, IMessage, EventContext> Apply);
}

/// <summary>The parts of one organisation's state, one for each service that keeps any.</summary>
public sealed class OrganisationState
{
    private readonly FrozenDictionary<Type, object> _parts;

    internal OrganisationState(FrozenDictionary<Type, object> parts) => _parts = parts;

    /// <summary>The part of this type.</summary>
    public TState Get<TState>() => (TState)_parts[typeof(TState)];
}

/// <summary>A query's reply, or why there is none.</summary>
public readonly struct QueryResult
{
    private QueryResult(IMessage? reply, Refusal? refusal) => (Reply, Refusal) = (reply, refusal);

    /// <summary>The reply; null when refused.</summary>
    public IMessage? Reply { get; }

    /// <summary>The reason; null when answered.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Answers.</summary>
    public static QueryResult Of(IMessage reply) => new(reply, null);

    /// <summary>Refuses.</summary>
    public static implicit operator QueryResult(Refusal refusal) => new(null, refusal);
}
