using System.Net;
using Google.Protobuf.Reflection;
using Kompetanse.Competence;
using Kompetanse.Competence.Access;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Import;
using Kompetanse.GapAnalysis;
using Kompetanse.Host.Demo;
using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Grpc.Health;
using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Ledger.Sqlite;
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
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Kompetanse.Host;

/// <summary>Which services there are, which ledger they stand on, and which port they answer on.</summary>
internal static class Composition
{
    public static void AddKompetanse(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(KompetanseOptions.Section).Get<KompetanseOptions>() ?? new();
        builder.Services.AddOptions<KompetanseOptions>()
            .BindConfiguration(KompetanseOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        // Until callers are identified, nobody from another machine is one.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, options.GrpcPort, listen => listen.Protocols = HttpProtocols.Http2));

        builder.Services.AddGrpc();
        builder.AddTelemetry();
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
        Map<BulkService>(BulkReflection.Descriptor);
        Map<GapAnalysisService>(GapReflection.Descriptor);
        Map<LedgerService>(EntryReflection.Descriptor);
        app.MapGrpcHealth();
        app.MapGrpcReflection();

        void Map<TService>(FileDescriptor contract) where TService : class
        {
            app.MapGrpcService<TService>(contract.Services[0]);
            health.Set(contract.Services[0].FullName, HealthCheckResponse.Types.ServingStatus.Serving);
        }
    }
}
