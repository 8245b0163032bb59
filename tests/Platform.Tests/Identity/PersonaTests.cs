using Kompetanse.Platform.Identity;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Identity;

public sealed class PersonaTests : IDisposable
{
    readonly FakeIssuer issuer = new() { Environment = "Development" };

    public void Dispose() => issuer.Dispose();

    [Fact]
    public async Task A_persona_is_believed_in_development_without_an_issuer()
    {
        issuer.Settings["Kompetanse:Identity:Issuer"] = "";
        (await issuer.IdentifyAsync("persona s%C3%B8ren")).Caller.ShouldNotBeNull().EmployeeId.ShouldBe("søren");
    }

    [Fact]
    public async Task A_host_that_has_an_issuer_believes_no_persona() =>
        (await issuer.IdentifyAsync("Persona operator")).Refusal.ShouldBe(new PersonasNotAccepted());

    [Fact]
    public async Task It_can_be_told_to_believe_both()
    {
        issuer.Settings["Kompetanse:Identity:Personas"] = "true";
        (await issuer.IdentifyAsync("Persona operator")).Caller.ShouldNotBeNull().Scopes.ShouldBe(Scopes.All);
        (await issuer.IdentifyAsync("Bearer " + issuer.Token())).Caller.ShouldNotBeNull().ClientId.ShouldBe("tester");
    }
}
