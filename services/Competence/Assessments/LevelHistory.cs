using System.Numerics;
using Kompetanse.Protos.Assessment.V1;

namespace Kompetanse.Competence.Assessments;

/// <summary>
/// One employee's level in every competence at any date, on one basis. For each competence it is a step function: a
/// step where the level changes, be it a new assessment or a verification that ends. So every date costs the same.
/// </summary>
/// <remarks>
/// A report of the whole agency asks half a million times, so all of it is one small block of memory:
/// <list type="number">
/// <item>a slot that says unknown, for competences without any;</item>
/// <item>how many 32-competence words there are;</item>
/// <item>for each word the competences that have steps, as bits, and where the slots of those begin;</item>
/// <item>a slot for each such competence: its step, or where its steps are when there are several;</item>
/// <item>the several, each as their number and the steps, latest first.</item>
/// </list>
/// A step is the day it happens and the level from then on, in one number that orders by day.
/// </remarks>
public readonly struct LevelHistory
{
    private const int CodeBits = 8;
    private const uint CodeMask = (1u << CodeBits) - 1;
    private const uint Several = 1u << 31;

    // Places in the block.
    private const int Words = 1;
    private const int Header = 2;

    private readonly uint[] _block;

    private LevelHistory(uint[] block) => _block = block;

    /// <summary>Whether it has been worked out; a default value has not.</summary>
    internal bool IsMade => _block is not null;

    /// <summary>The level in a competence at a date.</summary>
    /// <param name="competence">Its index in the agency's register.</param>
    /// <param name="asOf">A moment made by <see cref="EndOf"/>.</param>
    public KnownLevel At(int competence, uint asOf)
    {
        var block = _block;
        var word = competence >> 5;
        if (word >= (int)block[Words])
        {
            return KnownLevel.Unknown;
        }

        // Whether a competence is assessed, and whether before the date, is as good as chance: masks in place of
        // branches, which the processor would guess wrong half the time.
        var at = Header + (2 * word);
        var assessed = block[at];
        var isAssessed = -(int)((assessed >> competence) & 1);
        var place = (int)block[at + 1] + BitOperations.PopCount(assessed & ((1u << competence) - 1));
        var slot = block[place & isAssessed];
        if ((slot & Several) != 0)
        {
            return LatestOf(block, slot & ~Several, asOf);
        }

        var isReached = (uint)((int)(slot - asOf - 1) >> 31);
        return new KnownLevel((int)(slot & CodeMask & isReached));
    }

    /// <summary>The level in a competence on a date.</summary>
    public KnownLevel On(Catalogue.Competence competence, DateOnly date) => At(competence.Index, EndOf(date));

    /// <summary>A date in the form that <see cref="At"/> compares with: after every step of that day.</summary>
    public static uint EndOf(DateOnly date) => ((uint)date.DayNumber << CodeBits) | CodeMask;

    internal static LevelHistory Of(ReadOnlySpan<Assessment> inOrder, LevelBasis basis)
    {
        var words = inOrder.IsEmpty ? 0 : (inOrder[^1].Competence >> 5) + 1;
        var header = new uint[Header + (2 * words)];
        header[Words] = (uint)words;
        var slots = new List<List<uint>>();
        for (var i = 0; i < inOrder.Length;)
        {
            var end = i + 1;
            while (end < inOrder.Length && inOrder[end].Competence == inOrder[i].Competence)
            {
                end++;
            }

            var steps = StepsOf(inOrder[i..end], basis);
            if (steps.Count > 0)
            {
                header[Header + (2 * (inOrder[i].Competence >> 5))] |= 1u << inOrder[i].Competence;
                slots.Add(steps);
            }

            i = end;
        }

        return new LevelHistory(BlockOf(header, slots));
    }

    private static uint[] BlockOf(uint[] header, List<List<uint>> slots)
    {
        var place = (uint)header.Length;
        for (var at = Header; at < header.Length; at += 2)
        {
            header[at + 1] = place;
            place += (uint)BitOperations.PopCount(header[at]);
        }

        var block = new List<uint>(header.Length + slots.Count);
        block.AddRange(header);
        var rest = new List<uint>();
        foreach (var steps in slots)
        {
            if (steps.Count == 1)
            {
                block.Add(steps[0]);
                continue;
            }

            block.Add(Several | (uint)(header.Length + slots.Count + rest.Count));
            rest.Add((uint)steps.Count);
            rest.AddRange(Enumerable.Reverse(steps));
        }

        block.AddRange(rest);
        return [.. block];
    }

    private static KnownLevel LatestOf(uint[] block, uint steps, uint asOf)
    {
        foreach (var step in block.AsSpan((int)steps + 1, (int)block[steps]))
        {
            if (step <= asOf)
            {
                return new KnownLevel((int)(step & CodeMask));
            }
        }

        return KnownLevel.Unknown;
    }

    /// <summary>The steps of one competence, earliest first.</summary>
    private static List<uint> StepsOf(ReadOnlySpan<Assessment> ofCompetence, LevelBasis basis)
    {
        if (ofCompetence is [{ ValidUntil: Assessment.Open } only])
        {
            return Counts(only.Basis, basis) ? [StepOf(only.Date, KnownLevel.Of(only.Level, only.Basis))] : [];
        }

        var steps = new List<uint>();
        var days = new SortedSet<int>();
        foreach (var assessment in ofCompetence)
        {
            if (Counts(assessment.Basis, basis))
            {
                days.Add(assessment.Date);
                if (assessment.ValidUntil != Assessment.Open)
                {
                    days.Add(assessment.ValidUntil);
                }
            }
        }

        var last = KnownLevel.Unknown;
        foreach (var day in days)
        {
            var level = LevelOn(day, ofCompetence, basis);
            if (level != last)
            {
                steps.Add(StepOf(day, level));
                last = level;
            }
        }

        return steps;
    }

    private static uint StepOf(int day, KnownLevel level) => ((uint)day << CodeBits) | (uint)level.Code;

    private static bool Counts(Basis assessed, LevelBasis basis) => basis switch
    {
        LevelBasis.Self => assessed == Basis.Self,
        LevelBasis.Agreed => assessed == Basis.Agreed,
        LevelBasis.Verified => assessed == Basis.Verified,
        _ => true,
    };

    private static KnownLevel LevelOn(int day, ReadOnlySpan<Assessment> ofCompetence, LevelBasis basis)
    {
        KnownLevel self = default, agreed = default, verified = default;
        foreach (var assessment in ofCompetence)
        {
            if (assessment.Date > day || assessment.ValidUntil <= day)
            {
                continue;
            }

            var level = KnownLevel.Of(assessment.Level, assessment.Basis);
            switch (assessment.Basis)
            {
                case Basis.Self:
                    self = level; // In the order of dates: the latest stays.
                    break;
                case Basis.Agreed:
                    agreed = level;
                    break;
                case Basis.Verified when level.Code > verified.Code:
                    verified = level; // The highest that is valid.
                    break;
            }
        }

        return basis switch
        {
            LevelBasis.Self => self,
            LevelBasis.Agreed => agreed,
            LevelBasis.Verified => verified,
            _ => verified.IsKnown ? verified : agreed.IsKnown ? agreed : self,
        };
    }
}
