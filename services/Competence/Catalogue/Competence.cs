using Kompetanse.Competence.Resources;
using Message = Kompetanse.Protos.Catalogue.V1.Competence;

namespace Kompetanse.Competence.Catalogue;

/// <summary>Knowledge, a skill, an attitude or an ability (kompetanse).</summary>
public sealed class Competence(string id, int index) : Entity<Message>(id, index)
{
    /// <summary>Sum of the weights of the goals it serves, in millionths.</summary>
    public long GoalWeightMillionths { get; internal set; }
}
