using System.Text.Encodings.Web;
using Kompetanse.Platform.Calls;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kompetanse.Platform.Identity;

/// <summary>Believes <c>authorization: Persona NAME</c>, in development alone.</summary>
sealed class PersonaHandler(
    IOptions<IdentityOptions> identity, IHostEnvironment environment,
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme, and the first word of the header.</summary>
    public const string SchemeName = "Persona";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    private AuthenticateResult Authenticate()
    {
        // Asked again, whatever was checked at the start: no setting lets anybody be anybody in production.
        if (identity.Value.Personas != true || !environment.IsDevelopment())
        {
            return AuthenticateResult.Fail(new RefusedException(new PersonasNotAccepted()));
        }

        var name = Uri.UnescapeDataString(Request.Headers.Authorization.ToString()[SchemeName.Length..].Trim());
        return name.Length == 0
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(
                new AuthenticationTicket(new CallerIdentity(Persona.Named(name), SchemeName).ToPrincipal(), SchemeName));
    }
}
