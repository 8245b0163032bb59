using Grpc.AspNetCore.HealthChecks;
using Grpc.AspNetCore.Server;
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
using Kompetanse.Platform.Calls;
using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Limits;
using Kompetanse.Platform.Organisations;
using Kompetanse.Platform.Telemetry;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Kompetanse.Host;

/// <summary>Which services there are, which ledger they stand on, who may call them, and where they answer.</summary>
internal static class Composition
{
    public static void AddKompetanse(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<KompetanseOptions>()
            .BindConfiguration(KompetanseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<KompetanseOptions>, ListeningCheck>();
        services.AddSingleton<ServerCertificate>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, Ports>();

        services.AddOpenApi();
        builder.AddTelemetry();
        builder.AddSilo();
        services.AddOrganisations(new OrganisationModel().AddCompetence().AddGapAnalysis());
        services.AddCalls();
        services.AddGrpc().AddServiceOptions<GapAnalysisService>(options => options.Interceptors.Add<ReportLimit>());
        services.AddSingleton(provider => new OrganisationCallsOptions
        {
            Organisation = provider.GetRequiredService<IOptions<KompetanseOptions>>().Value.Organisation,
        });

        services.AddSingleton<AgencyHealth>();
        services.AddHealthChecks().AddCheck<AgencyHealth>("agency");
        services.AddGrpcHealthChecks();
        services.AddHostedService<Opening>();
    }

    /// <summary>Fills an empty agency with the demonstration.</summary>
    public static void AddDemo(this WebApplicationBuilder builder) => builder.Services.AddHostedService<DemoData>();

    public static void MapKompetanse(this WebApplication app)
    {
        app.UseOpenApiPage();
        app.UseCalls();
        app.MapGrpcService<AccessService>();
        app.MapGrpcService<DirectoryService>();
        app.MapGrpcService<CatalogueService>();
        app.MapGrpcService<AssessmentService>();
        app.MapGrpcService<RequirementService>();
        app.MapGrpcService<EvidenceService>();
        app.MapGrpcService<VerificationService>();
        app.MapGrpcService<BulkService>();
        app.MapGrpcService<GapAnalysisService>();
        app.MapGrpcService<LedgerService>();
        NameServicesOfHealth(app);

        // Whoever asks for health or for the contracts needs no credentials: neither tells of anybody.
        app.MapGrpcHealthChecksService().AllowAnonymous();
        app.MapGrpcReflectionService().AllowAnonymous();
        app.MapOpenApi();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }

    /// <summary>Health can be asked for by the name of each service; all stand or fall with the agency.</summary>
    private static void NameServicesOfHealth(IEndpointRouteBuilder app)
    {
        var health = app.ServiceProvider.GetRequiredService<IOptions<GrpcHealthChecksOptions>>().Value;
        foreach (var endpoint in app.DataSources.SelectMany(source => source.Endpoints))
        {
            if (endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is { } grpc)
            {
                health.Services.Map(grpc.Method.ServiceName, _ => true);
            }
        }
    }
}
