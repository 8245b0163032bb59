using Google.Protobuf;
using Google.Protobuf.Reflection;
using Kompetanse.Cli.Client;
using Kompetanse.Cli.Report;
using Kompetanse.Cli.Requirements;
using Kompetanse.Cli.Text;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Cli.Verification;

/// <summary>
/// What tasks, competences, roles, units and levels are called, each asked for once. People are told by their ids: to ask for a
/// name is to read about a person, and is recorded.
/// </summary>
internal sealed class Names(IKompetanse server, Texts texts, CancellationToken cancellation)
{
    readonly Dictionary<string, string> known = [];
    LevelNames? levels;

    /// <summary>`Vurdere arbeidsevne (aap)`.</summary>
    public Task<string> TaskAsync(string id) => KnownAsync("task", id, async () =>
    {
        var task = await server.GetTaskAsync(id, cancellation);
        return texts.Choose(task.NameNb, task.NameEn);
    });

    public Task<string> UnitAsync(string id) => KnownAsync("unit", id, async () =>
        (await AskAsync<GetUnitRequest, Unit>(DirectoryReflection.Descriptor, "GetUnit", new() { Id = id })).Name);

    public Task<string> RoleAsync(string id) => KnownAsync("role", id, async () =>
    {
        var role = await AskAsync<GetRoleRequest, Role>(CatalogueReflection.Descriptor, "GetRole", new() { Id = id });
        return texts.Choose(role.NameNb, role.NameEn);
    });

    public Task<string> CompetenceAsync(string id) => KnownAsync("competence", id, async () =>
    {
        var competence = await AskAsync<GetCompetenceRequest, Competence>(
            CatalogueReflection.Descriptor, "GetCompetence", new() { Id = id });
        return texts.Choose(competence.NameNb, competence.NameEn);
    });

    public async Task<LevelNames> LevelsAsync() => levels ??= new(
        (await AskAsync<GetLevelScaleRequest, LevelScale>(CatalogueReflection.Descriptor, "GetLevelScale", new())).Levels, texts);

    async Task<string> KnownAsync(string kind, string id, Func<Task<string>> ask)
    {
        var key = $"{kind} {id}";
        if (!known.TryGetValue(key, out var name)) known[key] = name = Safe.Plain($"{await ask()} ({id})");
        return name;
    }

    Task<TReply> AskAsync<TRequest, TReply>(FileDescriptor file, string method, TRequest request)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply>, new() =>
        server.CallAsync<TRequest, TReply>(file.Services[0].FindMethodByName(method), request, cancellation);
}
