using System.Collections.Frozen;
using System.Security.Claims;

namespace Kompetanse.Platform.Identity;

/// <summary>Reads from the claims of a token who its bearer is.</summary>
static class CallerClaims
{
    /// <summary>How the ledger marks clients as actors; no person's id may look so.</summary>
    private const string ClientMark = "client:";

    /// <summary>The caller; null when the claims name nobody, or several.</summary>
    public static Caller? Read(IEnumerable<Claim> claims, IdentityOptions options)
    {
        var values = claims.ToLookup(claim => claim.Type, claim => claim.Value, StringComparer.Ordinal);
        if (values.Contains(options.EmployeeIdClaim))
        {
            return ReadPerson(values, options);
        }

        var client = values.Contains(options.ClientIdClaim) ? options.ClientIdClaim : options.AuthorizedPartyClaim;
        return Single(values[client]) is not { } id ? null : new Caller
        {
            ClientId = id,
            Scopes = values[options.ScopeClaim]
                .SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .ToFrozenSet(StringComparer.Ordinal),
        };
    }

    // The scopes of a person's token say what the program in the person's hands was granted, and give the person nothing.
    private static Caller? ReadPerson(ILookup<string, string> values, IdentityOptions options)
    {
        if (Single(values[options.EmployeeIdClaim]) is not { } id || id.StartsWith(ClientMark, StringComparison.Ordinal))
        {
            return null;
        }

        var roles = values[options.RolesClaim].ToHashSet(StringComparer.Ordinal);
        return new Caller
        {
            EmployeeId = id,
            IsHr = roles.Contains(options.HrRole),
            IsAuditor = roles.Contains(options.AuditorRole),
            RepresentedUnits = [.. values[options.RepresentsClaim].Where(unit => unit.Length > 0).Distinct(StringComparer.Ordinal)],
        };
    }

    private static string? Single(IEnumerable<string> values) =>
        values.Take(2).ToArray() is [{ Length: > 0 } only] ? only : null;
}
