using Kompetanse.Competence.Resources;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1.Consultation;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>Who must be heard before a requirement is approved.</summary>
public sealed class Consultation(int index) : Entity<Message>(TheOnly, index)
{
    /// <summary>There is one.</summary>
    public const string TheOnly = "consultation";

    /// <summary>Unions and safety delegates.</summary>
    public IReadOnlyList<Party> Parties => Saved.Parties;
}
