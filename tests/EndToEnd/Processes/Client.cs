using Kompetanse.Platform.Grpc.Client;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.EndToEnd.Processes;

/// <summary>Calls a host over gRPC. Tries nothing again: a test wants to know what was answered, and what was not.</summary>
internal sealed class Client(RunningHost host) : IDisposable
{
    readonly GrpcChannel channel = new(new Uri(host.Address), new GrpcChannelOptions { MaxAttempts = 1 });

    public Task<Employee> CreateEmployeeAsync(string id, string requestId) =>
        channel.UnaryAsync<CreateEmployeeRequest, Employee>(
            Directory("CreateEmployee"),
            new CreateEmployeeRequest
            {
                Employee = new Employee { Id = id, Name = $"Navn {id}", Employer = Employer.State },
                RequestId = requestId,
            });

    /// <summary>The ids of all employees, in order, by as many pages as it takes.</summary>
    public async Task<IReadOnlyList<string>> EmployeesAsync()
    {
        var ids = new List<string>();
        var request = new ListEmployeesRequest { PageSize = 1000 };
        do
        {
            var page = await channel.UnaryAsync<ListEmployeesRequest, ListEmployeesResponse>(Directory("ListEmployees"), request);
            ids.AddRange(page.Employees.Select(employee => employee.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return ids;
    }

    public Task<ImportResponse> ImportAsync(IAsyncEnumerable<ImportRequest> parts) =>
        channel.ClientStreamingAsync<ImportRequest, ImportResponse>(
            BulkReflection.Descriptor.Services[0].FindMethodByName("Import"), parts);

    public Task<VerifyResponse> VerifyLedgerAsync() =>
        channel.UnaryAsync<VerifyRequest, VerifyResponse>(
            EntryReflection.Descriptor.Services[0].FindMethodByName("Verify"), new VerifyRequest());

    public void Dispose() => channel.Dispose();

    static MethodName Directory(string name) => DirectoryReflection.Descriptor.Services[0].FindMethodByName(name);
}
