using Kompetanse.Competence.Resources;
using Message = Kompetanse.Protos.Catalogue.V1.LevelScale;

namespace Kompetanse.Competence.Catalogue;

/// <summary>The names of the levels. There is one scale.</summary>
public sealed class LevelScale(int index) : Entity<Message>(TheOnly, index)
{
    /// <summary>Its key.</summary>
    public const string TheOnly = "scale";
}
