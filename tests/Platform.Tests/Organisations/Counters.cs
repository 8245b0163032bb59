using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Platform.Tests.Organisations;

/// <summary>
/// The smallest service an organisation can have: counters with names, and names of persons. Messages of the directory
/// and the catalogue serve as its commands; what they mean elsewhere does not matter here.
/// </summary>
sealed class Counters
{
    /// <summary>A counter that has reached this is not counted further.</summary>
    public const int Most = 100;

    readonly Dictionary<string, int> _values = [];
    readonly Dictionary<string, string> _names = [];

    /// <summary>Counts a counter up by one. Its subject is the counter.</summary>
    public static CreateUnitRequest CountUp(string counter, string requestId = "") =>
        new() { Unit = new Unit { Id = counter }, RequestId = requestId };

    /// <summary>Counts every counter there is up by ten. Its subject is everything.</summary>
    public static CreateRoleRequest CountAllUp(string requestId = "") => new() { RequestId = requestId };

    /// <summary>Stores a person's name, sealed.</summary>
    public static CreateEmployeeRequest Name(string person, string name) =>
        new() { Employee = new Employee { Id = person, Name = name } };

    /// <summary>Asks what a counter stands at; answered with an Int64Value.</summary>
    public static StringValue Value(string counter) => new() { Value = counter };

    /// <summary>Asks for a person's name; answered with a StringValue.</summary>
    public static GetEmployeeRequest NameOf(string person) => new() { Id = person };

    /// <summary>The counters as a model; what it does is told to the steps.</summary>
    public static OrganisationModel Model(Steps steps) => new OrganisationModel()
        .State(() => new Counters())
        .Event<Counters, Site>("counted.v1", (counters, counted, _) =>
        {
            steps.Take("apply", counted.Id);
            counters._values[counted.Id] = int.Parse(counted.Name);
        })
        .Event<Counters, EmployeeSaved>("named.v1", (counters, named, context) =>
            counters._names[named.Id] = context.Unseal(named.Id, named.SealedDetails) is { } name
                ? StringValue.Parser.ParseFrom(name).Value
                : "(erased)")
        .Command<Counters, CreateUnitRequest>(
            (counters, command, _) =>
            {
                steps.Take("decide", command.Unit.Id);
                return counters.Of(command.Unit.Id) < Most
                    ? Decision.Accept(Counted(command.Unit.Id, counters.Of(command.Unit.Id) + 1))
                    : Decision.Refuse(new CounterFull(command.Unit.Id));
            },
            (_, command, events, _) =>
            {
                steps.Take("reply", command.Unit.Id);
                return new Int64Value { Value = int.Parse(events.OfType<Site>().Single().Name) };
            },
            command => command.Unit.Id is "no subject" ? throw new InvalidOperationException("No subject.") : command.Unit.Id)
        .Command<Counters, CreateRoleRequest>(
            (counters, _, _) => Decision.Accept([.. counters._values.Select(one => Counted(one.Key, one.Value + 10))]),
            (_, _, events, _) => new Int64Value { Value = events.Count })
        .Command<Counters, CreateEmployeeRequest>(
            (_, command, context) => Decision.Accept(new EmployeeSaved
            {
                Id = command.Employee.Id,
                SealedDetails = context.Seal(command.Employee.Id, new StringValue { Value = command.Employee.Name }),
            }),
            (_, _, _, context) => new StringValue { Value = context.Today.ToString("O") },
            command => command.Employee.Id)
        .Query<Counters, StringValue>((counters, query, _) =>
            QueryResult.Of(new Int64Value { Value = counters.Of(query.Value) }))
        .Query<Counters, GetEmployeeRequest>((counters, query, _) =>
            QueryResult.Of(new StringValue { Value = counters._names.GetValueOrDefault(query.Id, "") }))
        .Permit<Counters, CreateUnitRequest>((_, _, _) => Ruling.Granted)
        .Permit<Counters, CreateRoleRequest>((_, _, _) => Ruling.Granted)
        .Permit<Counters, CreateEmployeeRequest>((_, _, _) => Ruling.Granted)
        .Permit<Counters, StringValue>((_, _, _) => Ruling.Granted)
        .Permit<Counters, GetEmployeeRequest>((_, _, _) => Ruling.Granted);

    /// <summary>Who counts.</summary>
    public static Caller Tester { get; } = new() { EmployeeId = "tester" };

    int Of(string counter) => _values.GetValueOrDefault(counter);

    static Site Counted(string counter, int value) => new Site { Id = counter, Name = value.ToString() };
}

/// <summary>A counter has reached <see cref="Counters.Most"/>.</summary>
sealed record CounterFull(string Counter) : Refusal("COUNTER_FULL", StatusCode.FailedPrecondition, "unit.id");

/// <summary>What the model was asked to do, in order, and where it is to fail.</summary>
sealed class Steps
{
    readonly ConcurrentQueue<string> _taken = [];
    readonly ConcurrentDictionary<string, bool> _failing = [];

    /// <summary>Such as <c>decide a</c>.</summary>
    public IReadOnlyList<string> Taken => [.. _taken];

    /// <summary>From now on this step throws.</summary>
    public void Fail(string step) => _failing[step] = true;

    public void Note(string step) => _taken.Enqueue(step);

    public void Take(string what, string counter)
    {
        Note($"{what} {counter}");
        if (_failing.ContainsKey($"{what} {counter}"))
            throw new ModelBugException($"A bug in {what} {counter}.");
    }
}

/// <summary>The bug that <see cref="Steps.Fail"/> asked for.</summary>
sealed class ModelBugException(string message) : Exception(message);
