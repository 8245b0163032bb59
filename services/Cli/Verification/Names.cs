using Kompetanse.Cli.Client;
using Kompetanse.Cli.Report;
using Kompetanse.Cli.Text;

namespace Kompetanse.Cli.Verification;

/// <summary>
/// What tasks, competences, roles, units and levels are called, each asked for once. People are told by their ids: to ask for a
/// name is to read about a person, and is recorded.
/// </summary>
internal sealed class Names(KompetanseClient server, Texts texts, CancellationToken cancellation)
{
    readonly Dictionary<string, string> known = [];
    LevelNames? levels;

    /// <summary>`Vurdere arbeidsevne (aap)`.</summary>
    public Task<string> TaskAsync(string id) => KnownAsync("task", id, async () =>
    {
        var task = await server.Requirements.GetTaskAsync(new() { Id = id }, cancellationToken: cancellation);
        return texts.Choose(task.NameNb, task.NameEn);
    });

    public Task<string> UnitAsync(string id) => KnownAsync("unit", id, async () =>
        (await server.Directory.GetUnitAsync(new() { Id = id }, cancellationToken: cancellation)).Name);

    public Task<string> RoleAsync(string id) => KnownAsync("role", id, async () =>
    {
        var role = await server.Catalogue.GetRoleAsync(new() { Id = id }, cancellationToken: cancellation);
        return texts.Choose(role.NameNb, role.NameEn);
    });

    public Task<string> CompetenceAsync(string id) => KnownAsync("competence", id, async () =>
    {
        var competence = await server.Catalogue.GetCompetenceAsync(new() { Id = id }, cancellationToken: cancellation);
        return texts.Choose(competence.NameNb, competence.NameEn);
    });

    public async Task<LevelNames> LevelsAsync() => levels ??= new(
        (await server.Catalogue.GetLevelScaleAsync(new(), cancellationToken: cancellation)).Levels, texts);

    async Task<string> KnownAsync(string kind, string id, Func<Task<string>> ask)
    {
        var key = $"{kind} {id}";
        if (!known.TryGetValue(key, out var name)) known[key] = name = Safe.Plain($"{await ask()} ({id})");
        return name;
    }
}
