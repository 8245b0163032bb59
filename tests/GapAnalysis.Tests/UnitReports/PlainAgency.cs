using System.Text.Json;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>An agency as plain rows, such as stand in its CSV files. Shares nothing with the code under test.</summary>
internal sealed record PlainAgency
{
    public IReadOnlyList<PlainUnit> Units { get; init; } = [];

    /// <summary>What became of units later, in the order it was recorded.</summary>
    public IReadOnlyList<PlainMove> Moves { get; init; } = [];

    public IReadOnlyList<string> Employees { get; init; } = [];

    public IReadOnlyList<PlainPosition> Positions { get; init; } = [];

    public IReadOnlyList<string> Competences { get; init; } = [];

    public IReadOnlyList<string> Roles { get; init; } = [];

    public IReadOnlyList<PlainProfile> Profiles { get; init; } = [];

    public IReadOnlyList<PlainAdaptation> Adaptations { get; init; } = [];

    public IReadOnlyList<PlainAssessment> Assessments { get; init; } = [];

    public IReadOnlyList<PlainNeed> Needs { get; init; } = [];

    public IReadOnlyList<PlainGoal> Goals { get; init; } = [];

    /// <summary>Readable, for the counterexample of a property.</summary>
    public override string ToString() => JsonSerializer.Serialize(this);
}

/// <param name="Id">Its id.</param>
/// <param name="Parent">The unit it was created below; null: at the top.</param>
internal sealed record PlainUnit(string Id, string? Parent);

/// <param name="Unit">Which unit.</param>
/// <param name="Day">When it was recorded, and counts from.</param>
/// <param name="Parent">The unit above from then on; null: it is at the top.</param>
/// <param name="Name">Its name from then on.</param>
internal sealed record PlainMove(string Unit, DateOnly Day, string? Parent, string Name);

internal sealed record PlainPosition(string Employee, string Unit, string Role, decimal Share, DateOnly From, DateOnly? To);

/// <param name="Role">Whose profile.</param>
/// <param name="ValidFrom">The first day it counts.</param>
/// <param name="Expected">The whole version.</param>
/// <param name="Late">Recorded after the local adaptations, which it may bring under the limit.</param>
internal sealed record PlainProfile(string Role, DateOnly ValidFrom, IReadOnlyList<Expected> Expected, bool Late = false);

internal sealed record Expected(string Competence, int Level, int Weight);

internal sealed record PlainAdaptation(string Unit, string Role, DateOnly ValidFrom, IReadOnlyList<Changed> Changes);

/// <param name="Competence">In what.</param>
/// <param name="Level">Null: taken out.</param>
/// <param name="Weight">Of no meaning when it is taken out.</param>
internal sealed record Changed(string Competence, int? Level, int Weight = 0);

internal sealed record PlainAssessment(
    string Employee, string Competence, Basis Basis, int Level, DateOnly Date, DateOnly? ValidUntil = null);

internal sealed record PlainNeed(string Unit, string Competence, int Level, int People);

internal sealed record PlainGoal(string Id, decimal Weight, IReadOnlyList<string> Competences);

/// <summary>What a report is asked.</summary>
internal sealed record Question(string Unit, DateOnly AsOf, LevelBasis Basis = LevelBasis.Best, bool OnlyUnit = false);
