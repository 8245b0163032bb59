using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Builder;

namespace Kompetanse.Platform.Limits;

/// <summary>
/// Metadata of methods that are hard work: only so many of their calls run at once, all methods with the same limit
/// taken together.
/// </summary>
/// <param name="Refusal">What a call hears that finds the queue full, such as <see cref="TooManyReports"/>.</param>
public sealed record ConcurrencyLimit(Organisations.Refusal Refusal);

/// <summary>Marks methods as hard work.</summary>
public static class ConcurrencyLimits
{
    /// <summary>Puts one method of a mapped service under a limit.</summary>
    /// <param name="service">As <c>MapGrpcService</c> returns it.</param>
    /// <param name="method">Its name in the contract.</param>
    /// <param name="limit">The limit.</param>
    public static IEndpointConventionBuilder LimitConcurrency(
        this IEndpointConventionBuilder service, string method, ConcurrencyLimit limit)
    {
        // Conventions of a group run before its endpoints have their metadata; these run after.
        service.Finally(endpoint =>
        {
            if (endpoint.Metadata.OfType<MethodDescriptor>().Any(each => each.Name == method))
            {
                endpoint.Metadata.Add(limit);
            }
        });
        return service;
    }
}
