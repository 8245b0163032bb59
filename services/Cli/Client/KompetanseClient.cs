using Grpc.Core;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Gap.V1;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Cli.Client;

/// <summary>The services of a running host, each by the client that its contract gives.</summary>
/// <param name="calls">Makes the calls.</param>
/// <param name="channel">What the calls go through; disposed of with this.</param>
internal sealed class KompetanseClient(CallInvoker calls, IDisposable? channel = null) : IDisposable
{
    public BulkService.BulkServiceClient Bulk { get; } = new(calls);

    public CatalogueService.CatalogueServiceClient Catalogue { get; } = new(calls);

    public DirectoryService.DirectoryServiceClient Directory { get; } = new(calls);

    public GapAnalysisService.GapAnalysisServiceClient GapAnalysis { get; } = new(calls);

    public LedgerService.LedgerServiceClient Ledger { get; } = new(calls);

    public RequirementService.RequirementServiceClient Requirements { get; } = new(calls);

    public VerificationService.VerificationServiceClient Verifications { get; } = new(calls);

    public void Dispose() => channel?.Dispose();
}
