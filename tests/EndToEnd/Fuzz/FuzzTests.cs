using System.Globalization;
using System.Net;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Kompetanse.EndToEnd.Processes;
using Kompetanse.Platform.Grpc;
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
        using var http = new HttpClient { BaseAddress = new Uri(host.Address) };
        var seen = new SortedDictionary<StatusCode, int>();
        var seed = FirstSeed;
        for (var round = 0; round < CallsOfEachMethod; round++)
        {
            foreach (var method in Methods)
            {
                var status = await CallAsync(http, method, new RandomMessages(++seed), seed);
                seen[status] = seen.GetValueOrDefault(status) + 1;
            }
        }

        output.WriteLine(string.Join(", ", seen));
        seen.ShouldContainKey(StatusCode.OK, "some get through");
        seen.ShouldContainKey(StatusCode.InvalidArgument);
        (await Command.RunAsync(host, "ledger", "verify")).Succeeded();
        await host.InterruptAsync();
        (await host.AllAsync()).ShouldNotContain("failed.");
    }

    static async Task<StatusCode> CallAsync(HttpClient http, MethodDescriptor method, RandomMessages random, int seed)
    {
        var count = method.IsClientStreaming ? random.Next(4) : 1;
        var messages = Enumerable.Range(0, count).Select(_ => random.Make(method.InputType)).ToList();
        var mutated = count > 0 && random.Next(5) == 0;
        byte[] body =
        [
            .. messages.SelectMany((message, i) => Framed(mutated && i == count - 1 ? random.Mutated(message) : message.ToByteArray())),
        ];
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{method.Service.FullName}/{method.Name}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/grpc" } } },
        };
        request.Headers.TryAddWithoutValidation("te", "trailers");
        request.Headers.TryAddWithoutValidation("authorization", Client.Operator);

        using var reply = await http.SendAsync(request);
        await reply.Content.ReadAsByteArrayAsync();
        var headers = reply.Headers.Contains("grpc-status") ? reply.Headers : reply.TrailingHeaders;
        var status = (StatusCode)int.Parse(headers.GetValues("grpc-status").Single(), CultureInfo.InvariantCulture);
        var text = headers.TryGetValues("grpc-message", out var values) ? values.Single() : "";
        if (Bugs.Contains(status) && !(mutated && IsNotReadable(text)))
        {
            throw new InvalidOperationException(
                $"{method.FullName} ended with {status} {text}; seed {seed}: {string.Join(" | ", messages)}");
        }

        return status;
    }

    static bool IsNotReadable(string text) => Uri.UnescapeDataString(text).StartsWith("A message is not a readable", StringComparison.Ordinal);

    static byte[] Framed(byte[] message)
    {
        var framed = new byte[5 + message.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed, 5);
        return framed;
    }
}
