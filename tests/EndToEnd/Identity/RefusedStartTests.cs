using Kompetanse.EndToEnd.Processes;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Identity;

/// <summary>A host that would let in whoever likes, or nobody, does not start; and says why in one line.</summary>
public sealed class RefusedStartTests : IDisposable
{
    const string Development = "ASPNETCORE_ENVIRONMENT";
    const string Issuer = "Kompetanse__Identity__Issuer";
    const string Audience = "Kompetanse__Identity__Audience";

    readonly TemporaryFolder data = new();

    public static TheoryData<string, string[], string> Refused => new()
    {
        {
            "", [],
            "Nobody could be identified: this host runs in Production and has no issuer of tokens. Set Kompetanse__Identity__Issuer and Kompetanse__Identity__Audience, or ASPNETCORE_ENVIRONMENT=Development to try it out with made-up persons."
        },
        {
            $"{Issuer}=https://login.example.no;{Audience}=a;Kompetanse__Identity__Personas=true", [],
            "Kompetanse__Identity__Personas lets anybody be anybody, and is for development alone: this host runs in Production. Take it away, or set ASPNETCORE_ENVIRONMENT=Development on a machine of your own."
        },
        {
            $"{Development}=Development;Kompetanse__Identity__Personas=false", [],
            "Nobody could be identified: this host runs in Development and has no issuer of tokens. Set Kompetanse__Identity__Issuer and Kompetanse__Identity__Audience, or ASPNETCORE_ENVIRONMENT=Development to try it out with made-up persons."
        },
        {
            $"{Development}=Staging", ["demo"],
            "The demonstration lets anybody be anybody, and is for development alone: this host runs in Staging. Leave out demo, or set ASPNETCORE_ENVIRONMENT=Development on a machine of your own."
        },
        {
            $"{Issuer}=https://login.example.no", [],
            "Kompetanse__Identity__Audience must be set: without it, tokens for other systems would be believed."
        },
        {
            $"{Issuer}=http://login.example.no;{Audience}=a", [],
            "Kompetanse__Identity__Issuer must be an https URL: whoever could change what it answers could make tokens. For an issuer on the same machine, set Kompetanse__Identity__RequireHttpsMetadata=false."
        },
        {
            $"{Issuer}=login.example.no;{Audience}=a", [],
            "Kompetanse__Identity__Issuer must be a URL, such as https://login.example.no."
        },
        {
            $"{Issuer}=https://login.example.no;{Audience}=a;Kompetanse__Identity__Algorithms__0=HS256", [],
            "Kompetanse__Identity__Algorithms can't have HS256: choose among RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512."
        },
        {
            $"{Development}=Development;Kompetanse__Listen=any", [],
            "Without TLS this host answers its own machine alone, since tokens and personal data would be sent in the clear. Set Kompetanse__Certificate__Path, or Kompetanse__Listen=loopback; or, where something else encrypts, such as a sidecar, Kompetanse__AllowUnencrypted=true."
        },
        {
            $"{Development}=Development;Kompetanse__Listen=everywhere", [],
            "Kompetanse__Listen must be loopback, any, or an IP address."
        },
        {
            $"{Development}=Development;Kompetanse__Identity__ClockSkew=00:05:00", [],
            "DataAnnotation validation failed for 'IdentityOptions' members: 'ClockSkew' with the error: 'The field ClockSkew must be between 00:00:00 and 00:01:00.'."
        },
    };

    public void Dispose() => data.Dispose();

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_host_that_can_t_be_trusted_says_why_it_does_not_start(string settings, string[] arguments, string text)
    {
        var ended = await RunningHost.RefuseAsync(data.Path, Settings(settings), arguments);
        (ended.ExitCode, ended.Error, ended.Output).ShouldBe((1, text + "\n", ""));
    }

    [Fact]
    public async Task A_certificate_that_can_t_be_used_is_told()
    {
        data.With("broken.pem", "This is no certificate.");
        foreach (var file in new[] { "broken.pem", "missing.pem" })
        {
            var ended = await RunningHost.RefuseAsync(
                data.Path, new(HostSettings.Development) { { "Kompetanse__Certificate__Path", data.PathOf(file) } });
            ended.ExitCode.ShouldBe(1);
            ended.Error.ShouldStartWith("The certificate of Kompetanse__Certificate__Path can't be used: ");
            ended.Error.ShouldNotContain("   at ");
        }
    }

    [Fact]
    public async Task A_setting_that_can_t_be_read_is_told()
    {
        var ended = await RunningHost.RefuseAsync(
            data.Path, new(HostSettings.Development) { { "Kompetanse__WebPort", "many" } });
        (ended.ExitCode, ended.Error).ShouldBe((
            1, "Failed to convert configuration value 'many' at 'Kompetanse:WebPort' to type 'System.Int32'.\n"));
    }

    static HostSettings Settings(string text) => new(text
        .Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(setting => KeyValuePair.Create(setting.Split('=')[0], setting.Split('=')[1])));
}
