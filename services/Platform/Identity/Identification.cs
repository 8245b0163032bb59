using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Organisations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Kompetanse.Platform.Identity;

/// <summary>Tells from the header <c>authorization</c> who makes a request.</summary>
sealed class Identification(IOptions<IdentityOptions> options, IHostEnvironment environment, TokenCheck check, TokenCache cache)
{
    private readonly IdentityOptions _options = options.Value;
    private readonly bool _personas = options.Value.Personas == true && environment.IsDevelopment();

    /// <summary>Who it is, or why that is not known. A token that was checked a moment ago is known at once.</summary>
    public ValueTask<Identified> IdentifyAsync(StringValues authorization, CancellationToken cancellationToken)
    {
        if (StringValues.IsNullOrEmpty(authorization))
        {
            return new(Identified.Not(new CredentialsMissing()));
        }

        if (authorization is not [{ } only] || only.IndexOf(' ', StringComparison.Ordinal) is not (> 0 and var space))
        {
            return new(Identified.Not(new CredentialsUnsupported()));
        }

        var (scheme, value) = (only[..space], only[(space + 1)..].Trim());
        if (scheme.Equals("Persona", StringComparison.OrdinalIgnoreCase) && value.Length > 0)
        {
            return new(_personas
                ? new Identified(Persona.Named(PercentEncoding.Decode(value)), Refusal: null)
                : Identified.Not(new PersonasNotAccepted()));
        }

        return !scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? new(Identified.Not(new CredentialsUnsupported()))
            : cache.Find(value) is { } known ? new(new Identified(known, Refusal: null))
            : CheckAsync(value, cancellationToken);
    }

    private async ValueTask<Identified> CheckAsync(string value, CancellationToken cancellationToken)
    {
        var (token, refusal) = await check.CheckAsync(value, cancellationToken);
        if (token is null)
        {
            return Identified.Not(refusal!);
        }

        if (CallerClaims.Read(token.Claims, _options) is not { } caller)
        {
            return Identified.Not(new TokenNamesNobody());
        }

        cache.Add(value, caller, new DateTimeOffset(token.ValidTo, TimeSpan.Zero));
        return new Identified(caller, Refusal: null);
    }
}

/// <summary>Who somebody is, or why that is not known: one of the two.</summary>
readonly record struct Identified(Caller? Caller, Refusal? Refusal)
{
    public static Identified Not(Refusal refusal) => new(Caller: null, refusal);
}
