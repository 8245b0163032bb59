using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Access.V1;

namespace Kompetanse.Competence.Access;

/// <summary>Who has read data about a person, why, and when.</summary>
public sealed class AccessService(OrganisationCalls organisation)
{
    /// <summary>Readings of one's own data by others, newest first.</summary>
    public Task<ListAccessesResponse> ListAccesses(ListAccessesRequest request, CallContext context) =>
        organisation.QueryAsync<ListAccessesResponse>(request, context);
}
