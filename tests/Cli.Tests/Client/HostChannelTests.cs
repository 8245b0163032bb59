using System.Globalization;
using Grpc.Core;
using Kompetanse.Cli.Client;
using Kompetanse.Cli.Import;
using Kompetanse.Cli.Text;
using Kompetanse.Protos.Bulk.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Client;

/// <summary>How the command calls a host: as it is sent.</summary>
public sealed class HostChannelTests
{
    static readonly Connection Anna = new(new Uri("http://127.0.0.1:5080"), "Persona anna", "Oppfølging i høst");

    [Fact]
    public async Task Every_call_tells_who_calls_in_which_language_and_for_what()
    {
        var wire = new FakeWire();
        using var host = HostChannel.Connect(Anna, Texts.English, wire);
        await host.Ledger.VerifyAsync(new());
        await host.Bulk.ImportAsync(Parts(), CancellationToken.None);
        wire.Asked.Count.ShouldBe(2);
        foreach (var headers in wire.Asked)
        {
            headers["authorization"].ShouldBe("Persona anna");
            headers["accept-language"].ShouldBe("en");
            headers["kompetanse-purpose"].ShouldBe("Oppf%C3%B8lging%20i%20h%C3%B8st");
        }
    }

    [Fact]
    public async Task Nothing_is_told_that_was_not_said()
    {
        var wire = new FakeWire();
        using var host = HostChannel.Connect(new(Anna.Address, null, ""), Texts.Bokmål, wire);
        await host.Ledger.VerifyAsync(new());
        wire.Asked.Single().ContainsKey("authorization").ShouldBeFalse();
        wire.Asked.Single().ContainsKey("kompetanse-purpose").ShouldBeFalse();
    }

    [Fact]
    public async Task A_call_is_tried_four_times_while_the_host_does_not_take_it()
    {
        var wire = new FakeWire(StatusCode.Unavailable, StatusCode.Unavailable, StatusCode.Unavailable);
        using var host = HostChannel.Connect(Anna, Texts.Bokmål, wire);
        await host.Directory.GetUnitAsync(new() { Id = "u" });
        wire.Asked.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_host_that_never_takes_a_call_is_given_up()
    {
        var wire = new FakeWire(Enumerable.Repeat(StatusCode.Unavailable, 10));
        using var host = HostChannel.Connect(Anna, Texts.Bokmål, wire);
        (await StatusOfAsync(host.Directory.GetUnitAsync(new() { Id = "u" }).ResponseAsync)).ShouldBe(StatusCode.Unavailable);
        wire.Asked.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.DeadlineExceeded)]
    public async Task No_other_failure_is_tried_again(StatusCode failure)
    {
        var wire = new FakeWire(failure);
        using var host = HostChannel.Connect(Anna, Texts.Bokmål, wire);
        (await StatusOfAsync(host.Directory.GetUnitAsync(new() { Id = "u" }).ResponseAsync)).ShouldBe(failure);
        wire.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_import_is_not_tried_again()
    {
        var wire = new FakeWire(StatusCode.Unavailable);
        using var host = HostChannel.Connect(Anna, Texts.Bokmål, wire);
        (await StatusOfAsync(host.Bulk.ImportAsync(Parts(), CancellationToken.None))).ShouldBe(StatusCode.Unavailable);
        wire.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_question_waits_a_minute_unless_told_and_an_import_as_long_as_it_takes()
    {
        var wire = new FakeWire();
        using var host = HostChannel.Connect(Anna, Texts.Bokmål, wire);
        await host.Directory.GetUnitAsync(new());
        await host.Directory.GetUnitAsync(new(), deadline: DateTime.UtcNow.AddMinutes(30));
        await host.Bulk.ImportAsync(Parts(), CancellationToken.None);
        var timeouts = wire.Asked.Select(headers => headers.GetValueOrDefault("grpc-timeout")).ToList();
        Seconds(timeouts[0]).ShouldBeInRange(50, 60);
        Seconds(timeouts[1]).ShouldBeInRange(1700, 1800);
        timeouts[2].ShouldBeNull();
    }

    [Fact]
    public async Task What_the_parts_of_an_import_throw_ends_the_call_and_is_thrown_on()
    {
        var wire = new FakeWire();
        using var host = HostChannel.Connect(Anna, Texts.Bokmål, wire);
        await Should.ThrowAsync<BadInputException>(host.Bulk.ImportAsync(Faulty(), CancellationToken.None));
        wire.Asked.Count.ShouldBe(1);
        wire.Whole.ShouldBe(0);
    }

    [Fact]
    public async Task A_call_that_is_broken_off_ends_as_cancelled()
    {
        using var host = HostChannel.Connect(Anna, Texts.Bokmål, new FakeWire());
        var broken = host.Directory.GetUnitAsync(new(), cancellationToken: new CancellationToken(canceled: true));
        (await StatusOfAsync(broken.ResponseAsync)).ShouldBe(StatusCode.Cancelled);
    }

    /// <summary>`60S`, in any unit that a wait of minutes may have.</summary>
    static double Seconds(string? timeout) =>
        int.Parse(timeout.ShouldNotBeNull()[..^1], CultureInfo.InvariantCulture) * (timeout[^1] switch
        {
            'M' => 60,
            'S' => 1,
            'm' => 0.001,
            'u' => 0.000_001,
            var unit => throw new ArgumentException($"The unit {unit} is not expected.", nameof(timeout)),
        });

    static async Task<StatusCode> StatusOfAsync(Task call) => (await Should.ThrowAsync<RpcException>(call)).StatusCode;

    static async IAsyncEnumerable<ImportRequest> Parts()
    {
        await Task.CompletedTask;
        yield return new ImportRequest { RequestId = "r" };
    }

    static async IAsyncEnumerable<ImportRequest> Faulty()
    {
        await Task.CompletedTask;
        yield return new ImportRequest { RequestId = "r" };
        throw new BadInputException([]);
    }
}
