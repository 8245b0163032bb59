using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Bulk.V1;

namespace Kompetanse.Competence.Import;

/// <summary>Many rows in one decision.</summary>
public sealed class BulkService(OrganisationCalls organisation)
{
    /// <summary>Whether a caller may write anything that an import can hold, so that the stream is worth reading.</summary>
    internal static bool MayBegin(Caller caller) =>
        caller.IsHr
        || caller.Scopes.Contains(Scopes.DirectoryWrite)
        || caller.Scopes.Contains(Scopes.CatalogueWrite)
        || caller.Scopes.Contains(Scopes.AssessmentsWrite);

    /// <summary>Records everything in the stream, or nothing.</summary>
    public async Task<ImportResponse> Import(IAsyncEnumerable<ImportRequest> requests, CallContext context)
    {
        organisation.Demand(MayBegin, context);
        var stream = new ImportIntake();
        await foreach (var part in requests.WithCancellation(context.CancellationToken))
        {
            stream.Add(part);
            if (stream.IsFull)
            {
                break;
            }
        }

        return stream.Refusals.Count > 0
            ? throw organisation.Refuse(stream.Refusals, context)
            : await organisation.ExecuteAsync<ImportResponse>(stream.ToCommand(), context);
    }
}
