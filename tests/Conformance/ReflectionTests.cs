using Google.Protobuf;
using Google.Protobuf.Reflection;
using Kompetanse.Protos.Reflection.V1;
using V1Alpha = Kompetanse.Protos.Reflection.V1Alpha;

namespace Kompetanse.Conformance;

public class ReflectionTests
{
    [Fact]
    public async Task The_services_are_listed()
    {
        var answer = (await AskAsync(new ServerReflectionRequest { ListServices = "" })).Single();

        answer.ListServicesResponse.Service.Select(service => service.Name).ShouldBe(
        [
            "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
            "grpc.testing.TestService",
        ]);
    }

    [Theory]
    [InlineData("grpc.testing.TestService")]
    [InlineData("grpc.testing.TestService.EmptyCall")]
    [InlineData("grpc.testing.Empty")]
    public async Task A_symbol_is_found_with_its_file_and_all_that_file_needs(string symbol)
    {
        var answer = (await AskAsync(new ServerReflectionRequest { FileContainingSymbol = symbol })).Single();

        Files(answer).ShouldBe(["grpc/testing/test.proto", "grpc/testing/messages.proto"]);
    }

    [Theory]
    [InlineData("grpc.testing.SimpleRequest.response_size")]
    [InlineData("grpc.testing.PayloadType")]
    public async Task Fields_and_enums_are_symbols_too(string symbol)
    {
        var answer = (await AskAsync(new ServerReflectionRequest { FileContainingSymbol = symbol })).Single();

        Files(answer).ShouldBe(["grpc/testing/messages.proto"]);
    }

    [Fact]
    public async Task A_file_is_found_by_its_name()
    {
        var answer = (await AskAsync(new ServerReflectionRequest { FileByFilename = "grpc/testing/messages.proto" })).Single();

        Files(answer).ShouldBe(["grpc/testing/messages.proto"]);
    }

    [Fact]
    public async Task What_is_not_found_is_an_answer_and_the_stream_goes_on()
    {
        var answers = await AskAsync(
            new ServerReflectionRequest { Host = "h", FileContainingSymbol = "no.Such" },
            new ServerReflectionRequest { FileByFilename = "no.proto" },
            new ServerReflectionRequest { AllExtensionNumbersOfType = "no.Such" },
            new ServerReflectionRequest { FileContainingExtension = new ExtensionRequest { ContainingType = "no.Such", ExtensionNumber = 1 } },
            new ServerReflectionRequest(),
            new ServerReflectionRequest { ListServices = "*" });

        answers.Take(4).ShouldAllBe(answer => answer.ErrorResponse.ErrorCode == 5);
        answers[4].ErrorResponse.ErrorCode.ShouldBe(12);
        answers[5].ListServicesResponse.Service.Count.ShouldBe(4);
        answers[0].ValidHost.ShouldBe("h");
        answers[0].OriginalRequest.FileContainingSymbol.ShouldBe("no.Such");
    }

    [Fact]
    public async Task A_message_without_extensions_has_no_numbers()
    {
        var answer = (await AskAsync(new ServerReflectionRequest { AllExtensionNumbersOfType = "grpc.testing.Payload" })).Single();

        answer.AllExtensionNumbersResponse.BaseTypeName.ShouldBe("grpc.testing.Payload");
        answer.AllExtensionNumbersResponse.ExtensionNumber.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_older_version_answers_the_same()
    {
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect();
        var request = new V1Alpha.ServerReflectionRequest { Host = "h", FileContainingSymbol = "grpc.testing.TestService" };

        var old = await channel.DuplexStreamingAsync<V1Alpha.ServerReflectionRequest, V1Alpha.ServerReflectionResponse>(
            "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", new[] { request }.ToAsyncEnumerable()).SingleAsync();

        old.FileDescriptorResponse.FileDescriptorProto.Count.ShouldBe(2);
        old.OriginalRequest.ShouldBe(request);
    }

    private static IEnumerable<string> Files(ServerReflectionResponse answer) =>
        FileDescriptor.BuildFromByteStrings(answer.FileDescriptorResponse.FileDescriptorProto.Reverse())
            .Select(file => file.Name).Reverse();

    private static async Task<List<ServerReflectionResponse>> AskAsync(params ServerReflectionRequest[] requests)
    {
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect();
        return await channel.DuplexStreamingAsync<ServerReflectionRequest, ServerReflectionResponse>(
            "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", requests.ToAsyncEnumerable()).ToListAsync();
    }
}
