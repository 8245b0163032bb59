using Grpc.Core;
using Kompetanse.EndToEnd.Processes;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Telemetry;

/// <summary>What a real host tells a collector and its own log, and what neither may ever hear.</summary>
public sealed class TelemetryTests : IDisposable
{
    const string Name = "Kari Hemmelig-Etternavn";

    readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_host_with_a_collector_tells_what_happens_and_nothing_about_people()
    {
        await using var collector = await Collector.StartAsync();
        await using var host = await RunningHost.StartAsync(data.Path, new HostSettings(HostSettings.Development)
        {
            { "OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address },
            { "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf" },
            { "OTEL_METRIC_EXPORT_INTERVAL", "200" },
            { "OTEL_BSP_SCHEDULE_DELAY", "200" },
            { "OTEL_BLRP_SCHEDULE_DELAY", "200" },
            // All that is ever logged.
            { "Logging__LogLevel__Default", "Trace" },
            { "Logging__LogLevel__Microsoft.AspNetCore", "Trace" },
        });
        using (var client = new Client(host))
        {
            await client.CreateEmployeeAsync("p4711", "first", Name);
            await client.EmployeesAsync();
            await Should.ThrowAsync<RpcException>(() => client.CreateEmployeeAsync("p4711", "second", Name));
        }

        using (var colleague = new Client(host, "Persona somebody-else"))
            (await Should.ThrowAsync<RpcException>(() => colleague.EmployeesAsync())).StatusCode.ShouldBe(StatusCode.PermissionDenied);

        using (var json = new HttpClient { DefaultRequestHeaders = { { "authorization", Client.Operator } } })
            (await json.GetAsync(new Uri($"{host.WebAddress}/v1/employees/p4711"))).EnsureSuccessStatusCode().Dispose();

        await collector.UntilAsync(
            "traces", "ledger append", "kompetanse.ledger.position", "kompetanse.directory.v1.DirectoryService/CreateEmployee",
            "rpc.grpc.status_code", "/v1/employees/{id}");
        await collector.UntilAsync(
            "metrics", "http.server.request.duration", "rpc.grpc.status_code", "kompetanse.command.duration",
            "kompetanse.query.duration", "kompetanse.ledger.position", "kompetanse.ledger.batch", "kompetanse.refusals",
            "ALREADY_EXISTS", "PERMISSION_DENIED");
        await collector.UntilAsync("logs", "KeptOut", "somebody-else", "Opened");
        (await host.InterruptAsync()).ShouldBe(0);

        foreach (var told in new[] { collector.All("traces"), collector.All("metrics"), collector.All("logs"), await host.AllAsync() })
        {
            told.ShouldNotBeEmpty();
            foreach (var part in Name.Split(' ', '-'))
                told.ShouldNotContain(part);
        }

        collector.All("traces").ShouldNotContain("p4711", customMessage: "an address names whom a call is about");
    }
}
