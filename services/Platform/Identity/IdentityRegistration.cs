using Kompetanse.Platform.Grpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;

namespace Kompetanse.Platform.Identity;

/// <summary>Adds identification of callers to an application.</summary>
public static class IdentityRegistration
{
    /// <summary>How long the issuer may take to tell its keys.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Every gRPC call is identified before its messages are read, and its caller is <see cref="CallerOfCall.Caller"/>;
    /// endpoints with <see cref="Microsoft.AspNetCore.Authorization.IAllowAnonymous"/> are open to all.
    /// </summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddOptions<IdentityOptions>().BindConfiguration(IdentityOptions.Section)
            .PostConfigure<IHostEnvironment>((options, environment) =>
                options.Personas ??= environment.IsDevelopment() && options.Issuer.Length == 0)
            .ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<IdentityOptions>, IdentityOptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IDocumentRetriever>(provider => new HttpDocumentRetriever(new HttpClient { Timeout = s_patience })
        {
            RequireHttps = provider.GetRequiredService<IOptions<IdentityOptions>>().Value.RequireHttpsMetadata,
        });
        services.TryAddSingleton<IssuerKeys>();
        services.TryAddSingleton<TokenCheck>();
        services.TryAddSingleton<TokenCache>();
        services.TryAddSingleton<Identification>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICallAdmission, CallerAdmission>());
        return services;
    }
}
