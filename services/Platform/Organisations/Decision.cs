using Google.Protobuf;
using Kompetanse.Platform.Identity;

namespace Kompetanse.Platform.Organisations;

/// <summary>What deciding on a command came to: events to record, or the reasons why not.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>The events hold together, all or none. No events: everything was so already.</summary>
    public sealed record Accepted(IReadOnlyList<IMessage> Events) : Decision;

    /// <summary>These events would hold. Nothing is recorded; the reply is as if they were.</summary>
    public sealed record Rehearsed(IReadOnlyList<IMessage> Events) : Decision;

    /// <summary>At least one reason; nothing changes.</summary>
    public sealed record Refused(IReadOnlyList<Refusal> Reasons) : Decision;

    /// <summary>Accepts with these events.</summary>
    public static Decision Accept(params IReadOnlyList<IMessage> events) => new Accepted(events);

    /// <summary>Answers as if these events were recorded.</summary>
    public static Decision Rehearse(IReadOnlyList<IMessage> events) => new Rehearsed(events);

    /// <summary>Refuses for these reasons.</summary>
    public static Decision Refuse(params IReadOnlyList<Refusal> reasons) => new Refused(reasons);
}

/// <summary>The answer to a command or a query.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>Done.</summary>
    /// <param name="Position">The ledger position that the reply was read at or after.</param>
    /// <param name="Reply">The method's reply message.</param>
    public sealed record Answered(long Position, IMessage Reply) : Outcome;

    /// <summary>Not done, and nothing has changed.</summary>
    public sealed record Refused(IReadOnlyList<Refusal> Reasons) : Outcome;
}

/// <summary>What a decision may know besides state and command. All of it is told, none of it is looked up.</summary>
/// <param name="Today">The date in Europe/Oslo.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Seal">Encrypts a person's details with that person's own key.</param>
/// <param name="Unseal">Decrypts a person's details; null when the person has been erased.</param>
public sealed record DecisionContext(
    DateOnly Today, Caller Caller, Func<string, IMessage, ByteString> Seal, Func<string, ByteString, byte[]?> Unseal);

/// <summary>What applying an event may know besides state and event.</summary>
/// <param name="Position">The entry's place in the ledger.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
/// <param name="Actor">Who gave the command: an employee id, or <c>client:</c> and a client's.</param>
/// <param name="Command">Full name of the command's message.</param>
/// <param name="Unseal">Decrypts a person's details; null when the person has been erased.</param>
public sealed record EventContext(
    long Position, DateTime RecordedAt, string Actor, string Command, Func<string, ByteString, byte[]?> Unseal);

/// <summary>What a query may know besides state and request.</summary>
/// <param name="Today">The date in Europe/Oslo.</param>
/// <param name="Position">The ledger position the state stands at.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Unseal">Decrypts a person's details; null when the person has been erased.</param>
public sealed record QueryContext(
    DateOnly Today, long Position, Caller Caller, Func<string, ByteString, byte[]?> Unseal);
