using System.Numerics;
using System.Runtime.InteropServices;
using Kompetanse.Protos.Assessment.V1;

namespace Kompetanse.Competence.Assessments;

/// <summary>
/// One employee's level in every competence at any date, on one basis. For each competence it is a step function: a
/// step where the level changes, be it a new assessment or a verification that ends. So every date costs the same.
/// </summary>
/// <remarks>
/// All of it is one small block of memory:
/// <list type="number">
/// <item>a slot without steps, for competences without any;</item>
/// <item>how many 32-competence words there are;</item>
/// <item>for each word the competences that have steps, as bits, and where the slots of those begin;</item>
/// <item>a slot for each such competence, and the steps of those that have several (<see cref="LevelSteps"/>).</item>
/// </list>
/// </remarks>
public readonly struct LevelHistory
{
    // Places in the block.
    private const int Words = 1;
    private const int Header = 2;

    private readonly uint[] _block;

    private LevelHistory(uint[] block) => _block = block;

    /// <summary>Whether it has been worked out; a default value has not.</summary>
    internal bool IsMade => _block is not null;

    /// <summary>The level in a competence on a date.</summary>
    public KnownLevel On(Catalogue.Competence competence, DateOnly date) =>
        LevelSteps.LevelAt(_block, SlotOf(competence), LevelSteps.EndOf(date));

    /// <summary>The steps in a competence, latest first.</summary>
    internal ReadOnlySpan<uint> StepsIn(Catalogue.Competence competence) => LevelSteps.Of(_block, SlotOf(competence));

    private int SlotOf(Catalogue.Competence competence)
    {
        var word = competence.Index >> 5;
        if (word >= (int)_block[Words])
        {
            return 0;
        }

        var at = Header + (2 * word);
        var (assessed, bit) = (_block[at], 1u << competence.Index);
        return (assessed & bit) == 0 ? 0 : (int)_block[at + 1] + BitOperations.PopCount(assessed & (bit - 1));
    }

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

        var block = new LevelSteps(header, slots.Count);
        foreach (var steps in slots)
        {
            block.Add(CollectionsMarshal.AsSpan(steps));
        }

        return block.ToBlock();
    }

    /// <summary>The steps of one competence, latest first.</summary>
    private static List<uint> StepsOf(ReadOnlySpan<Assessment> ofCompetence, LevelBasis basis)
    {
        if (ofCompetence is [{ ValidUntil: Assessment.Open } only])
        {
            return Counts(only.Basis, basis) ? [LevelSteps.StepOf(only.Date, KnownLevel.Of(only.Level, only.Basis))] : [];
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
                steps.Add(LevelSteps.StepOf(day, level));
                last = level;
            }
        }

        steps.Reverse();
        return steps;
    }

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
