using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Resources;
using Message = Kompetanse.Protos.Directory.V1.Position;

namespace Kompetanse.Competence.Directory;

/// <summary>An employee's role in a unit, with its share of full time, for a period (stilling).</summary>
public sealed class Position(string id, int index, Employee employee, Unit unit, Role role)
    : Entity<Message>(id, index)
{
    /// <summary>Whose it is.</summary>
    public Employee Employee { get; } = employee;

    /// <summary>Where it is.</summary>
    public Unit Unit { get; } = unit;

    /// <summary>What it is.</summary>
    public Role Role { get; } = role;

    /// <summary>Its part of full time.</summary>
    public Share Share { get; private set; }

    /// <summary>When it is held.</summary>
    public Period Period { get; private set; }

    /// <summary>Changes it, or says for the first time how large it is and when.</summary>
    internal void Set(Share share, Period period)
    {
        (Share, Period) = (share, period);
        Unit.ForgetHolders();
    }
}
