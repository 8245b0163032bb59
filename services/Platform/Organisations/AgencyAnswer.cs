using Google.Protobuf;
using Grpc.Core;
using Orleans;

namespace Kompetanse.Platform.Organisations;

/// <summary>An <see cref="Outcome"/> as it travels between silos.</summary>
/// <param name="Position">Of the answer.</param>
/// <param name="Reply">Null when it was refused.</param>
/// <param name="Refusals">Empty when it was not.</param>
[GenerateSerializer, Immutable]
[Alias("kompetanse.agency-answer.v1")]
public sealed record AgencyAnswer(
    [property: Id(0)] long Position, [property: Id(1)] IMessage? Reply, [property: Id(2)] IReadOnlyList<RefusalAnswer> Refusals)
{
    /// <summary>To be sent.</summary>
    public static AgencyAnswer Of(Outcome outcome) => outcome switch
    {
        Outcome.Answered answered => new AgencyAnswer(answered.Position, answered.Reply, []),
        Outcome.Refused refused => new AgencyAnswer(0, Reply: null, [.. refused.Reasons.Select(RefusalAnswer.Of)]),
        _ => throw new InvalidOperationException("An outcome is answered or refused."),
    };

    /// <summary>As it was.</summary>
    public Outcome ToOutcome() => Reply is not null
        ? new Outcome.Answered(Position, Reply)
        : new Outcome.Refused([.. Refusals.Select(refusal => refusal.ToRefusal())]);
}

/// <summary>How far an agency has come.</summary>
/// <param name="Position">The version of the last entry that was acknowledged, or of a later one.</param>
/// <param name="Unavailable">Why that is not known; null when it is.</param>
[GenerateSerializer, Immutable]
[Alias("kompetanse.agency-version.v1")]
public readonly record struct AgencyVersion([property: Id(0)] long Position, [property: Id(1)] RefusalAnswer? Unavailable);

/// <summary>A <see cref="Refusal"/> as it travels between silos: what callers are told of it.</summary>
[GenerateSerializer, Immutable]
[Alias("kompetanse.refusal.v1")]
public sealed record RefusalAnswer(
    [property: Id(0)] string Reason, [property: Id(1)] StatusCode Code, [property: Id(2)] string Field,
    [property: Id(3)] IDictionary<string, string> Details, [property: Id(4)] TimeSpan? RetryAfter)
{
    /// <summary>To be sent.</summary>
    public static RefusalAnswer Of(Refusal refusal) => new(
        refusal.Reason, refusal.Code, refusal.Field, new Dictionary<string, string>(refusal.Details(), StringComparer.Ordinal), refusal.RetryAfter);

    /// <summary>One that says the same.</summary>
    public Refusal ToRefusal() => new Told(this) { RetryAfter = RetryAfter };

    /// <summary>A refusal by another silo.</summary>
    private sealed record Told(RefusalAnswer Answer) : Refusal(Answer.Reason, Answer.Code, Answer.Field)
    {
        public override IDictionary<string, string> Details() => Answer.Details;
    }
}
