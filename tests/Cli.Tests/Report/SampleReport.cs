using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.Cli.Tests.Report;

/// <summary>A made-up office, with something to show in every part of the report.</summary>
internal static class SampleReport
{
    public static UnitReport Create() => new()
    {
        UnitId = "kontor-7",
        UnitName = "NAV Fjellvik",
        AsOf = "2026-03-01",
        Basis = LevelBasis.Best,
        Employees = 12,
        Positions = 14,
        Fte = 10.55,
        Position = 42,
        CompetenceRows =
        {
            Competence("veiledning", "Veiledning", 3, 3, Numbers(12, 5, 5, 2, 3, 2.4, 31.5, goal: 2)),
            Competence("inngang", "Vurdere medisinske og yrkesmessige inngangsvilkår", 2, 3, Numbers(6, 1, 1, 4, 0, 2, 18.25)),
            Competence("arbeidsmarked", "Arbeidsmarkedskunnskap", 2, 2, Numbers(12, 10, 2, 0, 1, 2.1, 4)),
            Competence("forvaltning", "Forvaltningsrett", 2, 2, Numbers(12, 12, 0, 0, 0, 2.9, 0)),
            Competence("gjeld", "Gjeldsrådgivning", 4, 4, Numbers(1, 0, 0, 1, 0, null, 0.5)),
        },
        RoleRows =
        {
            Role("veileder", "Veileder", "veiledning", "Veiledning", 3, 3, Numbers(11, 5, 4, 2, 3, 2.5, 28.125)),
            Role("veileder", "Veileder", "inngang", "Vurdere medisinske og yrkesmessige inngangsvilkår", 2, 3, Numbers(6, 1, 1, 4, 0, 2, 18.25)),
            Role("veileder", "Veileder", "forvaltning", "Forvaltningsrett", 2, 2, Numbers(11, 11, 0, 0, 0, 3, 0)),
            Role("nav-leder", "NAV-leder", "veiledning", "Veiledning", 3, 3, Numbers(1, 0, 1, 0, 0, 2, 3.375)),
            Role("gjeldsrådgiver", "Gjeldsrådgiver", "gjeld", "Gjeldsrådgivning", 4, 4, Numbers(1, 0, 0, 1, 0, null, 0.5)),
            Role("beslutter", "Beslutter", "forvaltning", "Forvaltningsrett", 2, 2, Numbers(0, 0, 0, 0, 0, null, 0)),
            Role("prosessveileder", "Prosessveileder", "forvaltning", "Forvaltningsrett", 2, 2, Numbers(1, 1, 0, 0, 0, 2, 0)),
        },
        UnitNeedRows =
        {
            Need("inngang", "Vurdere medisinske og yrkesmessige inngangsvilkår", 3, 3, 1, 2, vulnerable: true),
            Need("gjeld", "Gjeldsrådgivning", 2, 1, 1, 0, vulnerable: true),
            Need("veiledning", "Veiledning", 3, 4, 5, 0, vulnerable: false),
        },
        TaskRows =
        {
            Task("inngang", "Vurdere medisinske og yrkesmessige inngangsvilkår", 2, 1, 2, 1, "2026-04-15", TaskCoverage.Uncovered),
            Task("stans", "Vedtak om stans i arbeidsrettede ytelser", 2, 2, 0, 0, "2027-01-01", TaskCoverage.Vulnerable),
            Task("sosial", "Vedtak etter sosialtjenesteloven", 1, 3, 0, 1, "2026-03-02", TaskCoverage.Covered),
            Task("gjeld", "Gjeldsrådgivning", 0, 0, 1, 0, "", TaskCoverage.Delivered, deliveredBy: "kontor-12"),
        },
        AdaptationsToRenew =
        {
            new AdaptationToRenew { UnitId = "kontor-7", RoleId = "veileder", ValidFrom = "2025-01-01", Unchanged = 0.7962 },
        },
        LevelNames =
        {
            Level(0, "ingen", "none"), Level(1, "grunnleggende", "basic"), Level(2, "selvstendig", "independent"),
            Level(3, "viderekommen", "advanced"), Level(4, "ekspert", "expert"), Level(5, "fagutvikler", "develops the field"),
        },
    };

    /// <summary>The same office as somebody sees it who doesn't lead it.</summary>
    public static UnitReport CreateWithHiddenGroups()
    {
        var report = Create();
        (report.SmallGroupsHidden, report.Employees) = (true, 0);
        foreach (var numbers in report.CompetenceRows.Select(row => row.Numbers).Concat(report.RoleRows.Select(row => row.Numbers)))
            (numbers.SelfOnly, numbers.WeightedGap, numbers.Priority) = (0, 0, 0);
        foreach (var row in report.RoleRows.Where(row => row.Numbers.Positions is > 0 and < 11))
            (row.Hidden, row.RequiredMin, row.RequiredMax, row.Numbers) = (true, 0, 0, null);
        foreach (var row in report.CompetenceRows.Where(row => row.Numbers.Positions < 12))
            (row.Hidden, row.RequiredMin, row.RequiredMax, row.Numbers) = (true, 0, 0, null);
        foreach (var row in report.UnitNeedRows) (row.Hidden, row.Have, row.Short, row.Vulnerable) = (true, 0, 0, false);
        foreach (var row in report.TaskRows)
        {
            (row.Hidden, row.Needed, row.Verified, row.InTraining, row.Expiring, row.NextExpiry) = (true, 0, 0, 0, 0, "");
            if (row.State != TaskCoverage.Delivered) row.State = TaskCoverage.Unspecified;
        }

        LastHidden(report.TaskRows, row => row.State == TaskCoverage.Unspecified);
        LastHidden(report.RoleRows, row => row.Hidden);
        LastHidden(report.CompetenceRows, row => row.Hidden);
        return report;
    }

    static void LastHidden<T>(Google.Protobuf.Collections.RepeatedField<T> rows, Func<T, bool> hidden)
    {
        var ordered = rows.OrderBy(hidden).ToList();
        rows.Clear();
        rows.AddRange(ordered);
    }

    static Numbers Numbers(
        int positions, int met, int below, int unknown, int selfOnly, double? mean, double gap, double goal = 0)
    {
        var numbers = new Numbers
        {
            Positions = positions,
            Fte = positions * 0.875,
            Met = met,
            Below = below,
            Unknown = unknown,
            SelfOnly = selfOnly,
            Coverage = positions == 0 ? 0 : (double)met / positions,
            WeightedGap = gap,
            GoalWeight = goal,
            Priority = gap * goal,
        };
        if (mean is { } known) numbers.MeanLevel = known;
        return numbers;
    }

    static CompetenceRow Competence(string id, string name, int least, int most, Numbers numbers) => new()
    {
        CompetenceId = id,
        CompetenceName = name,
        Area = "veiledning",
        RequiredMin = least,
        RequiredMax = most,
        Numbers = numbers,
    };

    static RoleRow Role(
        string role, string roleName, string competence, string name, int least, int most, Numbers numbers) => new()
    {
        RoleId = role,
        RoleName = roleName,
        CompetenceId = competence,
        CompetenceName = name,
        RequiredMin = least,
        RequiredMax = most,
        Numbers = numbers,
    };

    static UnitNeedRow Need(string id, string name, int level, int needed, int have, int @short, bool vulnerable) => new()
    {
        UnitId = "kontor-7",
        UnitName = "NAV Fjellvik",
        CompetenceId = id,
        CompetenceName = name,
        Level = level,
        Needed = needed,
        Have = have,
        Short = @short,
        Vulnerable = vulnerable,
    };

    static TaskRow Task(
        string id, string name, int needed, int verified, int inTraining, int expiring, string nextExpiry, TaskCoverage state,
        string deliveredBy = "") => new()
    {
        UnitId = "kontor-7",
        UnitName = "NAV Fjellvik",
        TaskId = id,
        TaskName = name,
        Needed = needed,
        Verified = verified,
        InTraining = inTraining,
        Expiring = expiring,
        NextExpiry = nextExpiry,
        DeliveredBy = deliveredBy,
        State = state,
    };

    static LevelName Level(int level, string bokmål, string english) =>
        new() { Level = level, NameNb = bokmål, NameEn = english };
}
