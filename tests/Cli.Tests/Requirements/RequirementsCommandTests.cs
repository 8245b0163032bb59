using Google.Protobuf;
using Kompetanse.Cli.Tests.Verification;
using Kompetanse.Cli.Text;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Requirements;

public sealed class RequirementsCommandTests
{
    [Theory]
    [InlineData(80, "nb")]
    [InlineData(100, "en")]
    public async Task Lists_each_task_with_what_is_in_force_and_what_is_on_its_way(int width, string language)
    {
        var terminal = await RanAsync(width, "requirements", "list", "--lang", language);
        terminal.Output.ShouldBeAsIn($"list-{language}-{width}.txt");
    }

    [Theory]
    [InlineData(80, "nb")]
    [InlineData(100, "en")]
    public async Task Shows_every_version_with_all_it_asks_for_and_what_the_parties_said(int width, string language)
    {
        var terminal = await RanAsync(width, "requirements", "show", "arbeidsevne", "--lang", language);
        terminal.Output.ShouldBeAsIn($"show-{language}-{width}.txt");
    }

    [Fact]
    public async Task Shows_one_version_alone()
    {
        var terminal = await RanAsync(80, "requirements", "show", "arbeidsevne", "--version", "2");
        terminal.Output.ShouldContain("Versjon 2 · i kraft · fra 1. mars 2026");
        terminal.Output.ShouldNotContain("Versjon 1");
        terminal.Host.Asked.OfType<GetRequirementRequest>().ShouldBe([new() { TaskId = "arbeidsevne", Version = 2 }]);
    }

    [Theory]
    [InlineData("requirements list")]
    [InlineData("requirements show arbeidsevne")]
    public async Task Json_holds_every_version(string line)
    {
        var terminal = await RanAsync(80, [.. line.Split(' '), "--format", "json"]);
        JsonParser.Default.Parse<ListRequirementsResponse>(terminal.Output).ShouldBe(Versions());
    }

    [Fact]
    public async Task Says_so_when_there_are_no_tasks()
    {
        var host = SampleOffice.Answering<ListTasksRequest>(_ => new ListTasksResponse());
        var terminal = new Terminal { Host = new() { OnCall = request => request is ListRequirementsRequest ? new ListRequirementsResponse() : host.OnCall(request) } };
        (await terminal.RunAsync("requirements", "list")).ShouldBe(0);
        terminal.Output.ShouldBe("Ingen krevende oppgaver er registrert.\n");
    }

    [Fact]
    public void Every_word_of_the_contract_is_in_both_languages()
    {
        foreach (var texts in new[] { Texts.Bokmål, Texts.English })
        {
            ShouldHaveWords<EvidenceKind>(texts, "EvidenceKind");
            ShouldHaveWords<RequirementState>(texts, "RequirementState");
            ShouldHaveWords<Stance>(texts, "Stance");
            ShouldHaveWords<KnowledgeBasis>(texts, "KnowledgeBasis");
        }
    }

    static void ShouldHaveWords<T>(Texts texts, string kind)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetNames<T>().Where(name => name != "Unspecified")) texts.Word(kind, value).ShouldNotBe(value);
    }

    static async Task<Terminal> RanAsync(int width, params string[] line)
    {
        var names = SampleOffice.Answering<ListTasksRequest>(_ => new ListTasksResponse
        {
            Tasks = { SampleOffice.WorkAbility, new DemandingTask { Id = "gjeld", NameNb = "Gi gjeldsråd", NameEn = "Give debt advice" } },
        });
        var host = new FakeKompetanse
        {
            OnCall = request => request switch
            {
                ListRequirementsRequest => Versions(),
                GetRequirementRequest => SampleOffice.InForce(),
                _ => names.OnCall(request),
            },
        };
        var terminal = new Terminal { Width = width, Host = host };
        (await terminal.RunAsync(line)).ShouldBe(0);
        terminal.Error.ShouldBeEmpty();
        foreach (var shown in terminal.Output.Split('\n')) shown.ShouldBe(shown.TrimEnd());
        return terminal;
    }

    static ListRequirementsResponse Versions()
    {
        var first = SampleOffice.InForce();
        (first.Version, first.State, first.ValidFrom, first.ValidTo) = (1, RequirementState.Retired, "2025-01-01", "2026-03-01");
        (first.Standing, first.KnowledgeBasis, first.LegalBasis) = (null, KnowledgeBasis.Weak, "");
        first.Evidence.Clear();
        first.Statements.Clear();
        var next = SampleOffice.InForce();
        (next.Version, next.State, next.ValidFrom, next.Standing) = (3, RequirementState.Consultation, "", new());
        next.Statements.RemoveAt(1);
        return new() { Requirements = { first, SampleOffice.InForce(), next } };
    }
}
