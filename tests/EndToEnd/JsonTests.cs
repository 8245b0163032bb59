using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Api;
using Google.Protobuf.Reflection;
using Kompetanse.EndToEnd.Processes;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd;

/// <summary>The same methods as JSON over HTTP, on the port of the pages.</summary>
public sealed class JsonTests(SharedHost shared) : IClassFixture<SharedHost>, IDisposable
{
    readonly HttpClient http = new() { BaseAddress = new Uri(shared.Host.WebAddress), DefaultRequestHeaders = { { "authorization", "Persona operator" } } };

    public void Dispose() => http.Dispose();

    static IEnumerable<MethodDescriptor> Methods =>
        from type in typeof(DirectoryReflection).Assembly.GetTypes()
        where type.Name.EndsWith("Reflection", StringComparison.Ordinal)
        let file = (FileDescriptor?)type.GetProperty("Descriptor")?.GetValue(null)
        where file is not null
        from service in file.Services
        from method in service.Methods
        select method;

    static IEnumerable<(string Verb, string Path)> RoutesOf(MethodDescriptor method)
    {
        if (method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not { } rule)
        {
            yield break;
        }

        foreach (var one in rule.AdditionalBindings.Prepend(rule))
        {
            yield return one.PatternCase switch
            {
                HttpRule.PatternOneofCase.Get => ("GET", one.Get),
                HttpRule.PatternOneofCase.Post => ("POST", one.Post),
                HttpRule.PatternOneofCase.Patch => ("PATCH", one.Patch),
                var other => throw new InvalidOperationException($"{method.FullName}: {other}"),
            };
        }
    }

    [Fact]
    public void Every_method_with_one_request_and_one_reply_has_a_path_and_no_stream_has() =>
        Methods.Where(method => RoutesOf(method).Any() == (method.IsClientStreaming || method.IsServerStreaming))
            .Select(method => method.FullName).ShouldBeEmpty();

    [Fact]
    public void No_two_methods_have_the_same_path()
    {
        // What a variable is called makes no difference to where a path leads.
        var paths = Methods.SelectMany(RoutesOf)
            .Select(route => $"{route.Verb} {string.Join('*', route.Path.Split('{').Select(part => part[(part.IndexOf('}') + 1)..]))}").ToList();

        paths.Count.ShouldBeGreaterThan(70);
        paths.ShouldBeUnique();
    }

    [Fact]
    public async Task A_unit_is_created_read_changed_and_listed()
    {
        var created = await SendAsync(HttpMethod.Post, "/v1/units?requestId=json-1", new { id = "json", name = "Nav Jåttå", type = "UNIT_TYPE_OFFICE" });
        created.GetProperty("name").GetString().ShouldBe("Nav Jåttå");
        // A request id makes repeating harmless here too.
        (await SendAsync(HttpMethod.Post, "/v1/units?requestId=json-1", new { id = "json", name = "Nav Jåttå", type = "UNIT_TYPE_OFFICE" }))
            .GetProperty("etag").GetString().ShouldBe(created.GetProperty("etag").GetString());
        await SendAsync(HttpMethod.Post, "/v1/units", new { id = "json-team", name = "Laget", type = "UNIT_TYPE_TEAM" });

        var moved = await SendAsync(
            HttpMethod.Patch, "/v1/units/json-team?updateMask=parentId", new { parentId = "json", name = "is not in the mask" });
        (moved.GetProperty("parentId").GetString(), moved.GetProperty("name").GetString()).ShouldBe(("json", "Laget"));

        (await SendAsync(HttpMethod.Get, "/v1/units/json-team")).GetProperty("parentId").GetString().ShouldBe("json");
        (await SendAsync(HttpMethod.Get, "/v1/units?pageSize=1")).GetProperty("units").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task What_is_refused_says_why_in_the_language_asked_for()
    {
        using var answer = await AskAsync(HttpMethod.Get, "/v1/units/nowhere", language: "en");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var status = await answer.Content.ReadFromJsonAsync<JsonElement>();
        (status.GetProperty("code").GetInt32(), status.GetProperty("message").GetString()).ShouldBe((5, "There is no unit “nowhere”."));
        status.GetProperty("details")[0].GetProperty("reason").GetString().ShouldBe("UNIT_NOT_FOUND");
    }

    [Theory]
    [InlineData("", "CREDENTIALS_MISSING")]
    [InlineData("Basic dGVzdGVyOnRlc3Rlcg==", "CREDENTIALS_UNSUPPORTED")]
    public async Task Who_is_not_known_is_told_so_and_nothing_else(string authorization, string reason)
    {
        foreach (var path in new[] { "/v1/units", "/v1/nothing", "/nothing" })
        {
            using var answer = await AskAsync(HttpMethod.Get, path, authorization);

            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("details")[0].GetProperty("reason").GetString().ShouldBe(reason);
        }
    }

    [Fact]
    public async Task The_same_may_be_done_as_over_gRPC()
    {
        using var denied = await AskAsync(HttpMethod.Get, "/v1/employees", "Persona somebody");

        denied.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await denied.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("details")[0].GetProperty("reason").GetString().ShouldBe("PERMISSION_DENIED");
    }

    [Fact]
    public async Task Every_path_is_in_the_OpenAPI_document_and_there_is_a_page_to_read_it()
    {
        using var anybody = new HttpClient { BaseAddress = http.BaseAddress };
        var document = await anybody.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        document.GetProperty("paths").EnumerateObject().Sum(path => path.Value.EnumerateObject().Count())
            .ShouldBe(Methods.SelectMany(RoutesOf).Count());
        (await anybody.GetStringAsync("/openapi/index.html")).ShouldContain("<title>Kompetanse</title>");
    }

    async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await AskAsync(method, path, body: body);
        (await answer.Content.ReadAsStringAsync(), answer.StatusCode).ShouldSatisfyAllConditions(
            told => told.StatusCode.ShouldBe(HttpStatusCode.OK, told.Item1));
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    async Task<HttpResponseMessage> AskAsync(
        HttpMethod method, string path, string? authorization = null, string? language = null, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        if (language is not null) request.Headers.Add("accept-language", language);
        if (authorization is null) return await http.SendAsync(request);
        using var other = new HttpClient { BaseAddress = http.BaseAddress };
        if (authorization.Length > 0) request.Headers.TryAddWithoutValidation("authorization", authorization);
        return await other.SendAsync(request);
    }
}
