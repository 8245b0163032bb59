using System.Net.Sockets;
using Azure;
using Kompetanse.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using Shouldly;
using Xunit;

namespace Kompetanse.Storage.Tests;

public sealed class StorageFailureTests
{
    static readonly (Exception Failure, string? Reason)[] Failures =
    [
        (new StorageUnavailableException("STORAGE_FULL"), "STORAGE_FULL"),
        (new OrleansException("wrapped", new StorageUnavailableException("STORAGE_DAMAGED")), "STORAGE_DAMAGED"),
        (new PostgresException("", "", "", "53100"), "STORAGE_FULL"),
        (new PostgresException("", "", "", "25006"), "STORAGE_READ_ONLY"),
        (new PostgresException("", "", "", "XX001"), "STORAGE_DAMAGED"),
        (new PostgresException("", "", "", "57P01"), "STORAGE_UNAVAILABLE"),
        (new PostgresException("", "", "", "42P01"), null),
        (new NpgsqlException("", new SocketException()), "STORAGE_UNAVAILABLE"),
        (new AggregateException(new RequestFailedException(503, ""), new RequestFailedException(503, "")), "STORAGE_UNAVAILABLE"),
        (new OrleansException("wrapped", new TimeoutException()), "STORAGE_UNAVAILABLE"),
        (new InconsistentStateException("", new RequestFailedException(412, "")), null),
        (new NotSupportedException(), null),
    ];

    [Fact]
    public void A_failure_is_told_by_its_type_and_code() =>
        Failures.Select(one => StorageFailure.ReasonOf(one.Failure)).ShouldBe(Failures.Select(one => one.Reason));

    [Fact]
    public void An_outage_is_the_same_exception_in_another_silo()
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();

        var read = serializer.Deserialize<Exception>(
            serializer.SerializeToArray<Exception>(new StorageUnavailableException("STORAGE_FULL", new IOException("no room"))));

        var outage = read.ShouldBeOfType<StorageUnavailableException>();
        (outage.Reason, outage.Message).ShouldBe(("STORAGE_FULL", "The storage is unavailable: STORAGE_FULL."));
        outage.InnerException!.Message.ShouldBe("no room");
    }
}
