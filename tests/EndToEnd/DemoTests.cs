using System.Globalization;
using System.Text.RegularExpressions;
using Kompetanse.EndToEnd.Processes;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd;

/// <summary>What somebody meets who tries the program for the first time.</summary>
public sealed class DemoTests : IDisposable
{
    const string Printed = "dotnet run --project services/Cli -- ";

    readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task The_demonstration_says_what_to_try_and_what_it_says_works()
    {
        await using var host = await RunningHost.StartAsync(data.Path, HostSettings.Nothing, "demo");
        var printed = await host.ReadUntilAsync("Ctrl-C stopper.");

        printed.ShouldContain(line => line.Contains($"Kompetanse svarer på {host.Address} (gRPC)", StringComparison.Ordinal));
        var commands = printed.Where(line => line.Contains(Printed, StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(Printed, StringComparison.Ordinal) + Printed.Length)..].Split(' '))
            .ToList();
        commands.Count.ShouldBe(3);
        var answers = new List<string>();
        foreach (var arguments in commands)
            answers.Add((await Command.RunAsPrintedAsync(arguments)).Succeeded());

        answers[0].ShouldContain("Gjør dette først");
        answers[0].ShouldContain("Det enheten trenger samlet");
        answers[1].ShouldStartWith("role_id,competence_id,");
        answers[1].Split('\n').Length.ShouldBeGreaterThan(20);
        // What was made up, decisions about it, and that the two reports were read.
        PositionIn(answers[2]).ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task A_second_start_keeps_the_data_of_the_first()
    {
        long made;
        await using (var first = await RunningHost.StartAsync(data.Path, HostSettings.Nothing, "demo"))
        {
            made = PositionIn((await Command.RunAsync(first, "ledger", "verify")).Succeeded());
            using var client = new Client(first);
            await client.CreateEmployeeAsync("ny-kollega", "");
            (await first.InterruptAsync()).ShouldBe(0);
        }

        await using var second = await RunningHost.StartAsync(data.Path, HostSettings.Nothing, "demo");
        var kept = (await Command.RunAsync(second, "ledger", "verify")).Succeeded();
        PositionIn(kept).ShouldBe(made + 1);
        using var reader = new Client(second);
        (await reader.EmployeesAsync()).ShouldContain("ny-kollega");
    }

    /// <summary>Where a ledger ends that was found whole.</summary>
    static long PositionIn(string verified)
    {
        var whole = Regex.Match(verified, @"^Hovedboken er hel: (?<entries>\d+) poster, siste posisjon (?<last>\d+)\.", RegexOptions.ExplicitCapture, Patience.Limit);
        whole.Groups["entries"].Value.ShouldBe(whole.Groups["last"].Value);
        return long.Parse(whole.Groups["last"].ValueSpan, CultureInfo.InvariantCulture);
    }
}
