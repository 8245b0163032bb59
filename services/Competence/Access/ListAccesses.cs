using Google.Protobuf.WellKnownTypes;
using Kompetanse.Competence.Resources;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Access.V1;
using Kompetanse.Protos.Ledger.V1;
using Message = Kompetanse.Protos.Access.V1.Access;

namespace Kompetanse.Competence.Access;

/// <summary>The query behind ListAccesses.</summary>
internal static class ListAccesses
{
    public static OrganisationModel AddAccesses(this OrganisationModel model) =>
        model.Query<Agency, ListAccessesRequest>(Answer);

    /// <summary>Whose accesses are asked for.</summary>
    public static string PersonOf(ListAccessesRequest request, Asking asking) =>
        request.EmployeeId.Length > 0 ? request.EmployeeId : asking.Caller.EmployeeId;

    private static QueryResult Answer(Agency agency, ListAccessesRequest request, QueryContext context)
    {
        var person = PersonOf(request, new Asking(context.Caller, context.Today));
        return Paging.Page(
            request.PageSize, request.PageToken,
            agency.Accesses.Of(person, agency),
            KeyOf,
            reading => View(person, reading, context),
            (page, next) => new ListAccessesResponse { Accesses = { page }, NextPageToken = next });
    }

    private static string KeyOf(AccessLog.Reading reading) => Paging.NewestFirst(reading.Entry.Position);

    private static Message View(string person, AccessLog.Reading reading, QueryContext context) => new()
    {
        AccessedAt = Timestamp.FromDateTime(reading.Entry.At),
        AccessedBy = reading.Entry.Actor,
        Ground = reading.Entry.Ground,
        What = reading.Entry.What,
        UnitId = reading.Entry.UnitId,
        Purpose = reading.Entry.UnitId.Length > 0 ? reading.Entry.UnitPurpose
            : reading.SealedPurpose.Length > 0 && context.Unseal(person, reading.SealedPurpose) is { } plain
                ? StatedPurpose.Parser.ParseFrom(plain).Text
            : "",
    };
}
