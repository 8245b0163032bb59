using System.Net;
using System.Text;

namespace Kompetanse.Cli.Tests.Login;

/// <summary>An issuer that answers questions about a device as the test says, one after another.</summary>
internal sealed class FakeIssuer : HttpMessageHandler
{
    public const string Url = "https://login.example.no";

    readonly Queue<string> answers = new();

    public string Published { get; set; } = $$"""
        {"issuer":"{{Url}}","device_authorization_endpoint":"{{Url}}/device","token_endpoint":"{{Url}}/token"}
        """;

    public string Device { get; set; } = $$"""
        {"device_code":"d","user_code":"ABCD-EFGH","verification_uri":"{{Url}}/enter","expires_in":600,"interval":2}
        """;

    /// <summary>The forms that were sent, in order.</summary>
    public List<string> Sent { get; } = [];

    public FakeIssuer Pending(int times = 1) => Error("authorization_pending", times);

    public FakeIssuer Error(string error, int times = 1)
    {
        for (var i = 0; i < times; i++) answers.Enqueue($$"""{"error":"{{error}}"}""");
        return this;
    }

    public FakeIssuer Token(string token)
    {
        answers.Enqueue($$"""{"access_token":"{{token}}","expires_in":3600,"token_type":"Bearer"}""");
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } form) Sent.Add(await form.ReadAsStringAsync(cancellationToken));
        var answer = request.RequestUri!.AbsolutePath switch
        {
            "/.well-known/openid-configuration" => Published,
            "/device" => Device,
            "/token" => answers.Dequeue(),
            _ => throw new HttpRequestException("Nothing is there."),
        };
        return new HttpResponseMessage(answer.Contains("\"error\"", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.OK)
        {
            Content = new StringContent(answer, Encoding.UTF8, "application/json"),
        };
    }
}
