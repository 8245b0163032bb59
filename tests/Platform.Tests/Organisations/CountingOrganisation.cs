using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Kompetanse.Platform.Ledger;
using Kompetanse.Testing;
using Kompetanse.Platform.Organisations;
using Shouldly;

namespace Kompetanse.Platform.Tests.Organisations;

/// <summary>An organisation of counters on a real ledger in a directory of its own.</summary>
sealed class CountingOrganisation : IAsyncDisposable
{
    const string Id = "nav";

    readonly string _directory;
    readonly bool _ownsDirectory;
    bool _closed;

    CountingOrganisation(string directory, bool ownsDirectory)
    {
        (_directory, _ownsDirectory) = (directory, ownsDirectory);
        Ledger = new WatchedLedger(
            new LedgerInFolder(directory), Steps);
    }

    public Steps Steps { get; } = new();

    public WatchedLedger Ledger { get; }

    public FakeTime Time { get; } = new(DateTimeOffset.Parse("2026-03-02T09:00:00Z"));

    public Organisation Organisation { get; private set; } = null!;

    public static Task<CountingOrganisation> OpenAsync() =>
        OpenAsync(new CountingOrganisation(Directory.CreateTempSubdirectory("organisation-").FullName, ownsDirectory: true));

    /// <summary>The same organisation on the same ledger, as another process would open it.</summary>
    public Task<CountingOrganisation> OpenAgainAsync(Action<CountingOrganisation>? before = null)
    {
        var other = new CountingOrganisation(_directory, ownsDirectory: false);
        before?.Invoke(other);
        return OpenAsync(other);
    }

    public Task<Outcome> ExecuteAsync(IMessage command, CancellationToken cancellationToken = default) =>
        Organisation.ExecuteAsync(command, Counters.Tester, cancellationToken).Soon();

    /// <summary>Counts up what must not be refused; the value it then has.</summary>
    public async Task<long> CountUpAsync(string counter, string requestId = "") =>
        ValueOf(await ExecuteAsync(Counters.CountUp(counter, requestId)));

    /// <summary>What a reader sees now.</summary>
    public long this[string counter] => ValueOf(Query(Counters.Value(counter)));

    public string NameOf(string person) =>
        ((StringValue)((Outcome.Answered)Query(Counters.NameOf(person))).Reply).Value;

    // What is asked here records nothing, so it is answered at once.
    Outcome Query(IMessage query) =>
        Organisation.QueryAsync(query, Counters.Tester, CancellationToken.None).GetAwaiter().GetResult();

    public static long ValueOf(Outcome outcome) => ((Int64Value)outcome.ShouldBeOfType<Outcome.Answered>().Reply).Value;

    public static string ReasonOf(Outcome outcome) => outcome.ShouldBeOfType<Outcome.Refused>().Reasons.ShouldHaveSingleItem().Reason;

    /// <summary>What the ledger holds of each entry: its events, such as <c>a=1</c>.</summary>
    public async Task<IReadOnlyList<string>> EntriesAsync() =>
        await Ledger.ReadAsync(Id, 0, CancellationToken.None)
            .Select(stored => string.Join(", ", stored.Entry.Events
                .Select(@event => Protos.Directory.V1.Site.Parser.ParseFrom(@event.Payload))
                .Select(counted => $"{counted.Id}={counted.Name}")))
            .ToListAsync();

    public async Task CloseAsync()
    {
        if (!_closed)
        {
            _closed = true;
            await Organisation.DisposeAsync().AsTask().Soon();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await Ledger.DisposeAsync();
        if (_ownsDirectory)
            Directory.Delete(_directory, recursive: true);
    }

    static async Task<CountingOrganisation> OpenAsync(CountingOrganisation opening)
    {
        opening.Organisation = await Organisation.OpenAsync(
            Id, Counters.Model(opening.Steps), opening.Ledger, new AgencyClock(opening.Time), CancellationToken.None);
        return opening;
    }
}

/// <summary>A clock that stands where it is put.</summary>
sealed class FakeTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

static class Waiting
{
    /// <summary>So that a test whose condition never comes fails instead of hanging. Generous: nothing is timed.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Task Soon(this Task task) => task.WaitAsync(Patience);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Patience);
}
