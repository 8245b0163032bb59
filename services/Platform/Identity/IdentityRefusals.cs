using Grpc.Core;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos;

namespace Kompetanse.Platform.Identity;

/// <summary>The call says nothing about who makes it.</summary>
public sealed record CredentialsMissing()
    : Refusal("CREDENTIALS_MISSING", StatusCode.Unauthenticated, "");

/// <summary>The header <c>authorization</c> is something else than one Bearer token.</summary>
public sealed record CredentialsUnsupported()
    : Refusal("CREDENTIALS_UNSUPPORTED", StatusCode.Unauthenticated, "");

/// <summary>Not a token, or not with the signature of the issuer, or without an end.</summary>
public sealed record TokenInvalid()
    : Refusal("TOKEN_INVALID", StatusCode.Unauthenticated, "");

/// <summary>The token's time is over.</summary>
public sealed record TokenExpired()
    : Refusal("TOKEN_EXPIRED", StatusCode.Unauthenticated, "");

/// <summary>The token's time has not begun.</summary>
public sealed record TokenNotYetValid()
    : Refusal("TOKEN_NOT_YET_VALID", StatusCode.Unauthenticated, "");

/// <summary>The token is for another system.</summary>
public sealed record TokenNotForUs()
    : Refusal("TOKEN_NOT_FOR_US", StatusCode.Unauthenticated, "");

/// <summary>The token names another issuer than ours.</summary>
public sealed record TokenIssuerUnknown()
    : Refusal("TOKEN_ISSUER_UNKNOWN", StatusCode.Unauthenticated, "");

/// <summary>The token names neither an employee nor a client.</summary>
public sealed record TokenNamesNobody()
    : Refusal("TOKEN_NAMES_NOBODY", StatusCode.Unauthenticated, "");

/// <summary>The host has no issuer to ask, and so can't check tokens.</summary>
public sealed record TokensNotAccepted()
    : Refusal("TOKENS_NOT_ACCEPTED", StatusCode.Unauthenticated, "");

/// <summary>A made-up person, on a host that believes in none.</summary>
public sealed record PersonasNotAccepted()
    : Refusal("PERSONAS_NOT_ACCEPTED", StatusCode.Unauthenticated, "");

/// <summary>The issuer doesn't tell its keys now, so the token can't be checked.</summary>
public sealed record IssuerUnreachable()
    : Refusal("ISSUER_UNREACHABLE", StatusCode.Unavailable, "");

/// <summary>The header <c>kompetanse-purpose</c> is too long, or is not a text.</summary>
public sealed record PurposeInvalid()
    : Refusal("PURPOSE_INVALID", StatusCode.InvalidArgument, "")
{
    /// <summary>Characters in the longest purpose.</summary>
    public int Limit { get; } = PurposeHeader.MaxLength;
}
