using Grpc.Core;
using Kompetanse.Platform.Calls;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Bulk.V1;

namespace Kompetanse.Competence.Import;

/// <summary>Many rows in one decision.</summary>
public sealed class BulkService(OrganisationCalls organisation)
    : Protos.Bulk.V1.BulkService.BulkServiceBase
{
    /// <summary>Whether a caller may write anything that an import can hold, so that the stream is worth reading.</summary>
    internal static bool MayBegin(Caller caller) =>
        caller.IsHr
        || caller.Scopes.Contains(Scopes.DirectoryWrite)
        || caller.Scopes.Contains(Scopes.CatalogueWrite)
        || caller.Scopes.Contains(Scopes.AssessmentsWrite);

    /// <summary>Records everything in the stream, or nothing.</summary>
    public override async Task<ImportResponse> Import(IAsyncStreamReader<ImportRequest> requestStream, ServerCallContext context)
    {
        OrganisationCalls.Demand(MayBegin, context);
        var stream = new ImportIntake();
        await foreach (var part in requestStream.ReadAllAsync(context.CancellationToken))
        {
            stream.Add(part);
            if (stream.IsFull)
            {
                break;
            }
        }

        return stream.Refusals.Count > 0
            ? throw new RefusedException(stream.Refusals)
            : await organisation.ExecuteAsync<ImportResponse>(stream.ToCommand(), context);
    }
}
