using Kompetanse.Competence.Resources;
using Message = Kompetanse.Protos.Catalogue.V1.Goal;

namespace Kompetanse.Competence.Catalogue;

/// <summary>What the agency steers towards, and the competences that serve it.</summary>
public sealed class Goal(string id, int index) : Entity<Message>(id, index)
{
    /// <summary>The most a goal may weigh.</summary>
    public const double MostWeight = 1000;

    /// <summary>How much it weighs in priorities, in millionths.</summary>
    public long WeightMillionths { get; internal set; }

    /// <summary>The weight in millionths of a number over 0, at most 1000 and with at most six decimals; else null.</summary>
    public static long? WeightFrom(double value)
    {
        var millionths = Math.Round(value * 1e6);
        var exact = Math.Abs((value * 1e6) - millionths) < 1e-3;
        return exact && millionths is > 0 and <= MostWeight * 1e6 ? (long)millionths : null;
    }
}
