using Kompetanse.Platform.Identity;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Identity;

public sealed class IdentificationTests : IDisposable
{
    readonly FakeIssuer issuer = new(new ClockOfTest());

    public void Dispose() => issuer.Dispose();

    [Fact]
    public async Task A_token_that_was_checked_is_known_at_once_until_it_ends()
    {
        var identification = Identification();
        StringValues bearer = "Bearer " + issuer.Token(("employee_id", "anna"), ("exp", issuer.Time.GetUtcNow().AddSeconds(20).ToUnixTimeSeconds()));

        var first = (await identification.IdentifyAsync(bearer, default)).Caller.ShouldNotBeNull();
        first.EmployeeId.ShouldBe("anna");
        var again = identification.IdentifyAsync(bearer, default);
        again.IsCompleted.ShouldBeTrue();
        (await again).Caller.ShouldBeSameAs(first);

        // From its end on it is checked again, while clocks may differ, and then refused.
        issuer.Time.Pass(TimeSpan.FromSeconds(20));
        var late = (await identification.IdentifyAsync(bearer, default)).Caller.ShouldNotBeNull();
        late.ShouldNotBeSameAs(first);
        issuer.Time.Pass(TimeSpan.FromSeconds(30));
        (await identification.IdentifyAsync(bearer, default)).Refusal.ShouldBe(new TokenExpired());
    }

    [Fact]
    public async Task A_refused_token_is_not_remembered()
    {
        var identification = Identification();
        StringValues early = "Bearer " + issuer.Token(("nbf", issuer.Time.GetUtcNow().AddSeconds(40).ToUnixTimeSeconds()));
        (await identification.IdentifyAsync(early, default)).Refusal.ShouldBe(new TokenNotYetValid());
        issuer.Time.Pass(TimeSpan.FromSeconds(10));
        (await identification.IdentifyAsync(early, default)).Caller.ShouldNotBeNull();
    }

    [Fact]
    public async Task Roles_units_and_scopes_are_read_from_lists_and_texts()
    {
        var identification = Identification();
        var person = await CallerOf(("employee_id", "anna"), ("roles", new[] { "hr" }), ("represents", new[] { "a", "b" }));
        (person.IsHr, person.RepresentedUnits.Count).ShouldBe((true, 2));
        (await CallerOf(("employee_id", "anna"), ("roles", "auditor"))).IsAuditor.ShouldBeTrue();
        (await CallerOf(("scope", "tasks.check reports.read"))).Scopes.Count.ShouldBe(2);
        (await CallerOf(("scope", new[] { "tasks.check", "reports.read" }))).Scopes.Count.ShouldBe(2);

        async Task<Caller> CallerOf(params (string, object)[] claims) =>
            (await identification.IdentifyAsync("Bearer " + issuer.Token(claims), default)).Caller.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData(" token")]
    [InlineData("Persona ")]
    [InlineData("Basic dGVzdGVyOnRlc3Rlcg==")]
    public async Task Anything_else_than_a_token_is_refused(string authorization) =>
        (await Identification().IdentifyAsync(authorization, default)).Refusal.ShouldBe(new CredentialsUnsupported());

    [Fact]
    public async Task Several_tokens_are_refused() =>
        (await Identification().IdentifyAsync(new StringValues([$"Bearer {issuer.Token()}", "Bearer x"]), default))
            .Refusal.ShouldBe(new CredentialsUnsupported());

    [Theory]
    [InlineData("")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.e30.")]
    public async Task What_is_no_token_asks_the_issuer_nothing(string authorization)
    {
        (await Identification().IdentifyAsync(authorization, default)).Caller.ShouldBeNull();
        issuer.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task No_setting_makes_a_persona_believed_outside_development()
    {
        issuer.Settings.Personas = true;
        (await Identification("Production").IdentifyAsync("Persona operator", default)).Refusal.ShouldBe(new PersonasNotAccepted());
        (await Identification("Development").IdentifyAsync("Persona operator", default)).Caller.ShouldNotBeNull();
    }

    Identification Identification(string environment = "Production")
    {
        var options = Options.Create(issuer.Settings);
        return new(options, new EnvironmentOfTest { EnvironmentName = environment }, issuer.Check(), new TokenCache(options, issuer.Time));
    }

    sealed class EnvironmentOfTest : IHostEnvironment
    {
        public required string EnvironmentName { get; set; }

        public string ApplicationName { get; set; } = "test";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
