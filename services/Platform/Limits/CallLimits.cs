using Kompetanse.Platform.Grpc;
using Microsoft.Extensions.DependencyInjection;

namespace Kompetanse.Platform.Limits;

/// <summary>Adds limits on calls to an application.</summary>
public static class CallLimits
{
    /// <summary>
    /// Limits how often each caller may call, and how many heavy calls there are at once. After the admission that tells
    /// who calls: admissions are asked in the order of their registration.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Changes <see cref="CallLimitOptions"/>; a value out of range stops the start.</param>
    public static IServiceCollection AddCallLimits(this IServiceCollection services, Action<CallLimitOptions>? configure = null)
    {
        services.AddOptions<CallLimitOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ICallAdmission, RateAdmission>();
        services.AddSingleton<ICallAdmission, ConcurrencyAdmission>();
        return services;
    }
}
