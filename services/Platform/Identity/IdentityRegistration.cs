using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;

namespace Kompetanse.Platform.Identity;

/// <summary>Adds authentication and authorisation of callers to an application.</summary>
static class IdentityRegistration
{
    /// <summary>How long the issuer may take to tell its keys.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Every endpoint needs a caller who is known, but for those with <see cref="IAllowAnonymous"/>: what was forgotten is closed.
    /// </summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        // A token may name a key that the issuer began to use just now. Its call waits for the key; without this the library
        // reads new keys in the background, and the first calls after a rotation would be refused.
        AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", isEnabled: true);

        services.AddOptions<IdentityOptions>().BindConfiguration(IdentityOptions.Section)
            .PostConfigure<IHostEnvironment>((options, environment) =>
                options.Personas ??= environment.IsDevelopment() && options.Issuer.Length == 0)
            .ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<IdentityOptions>, IdentityOptionsCheck>());
        services.TryAddSingleton<IDocumentRetriever>(provider => new HttpDocumentRetriever(new HttpClient { Timeout = s_patience })
        {
            RequireHttps = provider.GetRequiredService<IOptions<IdentityOptions>>().Value.RequireHttpsMetadata,
        });
        services.TryAddSingleton<TokenCache>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, BearerTokens>();
        // Authentication brings data protection for cookies. There are none here, and no keys for them are to be written.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, CallAuthorization>();
        return services;
    }
}
