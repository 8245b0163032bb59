using System.Net;
using Kompetanse.Competence;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Import;
using Kompetanse.GapAnalysis;
using Kompetanse.Host.Demo;
using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Ledger.Sqlite;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Gap.V1;
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
        app.MapGrpcService<DirectoryService>(DirectoryReflection.Descriptor.Services[0]);
        app.MapGrpcService<CatalogueService>(CatalogueReflection.Descriptor.Services[0]);
        app.MapGrpcService<AssessmentService>(AssessmentReflection.Descriptor.Services[0]);
        app.MapGrpcService<BulkService>(BulkReflection.Descriptor.Services[0]);
        app.MapGrpcService<GapAnalysisService>(GapReflection.Descriptor.Services[0]);
        app.MapGrpcService<LedgerService>(EntryReflection.Descriptor.Services[0]);
        app.MapGrpcHealth();
        app.MapGrpcReflection();
    }
}
