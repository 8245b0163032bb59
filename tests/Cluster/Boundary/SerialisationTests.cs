using System.Collections.Frozen;
using Google.Protobuf;
using Grpc.Core;
using Kompetanse.ClusterTests.Running;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Organisations;
using Kompetanse.Platform.Storage;
using Kompetanse.Protos.Directory.V1;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;
using Shouldly;
using Xunit;

namespace Kompetanse.ClusterTests.Boundary;

/// <summary>What crosses from one silo to another comes out as it went in.</summary>
[Collection(SharedCluster.Name)]
public sealed class SerialisationTests(Cluster cluster)
{
    private const int RandomOfEach = 20;

    /// <summary>Of every type in the contracts, not only of those that are sent today.</summary>
    public static TheoryData<Type> MessageTypes =>
        [.. typeof(Unit).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IMessage)))];

    [Theory]
    [MemberData(nameof(MessageTypes))]
    public void Every_message_survives_the_trip(Type type)
    {
        var random = new RandomMessages(seed: 1);
        var descriptor = ((IMessage)Activator.CreateInstance(type)!).Descriptor;
        for (var at = 0; at < RandomOfEach; at++)
        {
            var message = random.Make(descriptor);

            var arrived = Travelled(message);

            arrived.GetType().ShouldBe(type);
            arrived.ToByteArray().ShouldBe(message.ToByteArray());
        }
    }

    [Fact]
    public void A_message_that_nothing_is_set_in_survives_the_trip() => Travelled<IMessage>(new Unit()).ShouldBe(new Unit());

    [Fact]
    public void A_message_that_is_sent_twice_in_one_arrives_twice()
    {
        var unit = Some.Unit("u1").Unit;

        Travelled<IMessage[]>([unit, Some.Employee("e1").Employee, unit]).ShouldBe([unit, Some.Employee("e1").Employee, unit]);
    }

    [Fact]
    public void A_message_of_many_megabytes_survives_the_trip()
    {
        var import = Some.Import("e", 100_000, "u1", "r1");

        Travelled<IMessage>(import).ShouldBe(import);
    }

    [Fact]
    public void A_message_stays_the_same_object_inside_a_silo()
    {
        var unit = Some.Unit("u1").Unit;

        Services.GetRequiredService<DeepCopier>().Copy<IMessage>(unit).ShouldBeSameAs(unit);
    }

    [Fact]
    public void Callers_survive_the_trip()
    {
        Caller[] callers =
        [
            Caller.Anonymous,
            AgencyDriver.Caller,
            new() { EmployeeId = "e1", IsHr = true, IsAuditor = true, RepresentedUnits = ["u1"], Purpose = "rådgiving" },
            new() { EmployeeId = "e1", RepresentedUnits = [.. new[] { "u1", "u2" }.Select(unit => unit)] },
            new() { EmployeeId = "e1", RepresentedUnits = new List<string> { "u1" }.AsReadOnly() },
            new() { ClientId = "hr", Scopes = FrozenSet.ToFrozenSet(["a"], StringComparer.Ordinal) },
            new() { ClientId = "hr", Scopes = Enumerable.Range(0, 40).Select(at => $"scope{at}").ToFrozenSet(StringComparer.Ordinal) },
        ];
        foreach (var caller in callers)
        {
            var arrived = Travelled(caller);

            (arrived with { Scopes = caller.Scopes, RepresentedUnits = caller.RepresentedUnits }).ShouldBe(caller);
            arrived.Scopes.SetEquals(caller.Scopes).ShouldBeTrue();
            arrived.RepresentedUnits.ShouldBe(caller.RepresentedUnits);
            caller.Scopes.ShouldAllBe(scope => arrived.Scopes.Contains(scope));
        }
    }

    [Fact]
    public void Answers_survive_the_trip()
    {
        var unit = Some.Unit("u1").Unit;
        var answered = Travelled(AgencyAnswer.Of(new Outcome.Answered(long.MaxValue, unit))).ToOutcome().ShouldBeOfType<Outcome.Answered>();
        (answered.Position, answered.Reply).ShouldBe((long.MaxValue, unit));

        Refusal[][] refusals =
        [
            [new FieldRequired("units[3].name")],
            [new UpdateMaskInvalid("leder"), new EtagStale("unit.etag") { RetryAfter = TimeSpan.FromSeconds(1.5) }, new Figures(7, 0.5, "æøå", "unit")],
            [new OutcomeUnknown(), new LedgerRefused("LEDGER_FULL"), new RequestIdReused()],
        ];
        foreach (var reasons in refusals)
        {
            var once = Travelled(AgencyAnswer.Of(new Outcome.Refused(reasons))).ToOutcome();
            // A refusal may be passed on.
            var twice = Travelled(AgencyAnswer.Of(once)).ToOutcome();

            foreach (var outcome in (Outcome[])[once, twice])
            {
                outcome.ShouldBeOfType<Outcome.Refused>().Reasons.Select(Told).ShouldBe(reasons.Select(Told));
            }
        }
    }

    [Fact]
    public void Versions_survive_the_trip()
    {
        Travelled(new AgencyVersion(42, Unavailable: null)).ShouldBe(new AgencyVersion(42, Unavailable: null));

        Told(Travelled(new AgencyVersion(0, RefusalAnswer.Of(new LedgerRefused("LEDGER_FULL")))).Unavailable!.ToRefusal())
            .ShouldBe(Told(new LedgerRefused("LEDGER_FULL")));
    }

    [Fact]
    public void Storage_that_is_away_is_told_with_its_reason()
    {
        var arrived = Travelled<Exception>(new StorageUnavailableException(StorageReasons.Full, new IOException("disk")));

        arrived.ShouldBeOfType<StorageUnavailableException>().Reason.ShouldBe(StorageReasons.Full);
    }

    private static (string, StatusCode, string, string, TimeSpan?) Told(Refusal refusal) => (
        refusal.Reason, refusal.Code, refusal.Field,
        string.Join(';', refusal.Details().OrderBy(detail => detail.Key, StringComparer.Ordinal)), refusal.RetryAfter);

    private IServiceProvider Services => cluster.ServicesOf(0);

    /// <summary>Written by one silo, and read by the other.</summary>
    private T Travelled<T>(T value) => cluster.ServicesOf(1).GetRequiredService<Serializer>().Deserialize<T>(
        Services.GetRequiredService<Serializer>().SerializeToArray(value))!;

    private sealed record Figures(int Count, double Share, string Name, string Field) : Refusal("FIGURES", StatusCode.FailedPrecondition, Field);
}
