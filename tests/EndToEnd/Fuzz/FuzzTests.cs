using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using Kompetanse.EndToEnd.Processes;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Kompetanse.EndToEnd.Fuzz;

/// <summary>Whatever is asked of the host, it is answered or refused, and nothing it recorded is harmed.</summary>
/// <remarks>The same seeds are tried each time; the one that fails is told.</remarks>
public sealed class FuzzTests(ITestOutputHelper output)
{
    const int FirstSeed = 20_261_122;
    const int CallsOfEachMethod = 40;

    /// <summary>What a bug looks like from outside.</summary>
    static readonly StatusCode[] Bugs = [StatusCode.Unknown, StatusCode.Internal, StatusCode.DataLoss, StatusCode.DeadlineExceeded];

    static readonly MethodDescriptor[] Methods =
    [
        .. typeof(DirectoryReflection).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>()
            .SelectMany(file => file.Services)
            .Where(service => service.FullName.StartsWith("kompetanse.", StringComparison.Ordinal))
            .OrderBy(service => service.FullName, StringComparer.Ordinal)
            .SelectMany(service => service.Methods),
    ];

    [Fact]
    public async Task Random_messages_to_every_method_are_answered_or_refused_and_the_ledger_stays_whole()
    {
        Methods.Length.ShouldBeGreaterThan(20);
        using var data = new TemporaryFolder();
        await using var host = await RunningHost.StartAsync(data.Path);
        using var channel = GrpcChannel.ForAddress(host.Address);
        var calls = channel.CreateCallInvoker();
        var seen = new SortedDictionary<StatusCode, int>();
        var (seed, unreadable) = (FirstSeed, 0);
        for (var round = 0; round < CallsOfEachMethod; round++)
        {
            foreach (var method in Methods)
            {
                var (status, wasReadable) = await CallAsync(calls, method, new RandomMessages(++seed), seed);
                unreadable += wasReadable ? 0 : 1;
                seen[status] = seen.GetValueOrDefault(status) + 1;
            }
        }

        output.WriteLine(string.Join(", ", seen));
        seen.ShouldContainKey(StatusCode.OK, "some get through");
        seen.ShouldContainKey(StatusCode.InvalidArgument);
        (await Command.RunAsync(host, "ledger", "verify")).Succeeded();
        await host.InterruptAsync();
        (await host.AllAsync()).Split("Error when executing service method").Length.ShouldBe(
            1 + unreadable, "the library logs what it can't parse as an error, and nothing else failed");
    }

    static async Task<(StatusCode Status, bool WasReadable)> CallAsync(CallInvoker calls, MethodDescriptor method, RandomMessages random, int seed)
    {
        var count = method.IsClientStreaming ? random.Next(4) : 1;
        var messages = Enumerable.Range(0, count).Select(_ => random.Make(method.InputType)).ToList();
        var mutated = count > 0 && random.Next(5) == 0;
        var sent = messages.Select((message, i) => mutated && i == count - 1 ? random.Mutated(message) : message.ToByteArray()).ToList();
        var status = await RawCall.StatusOfAsync(
            calls, $"{method.Service.FullName}/{method.Name}", sent, new Metadata { { "authorization", Client.Operator } }, toTheEnd: true);
        var isReadable = !mutated || IsReadable(method.InputType.Parser, sent[^1]);
        if (Bugs.Contains(status.StatusCode) && isReadable)
        {
            throw new InvalidOperationException(
                $"{method.FullName} ended with {status}; seed {seed}: {string.Join(" | ", messages)}");
        }

        return (status.StatusCode, isReadable);
    }

    static bool IsReadable(MessageParser parser, byte[] message)
    {
        try
        {
            parser.ParseFrom(message);
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }
}
