namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>How the holder of a position stands against one of its expectations.</summary>
internal sealed record Stand(string Employee, string Unit, string Role, string Competence, Kind Kind);

internal enum Kind
{
    Met,
    Below,
    Unknown,
}
