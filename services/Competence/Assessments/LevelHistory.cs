using System.Numerics;
using Kompetanse.Protos.Assessment.V1;

namespace Kompetanse.Competence.Assessments;

/// <summary>
/// One employee's level in every competence at any date, on one basis. For each competence it is a step function: a
/// step where the level changes, be it a new assessment or a verification that ends. So every date costs the same.
/// </summary>
/// <remarks>
/// The competences that have steps are a bit set; the number of bits before a competence's own is its place among the
/// steps. An employee takes a few hundred bytes, and a look-up a few nanoseconds.
/// </remarks>
public sealed class LevelHistory
{
    private readonly ulong[] _assessed;
    private readonly ushort[] _before;
    private readonly int[] _start;
    private readonly uint[] _steps;

    private LevelHistory(ulong[] assessed, ushort[] before, int[] start, uint[] steps) =>
        (_assessed, _before, _start, _steps) = (assessed, before, start, steps);

    /// <summary>The level in a competence at a date.</summary>
    /// <param name="competence">Its index in the agency's register.</param>
    /// <param name="asOf">A moment made by <see cref="EndOf"/>.</param>
    public KnownLevel At(int competence, uint asOf)
    {
        var word = competence >> 6;
        if ((uint)word >= (uint)_assessed.Length || (_assessed[word] >> competence & 1) == 0)
        {
            return KnownLevel.Unknown;
        }

        var place = _before[word] + BitOperations.PopCount(_assessed[word] & ((1UL << competence) - 1));
        for (var i = _start[place + 1] - 1; i >= _start[place]; i--)
        {
            if (_steps[i] <= asOf)
            {
                return new KnownLevel((int)(_steps[i] & CodeMask));
            }
        }

        return KnownLevel.Unknown;
    }

    /// <summary>The level in a competence on a date.</summary>
    public KnownLevel On(Catalogue.Competence competence, DateOnly date) => At(competence.Index, EndOf(date));

    /// <summary>A date in the form that <see cref="At"/> compares with: after every step of that day.</summary>
    public static uint EndOf(DateOnly date) => ((uint)date.DayNumber << CodeBits) | CodeMask;

    // A step is the day it happens and the level from then on, in one number that orders by day.
    private const int CodeBits = 8;
    private const uint CodeMask = (1u << CodeBits) - 1;

    internal static LevelHistory Of(ReadOnlySpan<Assessment> inOrder, LevelBasis basis)
    {
        var words = inOrder.IsEmpty ? 0 : (inOrder[^1].Competence >> 6) + 1;
        var assessed = new ulong[words];
        var start = new List<int>();
        var steps = new List<uint>(inOrder.Length);
        for (var i = 0; i < inOrder.Length;)
        {
            var end = i + 1;
            while (end < inOrder.Length && inOrder[end].Competence == inOrder[i].Competence)
            {
                end++;
            }

            var first = steps.Count;
            AddSteps(steps, inOrder[i..end], basis);
            if (steps.Count > first)
            {
                start.Add(first);
                assessed[inOrder[i].Competence >> 6] |= 1UL << inOrder[i].Competence;
            }

            i = end;
        }

        start.Add(steps.Count);
        var before = new ushort[words];
        for (var word = 1; word < words; word++)
        {
            before[word] = (ushort)(before[word - 1] + BitOperations.PopCount(assessed[word - 1]));
        }

        return new LevelHistory(assessed, before, [.. start], [.. steps]);
    }

    private static void AddSteps(List<uint> steps, ReadOnlySpan<Assessment> ofCompetence, LevelBasis basis)
    {
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
                steps.Add(((uint)day << CodeBits) | (uint)level.Code);
                last = level;
            }
        }
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
