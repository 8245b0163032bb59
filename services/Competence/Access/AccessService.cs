using Grpc.Core;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Access.V1;

namespace Kompetanse.Competence.Access;

/// <summary>Who has read data about a person, why, and when.</summary>
public sealed class AccessService(OrganisationCalls organisation)
    : Protos.Access.V1.AccessService.AccessServiceBase
{
    /// <summary>Readings of one's own data by others, newest first.</summary>
    public override Task<ListAccessesResponse> ListAccesses(ListAccessesRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListAccessesResponse>(request, context);
}
