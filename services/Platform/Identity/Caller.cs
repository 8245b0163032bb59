using System.Collections.Frozen;
using System.Security.Claims;
using Grpc.Core;
using Orleans;

namespace Kompetanse.Platform.Identity;

/// <summary>
/// Who calls, as the token says: a person, or a client that calls on its own behalf. What a person leads is not here; that
/// is read from the directory at the date.
/// </summary>
[GenerateSerializer, Immutable]
[Alias("kompetanse.caller.v1")]
public sealed record Caller
{
    /// <summary>Somebody who has not said who they are.</summary>
    public static Caller Anonymous { get; } = new();

    /// <summary>The employee's id; empty when it is not a person who calls.</summary>
    [Id(0)]
    public string EmployeeId { get; init; } = "";

    /// <summary>The client's id, when it calls on its own behalf; empty for a person.</summary>
    [Id(1)]
    public string ClientId { get; init; } = "";

    /// <summary>Works with personnel for the agency as a whole.</summary>
    [Id(2)]
    public bool IsHr { get; init; }

    /// <summary>Checks that the ledger is whole and who has read what; sees no competence.</summary>
    [Id(3)]
    public bool IsAuditor { get; init; }

    /// <summary>The units that a union representative or safety delegate speaks for, with those below; empty for others.</summary>
    [Id(4)]
    public IReadOnlyList<string> RepresentedUnits { get; init; } = [];

    /// <summary>What a client was granted. A person's token gives none: persons act by what they are.</summary>
    [Id(5)]
    public FrozenSet<string> Scopes { get; init; } = FrozenSet<string>.Empty;

    /// <summary>What the caller says this call is for; empty when nothing was said. Shown to those whose data is read.</summary>
    [Id(6)]
    public string Purpose { get; init; } = "";

    /// <summary>Whether it is known who calls.</summary>
    public bool IsIdentified => EmployeeId.Length > 0 || ClientId.Length > 0;

    /// <summary>Who the ledger says acted: the employee's id, or <c>client:</c> and the client's.</summary>
    public string Actor => EmployeeId.Length > 0 ? EmployeeId : $"client:{ClientId}";
}

/// <summary>A caller as ASP.NET Core knows it.</summary>
sealed class CallerIdentity(Caller caller, string scheme) : ClaimsIdentity(scheme)
{
    public Caller Caller => caller;

    public ClaimsPrincipal ToPrincipal() => new(this);
}

/// <summary>Where the caller of a call is kept.</summary>
public static class CallerOfCall
{
    private static readonly object s_key = typeof(Caller);

    /// <summary>Who makes this call, and what for.</summary>
    public static Caller Caller(this ServerCallContext context) =>
        context.UserState.TryGetValue(s_key, out var caller) ? (Caller)caller : Identity.Caller.Anonymous;

    /// <summary>Tells who makes this call.</summary>
    public static void SetCaller(this ServerCallContext context, Caller caller) => context.UserState[s_key] = caller;

    /// <summary>Who was authenticated.</summary>
    internal static Caller Caller(this ClaimsPrincipal user) =>
        (user.Identity as CallerIdentity)?.Caller ?? Identity.Caller.Anonymous;
}
