using System.Collections;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Core.Testing;
using Kompetanse.Competence.Import;
using Kompetanse.Platform.Calls;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Ledger;
using Kompetanse.Testing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Verification.V1;
using Microsoft.Extensions.Options;
using Shouldly;

namespace Kompetanse.Competence.Tests;

/// <summary>
/// An agency on a real ledger in a directory of its own, asked as the gRPC services ask it: requests in, replies or
/// statuses out. It is 2 March 2026.
/// </summary>
sealed class TestAgency : IAsyncDisposable
{
    const string Id = "nav";

    static readonly string[] Queries = ["Get", "List", "Check", "Prepare", "Watch"];

    /// <summary>What the services' refusals become.</summary>
    public static RefusalStatus Statuses { get; } =
        new(new OrganisationModel().AddCompetence().Texts, Options.Create(new GrpcOptions { MaxStatusDetailsSize = 64 * 1024 }));

    readonly string _directory = System.IO.Directory.CreateTempSubdirectory("agency-").FullName;
    LedgerInFolder _ledger = null!;
    OrganisationHost _host = null!;
    OrganisationCalls _calls = null!;
    Agency? _state;

    /// <summary>A client with every scope.</summary>
    public static Caller Everything { get; } = new() { ClientId = "tests", Scopes = Scopes.All };

    /// <summary>Who asks from here on. At first a client with every scope.</summary>
    public Caller Caller { get; set; } = Everything;

    /// <summary>The clock.</summary>
    public FakeTime Time { get; } = new(DateTimeOffset.Parse("2026-03-02T09:00:00Z"));

    /// <summary>The state in memory; to be read while no command runs.</summary>
    public Agency State
    {
        get
        {
            _host.QueryAsync(Id, new Empty(), Everything, CancellationToken.None).GetAwaiter().GetResult();
            return _state!;
        }
    }

    public static Task<TestAgency> OpenAsync()
    {
        var agency = new TestAgency();
        agency.Open();
        return Task.FromResult(agency);
    }

    /// <summary>Carries out commands that must not be refused.</summary>
    public async Task DoAsync(params IReadOnlyList<IMessage> commands)
    {
        foreach (var command in commands)
            await AskAsync<IMessage>(command);
    }

    /// <summary>The same, by somebody.</summary>
    public async Task DoAsync(Caller by, params IReadOnlyList<IMessage> commands)
    {
        var before = Caller;
        Caller = by;
        try
        {
            await DoAsync(commands);
        }
        finally
        {
            Caller = before;
        }
    }

    /// <summary>A command, a query or an import, answered.</summary>
    public Task<TReply> AskAsync<TReply>(IMessage request) where TReply : IMessage
    {
        var context = CalledBy(Caller);
        var name = request.Descriptor.Name;
        return request is ImportRequest import ? ImportAsync<TReply>([import], context)
            : Queries.Any(query => name.StartsWith(query, StringComparison.Ordinal))
                ? _calls.QueryAsync<TReply>(request, context)
                : _calls.ExecuteAsync<TReply>(request, context);
    }

    /// <summary>An import in several messages.</summary>
    public Task<ImportResponse> ImportAsync(params IReadOnlyList<ImportRequest> parts) =>
        ImportAsync<ImportResponse>(parts, CalledBy(Caller));

    static ServerCallContext CalledBy(Caller caller)
    {
        var context = TestServerCallContext.Create(
            method: "", host: "", DateTime.MaxValue, requestHeaders: [], CancellationToken.None, peer: "", authContext: null,
            contextPropagationToken: null, _ => Task.CompletedTask, () => null, _ => { });
        context.SetCaller(caller);
        return context;
    }

    /// <summary>A request that must be refused, in both languages, and the agency is as it was.</summary>
    /// <returns>All that the caller is told in both languages.</returns>
    public async Task<string> ShouldRefuseAsync(IMessage request, Expected expected, Caller? by = null)
    {
        // The snapshot is a reading, and recorded as one.
        var before = await SnapshotAsync();
        var position = await PositionAsync();
        var told = new StringBuilder();
        foreach (var (language, text) in new[] { ("nb", expected.Bokmål), ("en", expected.English) })
        {
            Caller = by ?? Everything;
            var exception = await Should.ThrowAsync<RefusedException>(() => AskAsync<IMessage>(request));
            Caller = Everything;

            var refused = Statuses.Of(exception.Refusals, language);
            var info = refused.GetDetail<ErrorInfo>()!;
            (info.Reason, refused.Code, info.Domain).ShouldBe((expected.Reason, (int)expected.Code, "kompetanse"));
            refused.Message.ShouldBe(text);
            var localized = refused.GetDetail<LocalizedMessage>()!;
            (localized.Locale, localized.Message).ShouldBe((language, text));
            var violations = refused.GetDetail<BadRequest>()?.FieldViolations ?? [];
            violations.Select(violation => violation.Field)
                .ShouldBe(expected.Field.Length > 0 ? [expected.Field, .. expected.MoreFields] : []);
            if (expected.Field.Length > 0)
                violations[0].Description.ShouldBe($"{expected.Reason}: {text}");
            told.Append(refused);
        }

        (await PositionAsync()).ShouldBe(position);
        (await SnapshotAsync()).ShouldBe(before);
        foreach (var personal in State.Employees.All.SelectMany(employee => new[] { employee.Saved.Name, employee.Saved.Email }))
        {
            if (personal.Length > 0)
                told.ToString().ShouldNotContain(personal);
        }

        return told.ToString();
    }

    /// <summary>How many entries there are, in memory and in the ledger, besides those that only tell of a reading.</summary>
    public async Task<long> PositionAsync()
    {
        var position = (await _host.OpenAsync(Id)).Position;
        (await _ledger.VerifyAsync(Id, CancellationToken.None)).Head.Position.ShouldBe(position);
        return (await EntriesAsync()).Count(entry => entry.Events.Any(@event => @event.Name != "access-recorded.v1"));
    }

    /// <summary>All that can be listed, as bytes in hex, a resource a line.</summary>
    public async Task<string> SnapshotAsync()
    {
        var lines = new StringBuilder();
        foreach (var list in new IMessage[]
        {
            new ListUnitsRequest(), new ListEmployeesRequest(), new ListPositionsRequest(), new ListCompetencesRequest(),
            new ListRolesRequest(), new ListRoleProfilesRequest(), new ListLocalAdaptationsRequest(),
            new ListUnitProfilesRequest(), new ListGoalsRequest(),
            new ListTasksRequest(), new ListRequirementsRequest(), new ListDeliveriesRequest(),
        })
            await AddAsync(list);
        foreach (var employee in State.Employees.All)
        {
            await AddAsync(new ListAssessmentsRequest { EmployeeId = employee.Key });
            await AddAsync(new ListEvidenceRequest { EmployeeId = employee.Key });
            await AddAsync(new ListVerificationsRequest { EmployeeId = employee.Key });
            Line(await AskAsync<ListMentorsResponse>(new ListMentorsRequest { EmployeeId = employee.Key }));
        }

        Line(await AskAsync<Consultation>(new GetConsultationRequest()));
        return Line(await AskAsync<LevelScale>(new GetLevelScaleRequest()));

        async Task AddAsync(IMessage list)
        {
            foreach (var resource in await ListAsync<IMessage>(list))
                Line(resource);
        }

        string Line(IMessage resource) => lines
            .Append(resource.Descriptor.Name).Append(' ').AppendLine(Convert.ToHexString(resource.ToByteArray())).ToString();
    }

    /// <summary>Everything that a list request names, page by page.</summary>
    public async Task<List<TMessage>> ListAsync<TMessage>(IMessage request, int pageSize = 1000) where TMessage : IMessage
    {
        var all = new List<TMessage>();
        for (var token = ""; ;)
        {
            var (page, next) = await PageAsync<TMessage>(request, pageSize, token);
            all.AddRange(page);
            if (next.Length == 0)
                return all;
            page.Count.ShouldBe(pageSize);
            next.ShouldNotBe(token);
            token = next;
        }
    }

    /// <summary>One page of a list.</summary>
    public async Task<(List<TMessage> Page, string Next)> PageAsync<TMessage>(IMessage request, int pageSize, string token)
        where TMessage : IMessage
    {
        var fields = request.Descriptor;
        fields.FindFieldByName("page_size").Accessor.SetValue(request, pageSize);
        fields.FindFieldByName("page_token").Accessor.SetValue(request, token);
        var reply = await AskAsync<IMessage>(request);
        var items = reply.Descriptor.Fields.InDeclarationOrder().Single(field => field.IsRepeated);
        return (
            [.. ((IEnumerable)items.Accessor.GetValue(reply)).Cast<TMessage>()],
            (string)reply.Descriptor.FindFieldByName("next_page_token").Accessor.GetValue(reply));
    }

    /// <summary>The same agency, rebuilt from its ledger.</summary>
    public async Task ReopenAsync()
    {
        await CloseAsync();
        Open();
    }

    /// <summary>The ledger's entries.</summary>
    public async Task<List<Protos.Ledger.V1.Entry>> EntriesAsync() =>
        await _ledger.ReadAsync(Id, 0, CancellationToken.None).Select(stored => stored.Entry).ToListAsync();

    /// <summary>Appends past the model, as another version of the program could.</summary>
    public async Task AppendAsync(string eventName)
    {
        var head = (await _ledger.VerifyAsync(Id, CancellationToken.None)).Head;
        var entry = new Protos.Ledger.V1.Entry { Events = { new Protos.Ledger.V1.Event { Name = eventName } } };
        await _ledger.AppendAsync(Id, head, [entry], [], CancellationToken.None);
    }

    /// <summary>Persons who have a key in the ledger.</summary>
    public async Task<IReadOnlyList<string>> PersonsWithKeysAsync() =>
        [.. (await _ledger.ReadKeysAsync(Id, CancellationToken.None)).Select(key => key.Person).Order()];

    /// <summary>Every byte the ledger has on disk.</summary>
    public async Task<byte[]> BytesOnDiskAsync()
    {
        var bytes = new List<byte>();
        foreach (var file in System.IO.Directory.GetFiles(_directory))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            bytes.AddRange(copy.ToArray());
        }

        return [.. bytes];
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    void Open()
    {
        var model = new OrganisationModel().AddCompetence()
            .Query<Agency, Empty>((agency, query, _) =>
            {
                _state = agency;
                return QueryResult.Of(query);
            })
            .Permit<Agency, Empty>((_, _, _) => Ruling.Granted);
        _ledger = new LedgerInFolder(_directory);
        _host = new OrganisationHost(model, _ledger, new AgencyClock(Time));
        _calls = new OrganisationCalls(_host, new OrganisationCallsOptions { Organisation = Id });
    }

    async Task CloseAsync()
    {
        await _host.DisposeAsync();
        await _ledger.DisposeAsync();
    }

    async Task<TReply> ImportAsync<TReply>(IReadOnlyList<ImportRequest> parts, ServerCallContext context) where TReply : IMessage =>
        // Clones, since the service consumes what it is sent.
        (TReply)(IMessage)await new Competence.Import.BulkService(_calls).Import(new Parts([.. parts.Select(part => part.Clone())]), context);

    /// <summary>A stream of what is there already.</summary>
    sealed class Parts(IReadOnlyList<ImportRequest> parts) : IAsyncStreamReader<ImportRequest>
    {
        int _at = -1;

        public ImportRequest Current => parts[_at];

        public Task<bool> MoveNext(CancellationToken cancellationToken) => Task.FromResult(++_at < parts.Count);
    }
}

/// <summary>A clock that stands where it is put.</summary>
sealed class FakeTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
