using Google.Rpc;
using Grpc.Core;
using Kompetanse.EndToEnd.Processes;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Identity;

/// <summary>A host in development believes made-up persons, and has no use for tokens.</summary>
public sealed class PersonaTests(SharedHost shared) : IClassFixture<SharedHost>
{
    [Theory]
    [InlineData("Persona operator")]
    [InlineData("persona anna")]
    [InlineData("Persona s%C3%B8ren")]
    public async Task A_persona_is_believed(string authorization)
    {
        using var client = new Client(shared.Host, authorization);
        await client.CompetencesAsync();
    }

    [Theory]
    [InlineData("", "CREDENTIALS_MISSING")]
    [InlineData("Bearer token", "TOKENS_NOT_ACCEPTED")]
    public async Task Nothing_else_is(string authorization, string reason)
    {
        using var client = new Client(shared.Host, authorization);
        var refused = await Should.ThrowAsync<RpcException>(client.CompetencesAsync);
        (refused.StatusCode, refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason).ShouldBe((StatusCode.Unauthenticated, reason));
    }

    [Fact]
    public async Task A_host_in_development_that_has_an_issuer_believes_no_persona_unless_told_to()
    {
        using var data = new TemporaryFolder();
        HostSettings settings = new(HostSettings.Development)
        {
            { "Kompetanse__Identity__Issuer", "https://login.example.no" },
            { "Kompetanse__Identity__Audience", "kompetanse" },
        };
        await using (var host = await RunningHost.StartAsync(data.Path, settings))
        {
            using var client = new Client(host);
            var refused = await Should.ThrowAsync<RpcException>(client.CompetencesAsync);
            refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason.ShouldBe("PERSONAS_NOT_ACCEPTED");
        }

        settings.Add("Kompetanse__Identity__Personas", "true");
        await using var told = await RunningHost.StartAsync(data.Path, settings);
        using var believed = new Client(told);
        await believed.CompetencesAsync();
    }
}
