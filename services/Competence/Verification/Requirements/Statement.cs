using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>What a union or a safety delegate said about a requirement before it was approved (medbestemmelse).</summary>
/// <param name="PartyId">Who said it.</param>
/// <param name="Stance">For, against, or taking note.</param>
/// <param name="Text">In their words.</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="Date">When it was recorded.</param>
public sealed record Statement(string PartyId, Stance Stance, string Text, string RecordedBy, DateOnly Date);
