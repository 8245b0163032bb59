using Kompetanse.Conformance.Protos;
using Kompetanse.Platform.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kompetanse.Conformance;

public class BindingTests
{
    [Fact]
    public void A_service_that_lacks_a_method_does_not_start()
    {
        var exception = Should.Throw<InvalidOperationException>(Map<LacksAll>);

        exception.Message.ShouldBe(
            "LacksAll cannot answer grpc.testing.TestService.EmptyCall; it needs a public method "
            + "Task<Empty> EmptyCall(Empty, CallContext).");
    }

    [Fact]
    public void A_service_whose_method_has_another_shape_does_not_start()
    {
        var exception = Should.Throw<InvalidOperationException>(Map<WrongShape>);

        exception.Message.ShouldContain("Task<SimpleResponse> UnaryCall(SimpleRequest, CallContext)");
    }

    [Fact]
    public async Task Options_out_of_range_do_not_start()
    {
        var exception = await Should.ThrowAsync<OptionsValidationException>(
            () => TestServer.StartAsync(options: options => options.MaxReceiveMessageSize = 0));

        exception.Message.ShouldContain(nameof(GrpcOptions.MaxReceiveMessageSize));
    }

    [Fact]
    public void The_endpoints_take_conventions_and_know_their_methods()
    {
        var app = Create();
        app.MapGrpcService<TestService>(TestReflection.Descriptor.Services[0]).WithMetadata("a policy");

        var endpoints = ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).ToList();

        endpoints.Count.ShouldBe(5);
        endpoints.ShouldAllBe(endpoint => endpoint.Metadata.GetMetadata<string>() == "a policy");
        endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<Google.Protobuf.Reflection.MethodDescriptor>()!.Name)
            .ShouldContain("FullDuplexCall");
    }

    private static void Map<TService>()
        where TService : class => Create().MapGrpcService<TService>(TestReflection.Descriptor.Services[0]);

    private static WebApplication Create()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddGrpc();
        return builder.Build();
    }

    private sealed class LacksAll;

    private sealed class WrongShape
    {
        private readonly Empty _empty = new();
        private readonly SimpleResponse _response = new();

        public Task<Empty> EmptyCall(Empty request, CallContext context) => Task.FromResult(_empty);

        public SimpleResponse UnaryCall(SimpleRequest request, CallContext context) => _response;
    }
}
