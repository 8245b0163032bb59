using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Grpc.Core;

namespace Kompetanse.Platform.Organisations;

/// <summary>
/// Why a command or a query was not carried out, when that is nobody's bug. One record a reason; its own properties
/// are the figures of the message and go with the error as metadata.
/// </summary>
/// <param name="Reason">Stable, such as <c>UNIT_NOT_FOUND</c>; the key of its text in the resources.</param>
/// <param name="Code">The gRPC status it becomes.</param>
/// <param name="Field">Proto path of the field at fault, such as <c>positions[7].share</c>; empty when no field is.</param>
public abstract record Refusal(string Reason, StatusCode Code, string Field)
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>How long to wait before the same may be tried again; null when waiting changes nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The record's own properties, by camel-case name, as invariant text. Never personal data.</summary>
    public virtual IDictionary<string, string> Details() =>
        Properties
            .GetOrAdd(GetType(), type => [.. type
                .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(property => property.Name is not (nameof(Field) or "EqualityContract"))])
            .ToDictionary(
                property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..],
                property => Convert.ToString(property.GetValue(this), CultureInfo.InvariantCulture) ?? "");
}

/// <summary>A field that must be given is empty.</summary>
public sealed record FieldRequired(string Field)
    : Refusal("FIELD_REQUIRED", StatusCode.InvalidArgument, Field);

/// <summary>A page size outside 0 to 1000.</summary>
public sealed record PageSizeInvalid()
    : Refusal("PAGE_SIZE_INVALID", StatusCode.InvalidArgument, "page_size");

/// <summary>A page token this server did not give.</summary>
public sealed record PageTokenInvalid()
    : Refusal("PAGE_TOKEN_INVALID", StatusCode.InvalidArgument, "page_token");

/// <summary>An update mask names a field that is not there, or that nobody may change.</summary>
public sealed record UpdateMaskInvalid(string Path)
    : Refusal("UPDATE_MASK_INVALID", StatusCode.InvalidArgument, "update_mask");

/// <summary>The resource has changed since the caller read it.</summary>
public sealed record EtagStale(string Field)
    : Refusal("ETAG_STALE", StatusCode.Aborted, Field);

/// <summary>The request id was used before, for another kind of command or by another caller.</summary>
public sealed record RequestIdReused()
    : Refusal("REQUEST_ID_REUSED", StatusCode.InvalidArgument, "request_id");

/// <summary>A request id over 64 characters, or with others than letters, digits and -_.:</summary>
public sealed record RequestIdInvalid()
    : Refusal("REQUEST_ID_INVALID", StatusCode.InvalidArgument, "request_id");

/// <summary>Nobody has said who calls.</summary>
public sealed record NotIdentified()
    : Refusal("NOT_IDENTIFIED", StatusCode.Unauthenticated, "");

/// <summary>The caller may not do this. Says the same whether or not what was asked for is there.</summary>
public sealed record PermissionDenied()
    : Refusal("PERMISSION_DENIED", StatusCode.PermissionDenied, "");

/// <summary>The ledger can't be written now. Nothing was recorded.</summary>
/// <param name="Cause">LEDGER_FULL, LEDGER_READ_ONLY, LEDGER_DAMAGED or LEDGER_UNAVAILABLE.</param>
public sealed record LedgerRefused(string Cause)
    : Refusal(Cause, StatusCode.Unavailable, "");

/// <summary>Whoever should have answered is gone. Whether anything was recorded is not known: the same request id tells.</summary>
public sealed record OutcomeUnknown()
    : Refusal("OUTCOME_UNKNOWN", StatusCode.Unavailable, "");

/// <summary>The agency's grain can't be asked now, and nothing was to be recorded.</summary>
public sealed record AgencyUnreachable()
    : Refusal("AGENCY_UNREACHABLE", StatusCode.Unavailable, "");
