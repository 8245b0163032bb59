using Google.Rpc;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Platform.Grpc;

namespace Kompetanse.Cli.Import;

/// <summary>What the server refused, told by file, line and column.</summary>
internal static class Refusal
{
    /// <summary>A fault for each field the server names; none when it names no field.</summary>
    public static IReadOnlyList<Fault> Faults(RpcException refusal, RowPlaces places)
    {
        var reason = Guard.Reason(refusal);
        return
        [
            .. refusal.Details.OfType<BadRequest>()
                .SelectMany(bad => bad.FieldViolations)
                .Take(FaultList.Most)
                .Select(violation => Fault.FromServer(
                    reason, places.Find(violation.Field) ?? new Place(violation.Field), violation.Description)),
        ];
    }
}
