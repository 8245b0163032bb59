using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Kompetanse.EndToEnd.Processes;
using Kompetanse.Platform.Identity;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Xunit;

namespace Kompetanse.EndToEnd.Access;

/// <summary>
/// nav (led by Eli) → ost (Dina) → oslo (Cato; Arne acts now, Atle did, Asta will), and nav → vest → bergen (Berit). Anna,
/// whom everything is about, works in Oslo with Bo. A host in production with callers of every kind.
/// </summary>
public sealed class MatrixAgency : IAsyncLifetime, IDisposable
{
    static readonly DateOnly Today = DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo")));

    readonly IssuedHost host = new();
    readonly Dictionary<string, Metadata> headers = [];
    GrpcChannel channel = null!;

    internal CallInvoker Calls => channel.CreateCallInvoker();

    /// <summary>Every kind of caller who is identified.</summary>
    public static IReadOnlyList<string> Identified { get; } =
    [
        "own", "colleague", "leader", "other-leader", "above", "top", "acting", "acted", "will-act", "hr", "hr-without-purpose",
        "represents", "represents-elsewhere", "auditor", "auditor-without-purpose", "client", .. Scopes.All.Order(StringComparer.Ordinal),
    ];

    /// <summary>Every kind of caller who is not.</summary>
    public static IReadOnlyList<string> Unidentified { get; } = ["anonymous", "expired", "wrong-audience", "persona"];

    internal Metadata HeadersOf(string caller) => headers[caller];

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        channel = GrpcChannel.ForAddress(host.Host.Address);
        await NameCallersAsync();
        using var client = host.Call(await host.Issuer.TokenAsync(new
        {
            client_id = "setup", scope = string.Join(' ', Scopes.DirectoryWrite, Scopes.CatalogueWrite),
        }));
        await client.ImportAsync(new[] { Rows() }.ToAsyncEnumerable());
        var (method, request) = VerificationRows.BoIsMentor;
        if ((await RawCall.StatusOfAsync(Calls, method, [request.ToByteArray()], HeadersOf("leader"))).StatusCode != StatusCode.OK)
            throw new InvalidOperationException("Bo is not a mentor.");
    }

    public async Task DisposeAsync()
    {
        channel.Dispose();
        await host.DisposeAsync();
    }

    public void Dispose() => host.Dispose();

    async Task NameCallersAsync()
    {
        foreach (var (caller, employee) in new[]
        {
            ("own", "anna"), ("colleague", "bo"), ("leader", "cato"), ("other-leader", "berit"), ("above", "dina"), ("top", "eli"),
            ("acting", "arne"), ("acted", "atle"), ("will-act", "asta"),
        })
            await NameAsync(caller, new { employee_id = employee });

        await NameAsync("hr", new { employee_id = "hege", roles = new[] { "hr" } }, "bemanning");
        await NameAsync("hr-without-purpose", new { employee_id = "hege", roles = new[] { "hr" } });
        await NameAsync("auditor", new { employee_id = "revi", roles = new[] { "auditor" } }, "kontroll");
        await NameAsync("auditor-without-purpose", new { employee_id = "revi", roles = new[] { "auditor" } });
        await NameAsync("represents", new { employee_id = "tone", represents = new[] { "ost" } });
        await NameAsync("represents-elsewhere", new { employee_id = "tone", represents = new[] { "vest" } });
        await NameAsync("client", new { client_id = "system" });
        foreach (var scope in Scopes.All)
            await NameAsync(scope, new { client_id = "system", scope });

        headers["anonymous"] = [];
        headers["persona"] = new() { { "authorization", "Persona operator" } };
        headers["expired"] = Bearer(await host.Issuer.SignAsync(new { employee_id = "anna", exp = 1_700_000_000 }));
        headers["wrong-audience"] = Bearer(await host.Issuer.SignAsync(new { employee_id = "anna", aud = "urn:another" }));
    }

    async Task NameAsync(string caller, object claims, string purpose = "")
    {
        headers[caller] = Bearer(await host.Issuer.TokenAsync(claims));
        if (purpose.Length > 0) headers[caller].Add("kompetanse-purpose", purpose);
    }

    static Metadata Bearer(string token) => new() { { "authorization", $"Bearer {token}" } };

    static ImportRequest Rows() => new()
    {
        Employees =
        {
            from id in new[] { "anna", "bo", "cato", "arne", "atle", "asta", "dina", "eli", "berit", "tone", "hege", "revi" }
            select new Employee { Id = id, Name = $"Navn {id}", Employer = Employer.State },
        },
        Roles = { new Role { Id = "veileder", NameNb = "Veileder" } },
        Competences =
        {
            new Protos.Catalogue.V1.Competence { Id = "samtale", NameNb = "Samtale", Kind = CompetenceKind.Skill, Area = "veiledning" },
        },
        RoleProfiles =
        {
            new RoleProfile
            {
                RoleId = "veileder", ValidFrom = "2026-01-01",
                Expectations = { new Expectation { CompetenceId = "samtale", Level = 3, Weight = 3 } },
            },
        },
        Goals = { new Goal { Id = "arbeid", NameNb = "Arbeid", Weight = 1 } },
        Units =
        {
            Unit("nav", "", Led("eli")),
            Unit("ost", "nav", Led("dina")),
            Unit(
                "oslo", "ost", Led("cato"), Acting("arne", Today.AddDays(-1), Today.AddDays(30)),
                Acting("atle", Today.AddDays(-30), Today), Acting("asta", Today.AddDays(2), Today.AddDays(30))),
            Unit("vest", "nav"),
            Unit("bergen", "vest", Led("berit")),
        },
        Positions =
        {
            In("oslo", "anna", "bo", "cato", "arne", "atle", "asta"), In("ost", "dina"), In("nav", "eli"), In("bergen", "berit", "tone"),
        },
    };

    static Unit Unit(string id, string parent, params Leadership[] leaderships) =>
        new() { Id = id, Name = id, ParentId = parent, Type = UnitType.Office, Leaderships = { leaderships } };

    static Leadership Led(string by) => new() { EmployeeId = by, Kind = LeadershipKind.Leader, FromDate = "2026-01-01" };

    static Leadership Acting(string by, DateOnly from, DateOnly to) => new()
    {
        EmployeeId = by, Kind = LeadershipKind.ActingLeader, FromDate = $"{from:yyyy-MM-dd}", ToDate = $"{to:yyyy-MM-dd}",
    };

    static IEnumerable<Position> In(string unit, params string[] employees) => employees.Select(employee =>
        new Position { EmployeeId = employee, UnitId = unit, RoleId = "veileder", Share = 1, FromDate = "2026-01-01" });
}
