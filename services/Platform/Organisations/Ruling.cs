using Google.Protobuf;
using Kompetanse.Platform.Identity;

namespace Kompetanse.Platform.Organisations;

/// <summary>What a rule says to somebody who asks. Says no unless it says otherwise.</summary>
public readonly struct Ruling
{
    private Ruling(bool isGranted, Refusal? refusal, Trace? trace) =>
        (IsGranted, _refusal, Trace) = (isGranted, refusal, trace);

    private readonly Refusal? _refusal;

    /// <summary>Yes.</summary>
    public static Ruling Granted { get; } = new(true, null, null);

    /// <summary>No.</summary>
    public static Ruling Denied => default;

    /// <summary>Whether the answer is yes.</summary>
    public bool IsGranted { get; }

    /// <summary>Why not, when the answer is no.</summary>
    public Refusal Refusal => _refusal ?? new PermissionDenied();

    /// <summary>What is recorded of a reading before its reply is given; null: nothing.</summary>
    public Trace? Trace { get; }

    /// <summary>Yes, and what was read is recorded.</summary>
    public static Ruling GrantedWith(Trace trace) => new(true, null, trace);

    /// <summary>No, for a reason that helps the caller and reveals nothing.</summary>
    public static Ruling DeniedFor(Refusal refusal) => new(false, refusal, null);

    /// <summary>Yes or no.</summary>
    public static Ruling If(bool granted) => granted ? Granted : Denied;

    /// <summary>This one if it says yes, else the other.</summary>
    public Ruling Or(Func<Ruling> other) => IsGranted ? this : other();
}

/// <summary>Who asks, and when.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Today">The date in Europe/Oslo.</param>
public sealed record Asking(Caller Caller, DateOnly Today);

/// <summary>Makes the events that tell of a reading, from its reply; none when there is nothing to tell.</summary>
public delegate IReadOnlyList<IMessage> Trace(IMessage reply, DecisionContext context);
