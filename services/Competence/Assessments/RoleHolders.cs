using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Directory;

namespace Kompetanse.Competence.Assessments;

/// <summary>
/// The positions of one role in a unit, and on one basis what their holders can do, at any date, of what the role has
/// expected. Never changed.
/// </summary>
/// <remarks>
/// A report of the whole agency asks half a million times for a level, so those of a unit are side by side here: a slot
/// for each position and competence, position by position (<see cref="LevelSteps"/>).
/// </remarks>
public sealed class RoleHolders
{
    private readonly Holding[] _holdings;
    private readonly int _columns;
    private readonly uint[] _block;

    internal RoleHolders(Role role, IEnumerable<Position> positions, LevelBasis basis)
    {
        (Role, _columns) = (role, role.Expected.Count);
        var held = positions.ToArray();
        _holdings = Array.ConvertAll(held, Holding.Of);
        var block = new LevelSteps([], held.Length * _columns);
        foreach (var position in held)
        {
            var history = position.Employee.Assessments.HistoryOn(basis);
            foreach (var competence in role.Expected)
            {
                block.Add(history.StepsIn(competence));
            }
        }

        _block = block.ToBlock();
    }

    /// <summary>What they hold.</summary>
    public Role Role { get; }

    /// <summary>Positions of all times.</summary>
    public ReadOnlySpan<Holding> Holdings => _holdings;

    /// <summary>Whether nothing more is expected in the role than when this was worked out.</summary>
    internal bool IsComplete => Role.Expected.Count == _columns;

    /// <summary>The level that counts for a holder.</summary>
    /// <param name="position">The place of the position.</param>
    /// <param name="column">The place of the competence among those the role has expected.</param>
    /// <param name="asOf">A moment made by <see cref="EndOf"/>.</param>
    public KnownLevel LevelOf(int position, int column, uint asOf) =>
        LevelSteps.LevelAt(_block, (position * _columns) + column, asOf);

    /// <summary>A date in the form that <see cref="LevelOf"/> compares with: after all that happened on that day.</summary>
    public static uint EndOf(DateOnly date) => LevelSteps.EndOf(date);
}

/// <summary>A position as a report reads it.</summary>
/// <param name="Employee">The index of its holder in the agency's register.</param>
/// <param name="IsOnly">Whether its holder has never had another.</param>
/// <param name="Period">When it is held.</param>
/// <param name="Share">Its part of full time.</param>
public readonly record struct Holding(int Employee, bool IsOnly, Period Period, Share Share)
{
    internal static Holding Of(Position position) =>
        new(position.Employee.Index, position.Employee.Positions.Count == 1, position.Period, position.Share);
}
