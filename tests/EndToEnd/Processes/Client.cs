using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Grpc.Health.V1;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;
using VerifyRequest = Kompetanse.Protos.Ledger.V1.VerifyRequest;

namespace Kompetanse.EndToEnd.Processes;

/// <summary>Calls a host over gRPC. Tries nothing again: a test wants to know what was answered, and what was not.</summary>
/// <param name="host">The host.</param>
/// <param name="authorization">Who calls; empty to say nothing. Otherwise whom a host in development lets do what scopes allow.</param>
/// <param name="handler">What sends the requests, when that is not as usual.</param>
internal sealed class Client(RunningHost host, string authorization = Client.Operator, HttpMessageHandler? handler = null) : IDisposable
{
    public const string Operator = "Persona operator";

    readonly GrpcChannel channel = GrpcChannel.ForAddress(host.Address, new GrpcChannelOptions
    {
        HttpHandler = handler ?? new SocketsHttpHandler { UseProxy = false },
        DisposeHttpClient = true,
    });

    /// <summary>The headers of each call.</summary>
    public Metadata Headers { get; } = authorization.Length > 0 ? new() { { "authorization", authorization } } : [];

    public RequirementService.RequirementServiceClient Requirements => new(Calls);

    public EvidenceService.EvidenceServiceClient Evidence => new(Calls);

    public VerificationService.VerificationServiceClient Verifications => new(Calls);

    CallInvoker Calls => channel.Intercept(_ => Headers);

    DirectoryService.DirectoryServiceClient Directory => new(Calls);

    CatalogueService.CatalogueServiceClient Catalogue => new(Calls);

    public async Task<Employee> CreateEmployeeAsync(string id, string requestId, string name = "") =>
        await Directory.CreateEmployeeAsync(new()
        {
            Employee = new Employee { Id = id, Name = name.Length > 0 ? name : $"Navn {id}", Employer = Employer.State },
            RequestId = requestId,
        });

    /// <summary>The ids of all employees, in order, by as many pages as it takes.</summary>
    public async Task<IReadOnlyList<string>> EmployeesAsync()
    {
        var ids = new List<string>();
        var request = new ListEmployeesRequest { PageSize = 1000 };
        do
        {
            var page = await Directory.ListEmployeesAsync(request);
            ids.AddRange(page.Employees.Select(employee => employee.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return ids;
    }

    public async Task<Protos.Catalogue.V1.Competence> CreateCompetenceAsync(string id, string requestId) =>
        await Catalogue.CreateCompetenceAsync(new()
        {
            Competence = new() { Id = id, NameNb = $"Navn {id}", Kind = CompetenceKind.Skill },
            RequestId = requestId,
        });

    /// <summary>The ids of all competences, in order, by as many pages as it takes.</summary>
    public async Task<IReadOnlyList<string>> CompetenceIdsAsync()
    {
        var ids = new List<string>();
        var request = new ListCompetencesRequest { PageSize = 1000 };
        do
        {
            var page = await Catalogue.ListCompetencesAsync(request);
            ids.AddRange(page.Competences.Select(competence => competence.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return ids;
    }

    /// <summary>What anybody may ask who is known.</summary>
    public async Task<ListCompetencesResponse> CompetencesAsync() => await Catalogue.ListCompetencesAsync(new());

    /// <summary>What anybody may ask.</summary>
    public async Task<HealthCheckResponse> HealthAsync() => await new Health.HealthClient(Calls).CheckAsync(new HealthCheckRequest(), Headers);

    /// <summary>Sends the parts until the host answers.</summary>
    public async Task<ImportResponse> ImportAsync(IAsyncEnumerable<ImportRequest> parts)
    {
        using var call = new BulkService.BulkServiceClient(Calls).Import();
        try
        {
            await foreach (var part in parts) await call.RequestStream.WriteAsync(part);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception gone) when (gone is RpcException or IOException)
        {
            // How the call ended is told with its answer.
        }

        return await call;
    }

    public async Task<VerifyResponse> VerifyLedgerAsync() => await new LedgerService.LedgerServiceClient(Calls).VerifyAsync(new VerifyRequest());

    public void Dispose() => channel.Dispose();
}
