using Google.Protobuf;
using Kompetanse.Competence.Import;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Organisations;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Kompetanse.Host.Demo;

/// <summary>Fills an empty agency with the starter catalogue and made-up people, and says what to try.</summary>
internal sealed partial class DemoData(
    IOrganisationHost agencies, OrganisationHost silo, OrganisationCallsOptions options, AgencyClock clock, IServer server,
    IHostApplicationLifetime lifetime, ILogger<DemoData> logger) : IHostedService
{
    /// <summary>The unit in the commands to try: an office with something of everything.</summary>
    private const string Office = "nav-havnebyen";

    /// <summary>Where commands look for the host when they are not told.</summary>
    private const string UsualAddress = "http://127.0.0.1:5080";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Organisation agency;
        try
        {
            agency = await silo.OpenAsync(options.Organisation);
        }
        catch (LedgerDamagedException)
        {
            return; // Told already; the demonstration leaves a damaged ledger alone.
        }

        if (agency.Position == 0)
        {
            await FillAsync(cancellationToken);
        }
        else
        {
            Log.Kept(logger, agency.Position);
        }

        lifetime.ApplicationStarted.Register(() => Console.WriteLine(WhatToTry()));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static readonly Caller Demonstrator = new() { ClientId = "demo", Scopes = Scopes.All };

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var demonstration = new DemoOrganisation(StarterCatalogue.Load(), clock.Today());
        var rows = new ImportIntake();
        foreach (var part in demonstration.ToImportRequests())
        {
            rows.Add(part);
        }

        await DoAsync(Demonstrator, rows.ToCommand(), cancellationToken);
        foreach (var (by, command) in demonstration.Decisions())
        {
            await DoAsync(by, command, cancellationToken);
        }
    }

    private async Task DoAsync(Caller by, IMessage command, CancellationToken cancellationToken)
    {
        if (await agencies.ExecuteAsync(options.Organisation, command, by, cancellationToken) is Outcome.Refused refused)
        {
            throw new InvalidOperationException($"The demonstration was refused: {refused.Reasons[0].Reason} at {refused.Reasons[0].Field}.");
        }
    }

    private string WhatToTry()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        var elsewhere = address == UsualAddress ? "" : $" --address {address}";
        return $"""

            Kompetanse svarer på {address} (gRPC) med en oppdiktet etat. Prøv i et annet vindu:

              dotnet run --project services/Cli -- report {Office}{elsewhere}
              dotnet run --project services/Cli -- report direktoratet --as-of {clock.Today().AddYears(-1):yyyy-MM-dd} --format csv{elsewhere}
              dotnet run --project services/Cli -- ledger verify{elsewhere}

            Ctrl-C stopper.

            """;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "There is data already, up to position {Position}; it is kept as it is.", EventName = "Kept")]
        public static partial void Kept(ILogger logger, long position);
    }
}
