using Microsoft.Extensions.DependencyInjection;

namespace Kompetanse.Platform.Organisations;

/// <summary>Adds organisations to an application.</summary>
public static class OrganisationRegistration
{
    /// <summary>Organisations of a model, open to gRPC methods by <see cref="OrganisationCalls"/>.</summary>
    public static IServiceCollection AddOrganisations(this IServiceCollection services, OrganisationModel model)
    {
        foreach (var texts in model.Texts)
        {
            services.AddSingleton(texts);
        }

        services.AddSingleton(model);
        services.AddSingleton<OrganisationHost>();
        services.AddSingleton<IOrganisationHost>(provider => provider.GetRequiredService<OrganisationHost>());
        services.AddSingleton<OrganisationCalls>();
        return services;
    }
}
