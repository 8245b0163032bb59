using Google.Protobuf.Reflection;
using Kompetanse.Competence;
using Kompetanse.Competence.Access;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Import;
using Kompetanse.Competence.Verification;
using Kompetanse.Competence.Verification.Evidencing;
using Kompetanse.Competence.Verification.Requirements;
using Kompetanse.GapAnalysis;
using Kompetanse.Host.Demo;
using Kompetanse.Host.Listening;
using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Grpc.Health;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Ledger.Sqlite;
using Kompetanse.Platform.Limits;
using Kompetanse.Platform.Organisations;
using Kompetanse.Platform.Telemetry;
using Kompetanse.Protos.Access.V1;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Gap.V1;
using Kompetanse.Protos.Health.V1;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using AccessService = Kompetanse.Competence.Access.AccessService;
using DirectoryService = Kompetanse.Competence.Directory.DirectoryService;
using CatalogueService = Kompetanse.Competence.Catalogue.CatalogueService;
using AssessmentService = Kompetanse.Competence.Assessments.AssessmentService;
using RequirementService = Kompetanse.Competence.Verification.Requirements.RequirementService;
using EvidenceService = Kompetanse.Competence.Verification.Evidencing.EvidenceService;
using VerificationService = Kompetanse.Competence.Verification.VerificationService;
using BulkService = Kompetanse.Competence.Import.BulkService;
using GapAnalysisService = Kompetanse.GapAnalysis.GapAnalysisService;
using LedgerService = Kompetanse.Platform.Ledger.LedgerService;

namespace Kompetanse.Host;

/// <summary>Which services there are, which ledger they stand on, who may call them, and where they answer.</summary>
internal static class Composition
{
    public static void AddKompetanse(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<KompetanseOptions>()
            .BindConfiguration(KompetanseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<KompetanseOptions>, ListeningCheck>();
        builder.Services.AddSingleton<ServerCertificate>();
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>, Ports>();

        builder.Services.AddGrpc();
        builder.AddTelemetry();
        builder.Services.AddIdentity();
        // After what tells who calls.
        builder.Services.AddCallLimits();
        builder.Services.AddOptions<CallLimitOptions>().BindConfiguration(CallLimitOptions.Section);
        builder.Services.AddOptions<GrpcOptions>().BindConfiguration("Kompetanse:Grpc");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<AgencyClock>();
        builder.Services.AddSingleton<ILedger>(services => new SqliteLedger(new SqliteLedgerOptions
        {
            DataDirectory = services.GetRequiredService<IOptions<KompetanseOptions>>().Value.DataDirectory,
        }));
        builder.Services.AddSingleton(new OrganisationModel().AddCompetence().AddGapAnalysis());
        builder.Services.AddSingleton<OrganisationHost>();
        builder.Services.AddSingleton<IOrganisationHost>(services => services.GetRequiredService<OrganisationHost>());
        builder.Services.AddSingleton(services => new OrganisationCallsOptions
        {
            Organisation = services.GetRequiredService<IOptions<KompetanseOptions>>().Value.Organisation,
        });
        builder.Services.AddSingleton<OrganisationCalls>();
        builder.Services.AddHostedService<Opening>();
    }

    /// <summary>Fills an empty agency with the demonstration.</summary>
    public static void AddDemo(this WebApplicationBuilder builder) => builder.Services.AddHostedService<DemoData>();

    public static void MapKompetanse(this WebApplication app)
    {
        var health = app.Services.GetRequiredService<HealthStatus>();
        Map<AccessService>(AccessReflection.Descriptor);
        Map<DirectoryService>(DirectoryReflection.Descriptor);
        Map<CatalogueService>(CatalogueReflection.Descriptor);
        Map<AssessmentService>(AssessmentReflection.Descriptor);
        Map<RequirementService>(RequirementReflection.Descriptor);
        Map<EvidenceService>(EvidenceReflection.Descriptor);
        Map<VerificationService>(VerificationReflection.Descriptor);
        Map<BulkService>(BulkReflection.Descriptor);
        Map<GapAnalysisService>(GapReflection.Descriptor)
            .LimitConcurrency(nameof(GapAnalysisService.GetUnitReport), new ConcurrencyLimit(new TooManyReports()));
        Map<LedgerService>(EntryReflection.Descriptor);
        app.MapGrpcHealth().AllowAnonymous();
        app.MapGrpcReflection().AllowAnonymous();
        app.MapHealthPages();

        IEndpointConventionBuilder Map<TService>(FileDescriptor contract) where TService : class
        {
            health.Set(contract.Services[0].FullName, HealthCheckResponse.Types.ServingStatus.Serving);
            return app.MapGrpcService<TService>(contract.Services[0]);
        }
    }
}
