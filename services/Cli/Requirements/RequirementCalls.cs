using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Cli.Requirements;

/// <summary>Lists of demanding tasks and what they require, by as many pages as they take.</summary>
internal static class RequirementCalls
{
    const int PageSize = 1000;

    /// <summary>Every demanding task.</summary>
    public static async Task<IReadOnlyList<DemandingTask>> ListAllTasksAsync(
        this RequirementService.RequirementServiceClient requirements, CancellationToken cancellation)
    {
        var all = new List<DemandingTask>();
        var request = new ListTasksRequest { PageSize = PageSize };
        do
        {
            var page = await requirements.ListTasksAsync(request, cancellationToken: cancellation);
            all.AddRange(page.Tasks);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }

    /// <summary>Every version of a task's requirement, or of all when the task is empty.</summary>
    public static async Task<ListRequirementsResponse> ListAllRequirementsAsync(
        this RequirementService.RequirementServiceClient requirements, string task, CancellationToken cancellation)
    {
        var all = new ListRequirementsResponse();
        var request = new ListRequirementsRequest { PageSize = PageSize, TaskId = task };
        do
        {
            var page = await requirements.ListRequirementsAsync(request, cancellationToken: cancellation);
            all.Requirements.Add(page.Requirements);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }
}
