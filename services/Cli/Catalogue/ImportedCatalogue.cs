using Kompetanse.Cli.Import;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Cli.Catalogue;

/// <summary>Competences, roles and role profiles made from another catalogue, and what was left out on the way.</summary>
/// <param name="Counts">Text key and number, in the order in which they are told.</param>
internal sealed record ImportedCatalogue(
    IReadOnlyList<Competence> Competences, IReadOnlyList<Role> Roles, IReadOnlyList<RoleProfile> Profiles,
    IReadOnlyList<(string TextKey, int Number)> Counts)
{
    public int Expectations => Profiles.Sum(profile => profile.Expectations.Count);

    public async IAsyncEnumerable<ImportRequest> Stream(string requestId)
    {
        await Task.CompletedTask;
        yield return new ImportRequest { RequestId = requestId };
        foreach (var part in Parts.Cut(Competences, request => request.Competences)) yield return part;
        foreach (var part in Parts.Cut(Roles, request => request.Roles)) yield return part;
        foreach (var part in Parts.Cut(Profiles, request => request.RoleProfiles)) yield return part;
    }
}
