using Google.Protobuf;
using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Grpc.Client;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Health.V1;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.EndToEnd.Processes;

/// <summary>Calls a host over gRPC. Tries nothing again: a test wants to know what was answered, and what was not.</summary>
/// <param name="host">The host.</param>
/// <param name="authorization">Who calls; empty to say nothing. Otherwise whom a host in development lets do what scopes allow.</param>
/// <param name="handler">What sends the requests, when that is not as usual.</param>
internal sealed class Client(RunningHost host, string authorization = Client.Operator, HttpMessageHandler? handler = null) : IDisposable
{
    public const string Operator = "Persona operator";

    readonly GrpcChannel channel = new(new Uri(host.Address), new GrpcChannelOptions { MaxAttempts = 1, Handler = handler });

    /// <summary>The headers of each call.</summary>
    public Metadata Headers { get; } = authorization.Length > 0 ? new() { { "authorization", authorization } } : [];

    CallOptions Options => new() { Headers = Headers };

    public Task<Employee> CreateEmployeeAsync(string id, string requestId, string name = "") =>
        channel.UnaryAsync<CreateEmployeeRequest, Employee>(
            Directory("CreateEmployee"),
            new CreateEmployeeRequest
            {
                Employee = new Employee { Id = id, Name = name.Length > 0 ? name : $"Navn {id}", Employer = Employer.State },
                RequestId = requestId,
            },
            Options);

    /// <summary>The ids of all employees, in order, by as many pages as it takes.</summary>
    public async Task<IReadOnlyList<string>> EmployeesAsync()
    {
        var ids = new List<string>();
        var request = new ListEmployeesRequest { PageSize = 1000 };
        do
        {
            var page = await channel.UnaryAsync<ListEmployeesRequest, ListEmployeesResponse>(Directory("ListEmployees"), request, Options);
            ids.AddRange(page.Employees.Select(employee => employee.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return ids;
    }

    public Task<Protos.Catalogue.V1.Competence> CreateCompetenceAsync(string id, string requestId) =>
        channel.UnaryAsync<CreateCompetenceRequest, Protos.Catalogue.V1.Competence>(
            Catalogue("CreateCompetence"),
            new CreateCompetenceRequest
            {
                Competence = new() { Id = id, NameNb = $"Navn {id}", Kind = CompetenceKind.Skill },
                RequestId = requestId,
            },
            Options);

    /// <summary>The ids of all competences, in order, by as many pages as it takes.</summary>
    public async Task<IReadOnlyList<string>> CompetenceIdsAsync()
    {
        var ids = new List<string>();
        var request = new ListCompetencesRequest { PageSize = 1000 };
        do
        {
            var page = await channel.UnaryAsync<ListCompetencesRequest, ListCompetencesResponse>(
                Catalogue("ListCompetences"), request, Options);
            ids.AddRange(page.Competences.Select(competence => competence.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return ids;
    }

    /// <summary>What anybody may ask who is known.</summary>
    public Task<ListCompetencesResponse> CompetencesAsync() =>
        channel.UnaryAsync<ListCompetencesRequest, ListCompetencesResponse>(
            Catalogue("ListCompetences"), new ListCompetencesRequest(), Options);

    /// <summary>What anybody may ask.</summary>
    public Task<HealthCheckResponse> HealthAsync() =>
        channel.UnaryAsync<HealthCheckRequest, HealthCheckResponse>(
            HealthReflection.Descriptor.Services[0].FindMethodByName("Check"), new HealthCheckRequest(), Options);

    public Task<ImportResponse> ImportAsync(IAsyncEnumerable<ImportRequest> parts) =>
        channel.ClientStreamingAsync<ImportRequest, ImportResponse>(
            BulkReflection.Descriptor.Services[0].FindMethodByName("Import"), parts, Options);

    public Task<VerifyResponse> VerifyLedgerAsync() =>
        channel.UnaryAsync<VerifyRequest, VerifyResponse>(
            EntryReflection.Descriptor.Services[0].FindMethodByName("Verify"), new VerifyRequest(), Options);

    /// <summary>Any method of one request and one reply.</summary>
    public Task<TReply> CallAsync<TRequest, TReply>(MethodName method, TRequest request)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply>, new() =>
        channel.UnaryAsync<TRequest, TReply>(method, request, Options);

    /// <summary>Any method of one request and a stream of replies, for as long as they are asked for.</summary>
    public IAsyncEnumerable<TReply> WatchAsync<TRequest, TReply>(MethodName method, TRequest request, CancellationToken cancellation)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply>, new() =>
        channel.ServerStreamingAsync<TRequest, TReply>(method, request, Options, cancellation);

    public void Dispose() => channel.Dispose();

    static MethodName Catalogue(string name) => CatalogueReflection.Descriptor.Services[0].FindMethodByName(name);

    static MethodName Directory(string name) => DirectoryReflection.Descriptor.Services[0].FindMethodByName(name);
}
