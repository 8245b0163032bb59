using System.Diagnostics;
using System.Diagnostics.Metrics;
using Google.Protobuf;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.Platform.Telemetry;

/// <summary>
/// What operators see of organisations: how long commands and queries take, what is refused and why, where the ledger
/// stands, and a span for each append in the trace of the call that asked for it. Costs nothing while nobody listens.
/// Tags are names of messages and reasons, never what they are about.
/// </summary>
public sealed class OrganisationTelemetry : IDisposable
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "Kompetanse.Organisations";

    private readonly ActivitySource _spans = new(Name);
    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly Histogram<double> _commandTime;
    private readonly Histogram<double> _queryTime;
    private readonly Counter<long> _refusals;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _lag;

    /// <param name="meters">The host's meters; null: one of its own.</param>
    public OrganisationTelemetry(IMeterFactory? meters = null)
    {
        _ownsMeter = meters is null;
        _meter = meters?.Create(Name) ?? new Meter(Name);
        _commandTime = _meter.CreateHistogram<double>(
            "kompetanse.command.duration", "s", "From a command's arrival until it is durable, or refused.");
        _queryTime = _meter.CreateHistogram<double>(
            "kompetanse.query.duration", "s", "From a query to its reply: for GetUnitReport, the report's time.");
        _refusals = _meter.CreateCounter<long>(
            "kompetanse.refusals", "{refusal}", "Commands and queries that were refused, by reason.");
        _batchSize = _meter.CreateHistogram<int>(
            "kompetanse.ledger.batch", "{entry}", "Entries that shared a flush to disk.");
        _lag = _meter.CreateHistogram<double>(
            "kompetanse.ledger.lag", "s", "From an entry's recording by another host until it was applied here.");
    }

    internal void Observe(Func<IEnumerable<(string Organisation, long Position)>> positions) =>
        _meter.CreateObservableGauge(
            "kompetanse.ledger.position",
            () => positions().Select(one => new Measurement<long>(one.Position, new KeyValuePair<string, object?>("organisation", one.Organisation))),
            "{entry}", "The last entry that readers see.");

    internal void CommandEnded(IMessage command, long start, Outcome outcome) => Ended(_commandTime, command, start, outcome);

    internal void QueryEnded(IMessage query, long start, Outcome outcome) => Ended(_queryTime, query, start, outcome);

    internal void CaughtUp(DateTime recordedAt, DateTimeOffset now) => _lag.Record((now.UtcDateTime - recordedAt).TotalSeconds);

    /// <summary>Spans for an append, one in the trace of each command that shares it.</summary>
    /// <param name="callers">The spans that the commands came in.</param>
    internal Append StartAppend(IEnumerable<ActivityContext> callers) => new(
        this, _spans.HasListeners() ? [.. callers.Select(caller => _spans.StartActivity("ledger append", ActivityKind.Internal, caller)).OfType<Activity>()] : []);

    private void Ended(Histogram<double> time, IMessage message, long start, Outcome outcome)
    {
        var name = new KeyValuePair<string, object?>("message", message.Descriptor.FullName);
        time.Record(
            Stopwatch.GetElapsedTime(start).TotalSeconds, name,
            new("outcome", outcome is Outcome.Refused ? "refused" : "answered"));
        if (outcome is Outcome.Refused refused)
        {
            _refusals.Add(1, name, new("reason", refused.Reasons[0].Reason));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _spans.Dispose();
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }

    /// <summary>An append that is going on; it failed unless it is told that it succeeded.</summary>
    internal sealed class Append(OrganisationTelemetry telemetry, IReadOnlyList<Activity> spans) : IDisposable
    {
        private bool _succeeded;

        /// <summary>It is durable.</summary>
        public void Succeeded(int entries, long position)
        {
            _succeeded = true;
            telemetry._batchSize.Record(entries);
            foreach (var span in spans)
            {
                span.SetTag("kompetanse.ledger.position", position).SetTag("kompetanse.ledger.batch", entries);
            }
        }

        public void Dispose()
        {
            foreach (var span in spans)
            {
                span.SetStatus(_succeeded ? ActivityStatusCode.Ok : ActivityStatusCode.Error).Dispose();
            }
        }
    }
}
