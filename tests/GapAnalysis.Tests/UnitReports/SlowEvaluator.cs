using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>
/// The gap report as the design defines it, word by word: loops over all rows for each number, no index, no history, no
/// thought of speed. What the real evaluation is held against.
/// </summary>
internal static class SlowEvaluator
{
    /// <summary>One expectation of one position: all that the rows are made of.</summary>
    sealed record Held(string Employee, string Role, decimal Share, string Competence, int Required, int Weight);

    public static SlowReport Evaluate(PlainAgency agency, Question question)
    {
        var units = UnitsOf(agency, question.Unit, question.OnlyUnit, question.AsOf);
        var positions = PositionsIn(agency, units, question.AsOf);
        var held = new List<Held>();
        var renewals = new List<SlowRenewal>();
        foreach (var position in positions)
        {
            foreach (var expected in ProfileInForce(agency, position.Role, position.Unit, question.AsOf, renewals))
            {
                held.Add(new Held(
                    position.Employee, position.Role, position.Share, expected.Competence, expected.Level, expected.Weight));
            }
        }

        return new SlowReport(
            NameOf(agency, question.Unit, question.AsOf),
            positions.Select(position => position.Employee).Distinct().Count(),
            positions.Count,
            positions.Sum(position => position.Share),
            InOrder(RoleRows(agency, question, held)),
            InOrder(CompetenceRows(agency, question, held)),
            NeedRows(agency, question, units),
            [.. renewals.Distinct()]);
    }

    /// <summary>Each position against each of its expectations, on its own.</summary>
    public static IEnumerable<Stand> Stands(PlainAgency agency, Question question) =>
        from position in PositionsIn(agency, UnitsOf(agency, question.Unit, question.OnlyUnit, question.AsOf), question.AsOf)
        from expected in ProfileInForce(agency, position.Role, position.Unit, question.AsOf, [])
        let level = LevelOf(agency, position.Employee, expected.Competence, question)
        select new Stand(
            position.Employee, position.Unit, position.Role, expected.Competence,
            level is null ? Kind.Unknown : level.Value.Level < expected.Level ? Kind.Below : Kind.Met);

    /// <summary>The national expectations left unchanged, and the larger of the national and the resulting weight.</summary>
    public static (int Unchanged, int Larger) Unchanged(IReadOnlyList<Expected> national, IReadOnlyList<Changed> changes)
    {
        var unchanged = 0;
        foreach (var expected in national)
        {
            if (Adapted(national, changes).Contains(expected))
            {
                unchanged += expected.Weight;
            }
        }

        return (unchanged, Math.Max(national.Sum(one => one.Weight), Adapted(national, changes).Sum(one => one.Weight)));
    }

    /// <summary>At least 0.85, in whole numbers.</summary>
    public static bool IsWithinLimit(IReadOnlyList<Expected> national, IReadOnlyList<Changed> changes)
    {
        var (unchanged, larger) = Unchanged(national, changes);
        return 100 * unchanged >= 85 * larger;
    }

    /// <summary>The latest version not after the date; nothing is expected before the first.</summary>
    public static IReadOnlyList<Expected> National(IEnumerable<PlainProfile> profiles, string role, DateOnly date)
    {
        PlainProfile? latest = null;
        foreach (var profile in profiles)
        {
            if (profile.Role == role && profile.ValidFrom <= date && (latest is null || profile.ValidFrom > latest.ValidFrom))
            {
                latest = profile;
            }
        }

        return latest?.Expected ?? [];
    }

    static List<Expected> Adapted(IReadOnlyList<Expected> national, IReadOnlyList<Changed> changes)
    {
        var result = national.ToList();
        foreach (var change in changes)
        {
            result.RemoveAll(expected => expected.Competence == change.Competence);
            if (change.Level is { } level)
            {
                result.Add(new Expected(change.Competence, level, change.Weight));
            }
        }

        return result;
    }

    static IReadOnlyList<Expected> ProfileInForce(
        PlainAgency agency, string role, string unit, DateOnly date, List<SlowRenewal> renewals)
    {
        var national = National(agency.Profiles, role, date);
        for (var at = unit; at is not null; at = ParentOf(agency, at, date))
        {
            PlainAdaptation? latest = null;
            foreach (var one in agency.Adaptations)
            {
                if (one.Unit == at && one.Role == role && one.ValidFrom <= date
                    && (latest is null || one.ValidFrom > latest.ValidFrom))
                {
                    latest = one;
                }
            }

            if (latest is null)
            {
                continue;
            }

            if (IsWithinLimit(national, latest.Changes))
            {
                return Adapted(national, latest.Changes);
            }

            var (unchanged, larger) = Unchanged(national, latest.Changes);
            renewals.Add(new SlowRenewal(at, role, latest.ValidFrom, (decimal)unchanged / larger));
        }

        return national;
    }

    /// <summary>The unit above on a date: as it was created, and as each move not after the date said.</summary>
    public static string? ParentOf(PlainAgency agency, string unit, DateOnly date)
    {
        var parent = agency.Units.Single(one => one.Id == unit).Parent;
        foreach (var move in agency.Moves)
        {
            if (move.Unit == unit && move.Day <= date)
            {
                parent = move.Parent;
            }
        }

        return parent;
    }

    static string NameOf(PlainAgency agency, string unit, DateOnly date)
    {
        var name = $"Enhet {unit}";
        foreach (var move in agency.Moves)
        {
            if (move.Unit == unit && move.Day <= date)
            {
                name = move.Name;
            }
        }

        return name;
    }

    static List<string> UnitsOf(PlainAgency agency, string unit, bool only, DateOnly date)
    {
        var units = new List<string> { unit };
        foreach (var child in agency.Units)
        {
            if (!only && ParentOf(agency, child.Id, date) == unit)
            {
                units.AddRange(UnitsOf(agency, child.Id, only: false, date));
            }
        }

        return units;
    }

    static List<PlainPosition> PositionsIn(PlainAgency agency, List<string> units, DateOnly date) =>
        [.. agency.Positions.Where(position =>
            units.Contains(position.Unit) && position.From <= date && (position.To is null || date < position.To))];

    static (int Level, bool IsSelf)? LevelOf(PlainAgency agency, string employee, string competence, Question question)
    {
        int? self = null, agreed = null, verified = null;
        DateOnly selfDate = default, agreedDate = default;
        foreach (var one in agency.Assessments)
        {
            if (one.Employee != employee || one.Competence != competence || one.Date > question.AsOf)
            {
                continue;
            }

            if (one.Basis == Basis.Self && (self is null || one.Date > selfDate || (one.Date == selfDate && one.Level > self)))
            {
                (self, selfDate) = (one.Level, one.Date);
            }

            if (one.Basis == Basis.Agreed && (agreed is null || one.Date > agreedDate || (one.Date == agreedDate && one.Level > agreed)))
            {
                (agreed, agreedDate) = (one.Level, one.Date);
            }

            if (one.Basis == Basis.Verified && (one.ValidUntil is null || question.AsOf < one.ValidUntil) && (verified is null || one.Level > verified))
            {
                verified = one.Level;
            }
        }

        return question.Basis switch
        {
            LevelBasis.Self => self is null ? null : (self.Value, true),
            LevelBasis.Agreed => agreed is null ? null : (agreed.Value, false),
            LevelBasis.Verified => verified is null ? null : (verified.Value, false),
            _ when verified is not null => (verified.Value, false),
            _ when agreed is not null => (agreed.Value, false),
            _ => self is null ? null : (self.Value, true),
        };
    }

    static IEnumerable<SlowRow> RoleRows(PlainAgency agency, Question question, List<Held> held)
    {
        foreach (var role in agency.Roles)
        {
            foreach (var competence in agency.Competences)
            {
                var rows = held.Where(one => one.Role == role && one.Competence == competence).ToList();
                if (rows.Count > 0)
                {
                    yield return Row(agency, question, role, competence, rows);
                }
            }
        }
    }

    static IEnumerable<SlowRow> CompetenceRows(PlainAgency agency, Question question, List<Held> held)
    {
        foreach (var competence in agency.Competences)
        {
            var rows = new List<Held>();
            foreach (var employee in agency.Employees)
            {
                var expecting = held.Where(one => one.Employee == employee && one.Competence == competence).ToList();
                if (expecting.Count > 0)
                {
                    var highest = expecting.OrderByDescending(one => one.Required).ThenByDescending(one => one.Weight).First();
                    rows.Add(highest with { Share = expecting.Sum(one => one.Share) });
                }
            }

            if (rows.Count > 0)
            {
                yield return Row(agency, question, "", competence, rows);
            }
        }
    }

    static SlowRow Row(PlainAgency agency, Question question, string role, string competence, List<Held> held)
    {
        int met = 0, below = 0, unknown = 0, selfOnly = 0, sum = 0;
        decimal fte = 0, gap = 0;
        foreach (var one in held)
        {
            var level = LevelOf(agency, one.Employee, competence, question);
            fte += one.Share;
            gap += one.Share * one.Weight * Math.Max(one.Required - (level?.Level ?? 0), 0);
            sum += level?.Level ?? 0;
            if (level is null)
            {
                unknown++;
            }
            else if (level.Value.Level < one.Required)
            {
                below++;
            }
            else
            {
                met++;
                selfOnly += level.Value.IsSelf ? 1 : 0;
            }
        }

        return new SlowRow(role, competence, held.Min(one => one.Required), held.Max(one => one.Required), new SlowNumbers(
            held.Count, fte, met, below, unknown, selfOnly,
            met + below == 0 ? null : (decimal)sum / (met + below),
            (decimal)met / held.Count,
            gap,
            agency.Goals.Where(goal => goal.Competences.Contains(competence)).Sum(goal => goal.Weight)));
    }

    static List<SlowRow> InOrder(IEnumerable<SlowRow> rows) =>
    [
        .. rows.OrderByDescending(row => row.Numbers.Priority)
            .ThenByDescending(row => row.Numbers.WeightedGap)
            .ThenBy(row => row.Role, StringComparer.Ordinal)
            .ThenBy(row => row.Competence, StringComparer.Ordinal),
    ];

    static List<SlowNeedRow> NeedRows(PlainAgency agency, Question question, List<string> units)
    {
        var rows = new List<SlowNeedRow>();
        foreach (var need in agency.Needs.Where(need => units.Contains(need.Unit)))
        {
            var there = PositionsIn(agency, UnitsOf(agency, need.Unit, question.OnlyUnit, question.AsOf), question.AsOf);
            var have = 0;
            foreach (var employee in agency.Employees)
            {
                if (there.Any(position => position.Employee == employee)
                    && LevelOf(agency, employee, need.Competence, question) is { } known && known.Level >= need.Level)
                {
                    have++;
                }
            }

            rows.Add(new SlowNeedRow(
                need.Unit, NameOf(agency, need.Unit, question.AsOf), need.Competence, need.Level, need.People, have,
                Short: Math.Max(need.People - have, 0),
                Vulnerable: have == 1 || have == need.People));
        }

        return
        [
            .. rows.OrderBy(row => row.Unit, StringComparer.Ordinal)
                .ThenBy(row => row.Competence, StringComparer.Ordinal)
                .ThenBy(row => row.Level),
        ];
    }
}
