using Grpc.Core;
using Kompetanse.EndToEnd.Processes;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd;

/// <summary>
/// What was acknowledged is there, whatever happens to the process that acknowledged it. Mostly tried with competences: reading
/// them leaves nothing in the ledger, as reading about persons does.
/// </summary>
public sealed class NothingLostTests : IDisposable
{
    const int Employees = 5_000;
    const int AssessmentParts = 50;
    const int AssessmentsInPart = 2_000;

    readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Every_acknowledged_command_survives_a_killed_host_and_the_last_one_can_be_repeated()
    {
        var known = new List<string>();
        string? unanswered = null;
        foreach (var (acknowledged, writing) in new[] { (1, false), (0, true), (4, false), (3, true), (40, false), (11, true), (90, true) })
        {
            await using var host = await RunningHost.StartAsync(data.Path);
            using var client = new Client(host);
            unanswered = await ShouldKnowAsync(client, known, unanswered);

            var count = 0;
            var killing = KillAsync(host, () => Volatile.Read(ref count) >= acknowledged, writing);
            while (unanswered is null)
            {
                var id = $"e{known.Count:0000}";
                try
                {
                    await client.CreateCompetenceAsync(id, $"request-{id}");
                    known.Add(id);
                    Interlocked.Increment(ref count);
                }
                catch (RpcException gone)
                {
                    gone.StatusCode.ShouldBe(StatusCode.Unavailable);
                    unanswered = id;
                }
            }

            await killing;
            count.ShouldBeGreaterThanOrEqualTo(acknowledged);
        }

        await using var last = await RunningHost.StartAsync(data.Path);
        using var reader = new Client(last);
        await ShouldKnowAsync(reader, known, unanswered);
        // An entry for each: what was repeated was not recorded twice.
        var verified = await Command.RunAsync(last, "ledger", "verify");
        verified.Succeeded().ShouldContain($"Hovedboken er hel: {known.Count} poster, siste posisjon {known.Count}.");
    }

    [Theory]
    [InlineData("the first part is sent")]
    [InlineData("half of it is sent")]
    [InlineData("all of it is sent")]
    [InlineData("it is being written")]
    [InlineData("it is acknowledged")]
    public async Task An_import_is_there_as_a_whole_or_not_at_all_when_the_host_is_killed_as(string moment)
    {
        var (sent, all) = (0, false);
        bool acknowledged;
        await using (var host = await RunningHost.StartAsync(data.Path))
        {
            using var client = new Client(host);
            var killing = moment switch
            {
                "the first part is sent" => KillAsync(host, () => Volatile.Read(ref sent) >= 2),
                "half of it is sent" => KillAsync(host, () => Volatile.Read(ref sent) >= AssessmentParts / 2),
                "all of it is sent" => KillAsync(host, () => Volatile.Read(ref all)),
                "it is being written" => KillAsync(host, () => true, writing: true),
                _ => null,
            };
            acknowledged = await AcknowledgedAsync(client.ImportAsync(Parts()));
            if (killing is null) host.Kill();
            await (killing ?? Task.CompletedTask);
        }

        await using var again = await RunningHost.StartAsync(data.Path);
        using var reader = new Client(again);
        var verified = await reader.VerifyLedgerAsync();
        verified.Fault.ShouldBeNull();
        verified.Position.ShouldBeInRange(acknowledged ? 1 : 0, sent < AssessmentParts ? 0 : 1);
        (await reader.CompetenceIdsAsync()).Count.ShouldBe((int)verified.Position);

        // The same request again: recorded now, or answered as the first time.
        var repeated = await reader.ImportAsync(Parts());
        (repeated.Position, repeated.Rows).ShouldBe((1, 1 + Employees + (AssessmentParts * AssessmentsInPart)));
        (await reader.VerifyLedgerAsync()).Entries.ShouldBe(1);
        (await reader.EmployeesAsync()).Count.ShouldBe(Employees);

        async IAsyncEnumerable<ImportRequest> Parts()
        {
            foreach (var part in LargeImport())
            {
                await Task.CompletedTask;
                yield return part;
                Interlocked.Increment(ref sent);
            }

            Volatile.Write(ref all, true);
        }
    }

    [Fact]
    public async Task Two_hosts_on_the_same_data_both_record_and_each_sees_the_others_after_its_own_next_command()
    {
        // Both make the files, should neither be there.
        var starting = await Task.WhenAll(RunningHost.StartAsync(data.Path), RunningHost.StartAsync(data.Path));
        await using var one = starting[0];
        await using var other = starting[1];
        using var first = new Client(one);
        using var second = new Client(other);

        const int Each = 60;
        await Task.WhenAll(CreateAsync(first, "a", Each), CreateAsync(second, "b", Each));
        // The same request to both at once is one decision.
        var same = await Task.WhenAll(first.CreateCompetenceAsync("c", "same"), second.CreateCompetenceAsync("c", "same"));
        same[0].Etag.ShouldBe(same[1].Etag);

        await first.CreateCompetenceAsync("d", "d");
        await second.CreateCompetenceAsync("e", "e");

        string[] everybody = [.. Ids("a", Each), .. Ids("b", Each), "c", "d", "e"];
        (await second.CompetenceIdsAsync()).ShouldBe(everybody);
        (await first.CompetenceIdsAsync()).ShouldBe(everybody[..^1]);
        await first.CreateCompetenceAsync("f", "f");
        (await first.CompetenceIdsAsync()).ShouldBe([.. everybody, "f"]);
        var verified = await first.VerifyLedgerAsync();
        verified.Fault.ShouldBeNull();
        (verified.Entries, verified.Position).ShouldBe((everybody.Length + 1, everybody.Length + 1));
    }

    /// <summary>Checks that the host knows these, and that repeating the one without an answer gives it once.</summary>
    static async Task<string?> ShouldKnowAsync(Client client, List<string> known, string? unanswered)
    {
        var there = await client.CompetenceIdsAsync();
        there.Take(known.Count).ShouldBe(known);
        there.Skip(known.Count).ShouldBeSubsetOf(unanswered is null ? [] : [unanswered]);
        if (unanswered is null) return null;

        (await client.CreateCompetenceAsync(unanswered, $"request-{unanswered}")).Id.ShouldBe(unanswered);
        known.Add(unanswered);
        (await client.CompetenceIdsAsync()).ShouldBe(known);
        (await client.VerifyLedgerAsync()).Position.ShouldBe(known.Count);
        return null;
    }

    /// <summary>Kills the host once the condition holds; or once it then writes to its log.</summary>
    async Task KillAsync(RunningHost host, Func<bool> condition, bool writing = false)
    {
        await Patience.UntilAsync(condition);
        if (writing)
        {
            var log = new FileInfo(data.PathOf("grains.db-wal"));
            var before = Written(log);
            await Patience.UntilAsync(() => Written(log) != before);
        }

        host.Kill();
    }

    static (long, DateTime) Written(FileInfo file)
    {
        file.Refresh();
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : default;
    }

    static async Task<bool> AcknowledgedAsync(Task<ImportResponse> import)
    {
        try
        {
            await import;
            return true;
        }
        catch (RpcException gone)
        {
            gone.StatusCode.ShouldBe(StatusCode.Unavailable);
            return false;
        }
    }

    static IEnumerable<ImportRequest> LargeImport()
    {
        yield return new ImportRequest
        {
            RequestId = "large",
            Competences = { new Protos.Catalogue.V1.Competence { Id = "k", NameNb = "Veiledning", Kind = CompetenceKind.Skill } },
            Employees =
            {
                Enumerable.Range(0, Employees).Select(i => new Employee { Id = $"e{i}", Name = $"Navn {i}", Employer = Employer.State }),
            },
        };
        for (var part = 0; part < AssessmentParts; part++)
        {
            var request = new ImportRequest();
            for (var i = 0; i < AssessmentsInPart; i++)
            {
                var row = (part * AssessmentsInPart) + i;
                request.Assessments.Add(new Assessment
                {
                    EmployeeId = $"e{row % Employees}",
                    CompetenceId = "k",
                    Basis = Basis.Self,
                    Level = row % 6,
                    Date = $"2024-01-{(row / Employees) + 1:00}",
                });
            }

            yield return request;
        }
    }

    static async Task CreateAsync(Client client, string prefix, int count)
    {
        foreach (var id in Ids(prefix, count)) await client.CreateCompetenceAsync(id, id);
    }

    static IEnumerable<string> Ids(string prefix, int count) => Enumerable.Range(0, count).Select(i => $"{prefix}{i:000}");
}
