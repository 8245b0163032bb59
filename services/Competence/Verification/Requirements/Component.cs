namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>A competence that a requirement asks for, on the AGREED or VERIFIED basis.</summary>
/// <param name="Competence">In what.</param>
/// <param name="Level">1 to 5.</param>
public readonly record struct Component(Catalogue.Competence Competence, int Level);
