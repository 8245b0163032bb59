namespace Kompetanse.Competence.Assessments;

/// <summary>
/// Levels over time as step functions, laid out in one block of memory: a slot for each, then the steps of those that
/// have several. A slot is 0 for none, the one step, or where the several are.
/// </summary>
/// <remarks>
/// A step is the day it happens and the level from then on, in one number that orders by day. Several stand as their
/// number and the steps, latest first.
/// </remarks>
internal sealed class LevelSteps
{
    private const int CodeBits = 8;
    private const uint CodeMask = (1u << CodeBits) - 1;
    private const uint Several = 1u << 31;

    private readonly uint[] _slots;
    private readonly List<uint> _several = [];
    private int _next;

    /// <summary>A block with room for slots.</summary>
    /// <param name="before">What stands in the block before the slots.</param>
    /// <param name="slots">How many.</param>
    public LevelSteps(ReadOnlySpan<uint> before, int slots)
    {
        _slots = new uint[before.Length + slots];
        before.CopyTo(_slots);
        _next = before.Length;
    }

    /// <summary>A step: a level from a day on.</summary>
    public static uint StepOf(int day, KnownLevel level) => ((uint)day << CodeBits) | (uint)level.Code;

    /// <summary>A date in the form that steps are compared with: after every step of that day.</summary>
    public static uint EndOf(DateOnly date) => StepOf(date.DayNumber, default) | CodeMask;

    /// <summary>Fills the next slot.</summary>
    public void Add(ReadOnlySpan<uint> latestFirst)
    {
        if (latestFirst.Length <= 1)
        {
            _slots[_next++] = latestFirst is [var only] ? only : 0;
            return;
        }

        _slots[_next++] = Several | (uint)(_slots.Length + _several.Count);
        _several.Add((uint)latestFirst.Length);
        _several.AddRange(latestFirst);
    }

    /// <summary>The block, when all slots are filled.</summary>
    public uint[] ToBlock() => [.. _slots, .. _several];

    /// <summary>The steps of a slot, latest first.</summary>
    public static ReadOnlySpan<uint> Of(uint[] block, int slot)
    {
        var step = block[slot];
        return step == 0 ? []
            : (step & Several) == 0 ? block.AsSpan(slot, 1)
            : SeveralOf(block, step);
    }

    /// <summary>The level of a slot at a moment made by <see cref="EndOf"/>.</summary>
    public static KnownLevel LevelAt(uint[] block, int slot, uint asOf)
    {
        var step = block[slot];
        if ((step & Several) != 0)
        {
            return LatestOf(SeveralOf(block, step), asOf);
        }

        // Whether a competence was assessed before the date is as good as chance: a mask in place of a branch, which the
        // processor would guess wrong half the time.
        var isReached = (uint)((int)(step - asOf - 1) >> 31);
        return new KnownLevel((int)(step & CodeMask & isReached));
    }

    private static ReadOnlySpan<uint> SeveralOf(uint[] block, uint step)
    {
        var place = (int)(step & ~Several);
        return block.AsSpan(place + 1, (int)block[place]);
    }

    private static KnownLevel LatestOf(ReadOnlySpan<uint> latestFirst, uint asOf)
    {
        foreach (var step in latestFirst)
        {
            if (step <= asOf)
            {
                return new KnownLevel((int)(step & CodeMask));
            }
        }

        return KnownLevel.Unknown;
    }
}
