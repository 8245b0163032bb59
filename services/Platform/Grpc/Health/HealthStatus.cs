using System.Collections.Immutable;
using Kompetanse.Protos.Health.V1;
using Status = Kompetanse.Protos.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Kompetanse.Platform.Grpc.Health;

/// <summary>
/// Which services can do their work now; a singleton that those who know set. The whole server, <c>""</c>, is SERVING
/// until it is set to something else.
/// </summary>
public sealed class HealthStatus
{
    /// <summary>The name of the whole server.</summary>
    public const string Server = "";

    private readonly Lock _lock = new();
    private ImmutableDictionary<string, Status> _statuses = ImmutableDictionary.Create<string, Status>(StringComparer.Ordinal)
        .Add(Server, Status.Serving);
    private TaskCompletionSource _changed = NewChange();

    /// <summary>Sets the status of a service.</summary>
    /// <param name="service">Its full name, or <see cref="Server"/>.</param>
    /// <param name="status">SERVING, NOT_SERVING or UNKNOWN.</param>
    public void Set(string service, Status status)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _statuses = _statuses.SetItem(service, status);
            changed = _changed;
            _changed = NewChange();
        }

        changed.SetResult();
    }

    /// <summary>The status of a service; null when nobody has set one.</summary>
    public Status? Get(string service) => _statuses.TryGetValue(service, out var status) ? status : null;

    /// <summary>The status of a service, and a task that ends when any status changes after that.</summary>
    internal (Status? Status, Task Changed) Watch(string service)
    {
        lock (_lock)
        {
            return (Get(service), _changed.Task);
        }
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
