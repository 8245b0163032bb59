using Google.Protobuf.Reflection;
using Kompetanse.Cli.Client;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Cli.Requirements;

/// <summary>The calls about demanding tasks and what they require.</summary>
internal static class RequirementCalls
{
    const int PageSize = 1000;

    public static Task<DemandingTask> GetTaskAsync(this IKompetanse server, string id, CancellationToken cancellation) =>
        server.CallAsync<GetTaskRequest, DemandingTask>(Method("GetTask"), new() { Id = id }, cancellation);

    public static Task<Requirement> GetRequirementAsync(
        this IKompetanse server, string task, int version, CancellationToken cancellation) =>
        server.CallAsync<GetRequirementRequest, Requirement>(
            Method("GetRequirement"), new() { TaskId = task, Version = version }, cancellation);

    public static Task<Consultation> GetConsultationAsync(this IKompetanse server, CancellationToken cancellation) =>
        server.CallAsync<GetConsultationRequest, Consultation>(Method("GetConsultation"), new(), cancellation);

    /// <summary>Every demanding task, by as many pages as it takes.</summary>
    public static async Task<IReadOnlyList<DemandingTask>> ListTasksAsync(this IKompetanse server, CancellationToken cancellation)
    {
        var all = new List<DemandingTask>();
        var request = new ListTasksRequest { PageSize = PageSize };
        do
        {
            var page = await server.CallAsync<ListTasksRequest, ListTasksResponse>(Method("ListTasks"), request, cancellation);
            all.AddRange(page.Tasks);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }

    /// <summary>Every version of a task's requirement, or of all when the task is empty, by as many pages as it takes.</summary>
    public static async Task<ListRequirementsResponse> ListRequirementsAsync(
        this IKompetanse server, string task, CancellationToken cancellation)
    {
        var all = new ListRequirementsResponse();
        var request = new ListRequirementsRequest { PageSize = PageSize, TaskId = task };
        do
        {
            var page = await server.CallAsync<ListRequirementsRequest, ListRequirementsResponse>(
                Method("ListRequirements"), request, cancellation);
            all.Requirements.Add(page.Requirements);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }

    static MethodDescriptor Method(string name) => RequirementReflection.Descriptor.Services[0].FindMethodByName(name);
}
