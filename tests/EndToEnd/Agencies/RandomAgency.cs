using System.Globalization;
using Kompetanse.EndToEnd.Processes;

namespace Kompetanse.EndToEnd.Agencies;

/// <summary>
/// An agency made up by a seed, as CSV files. Every id begins with the seed, so that many can live in one ledger. Its
/// dates come from a few, so that starts, ends and the dates asked about meet.
/// </summary>
internal sealed class RandomAgency
{
    static readonly string[] Dates =
    [
        "2021-01-01", "2021-07-01", "2022-01-01", "2022-03-15", "2023-01-01", "2023-06-30", "2023-07-01", "2024-02-29",
        "2024-09-01", "2025-01-01", "2026-01-01", "2027-05-17",
    ];

    static readonly decimal[] Shares = [1m, 0.8m, 0.6m, 0.5m, 0.333333m, 0.2m, 0.1m, 0.000001m];

    readonly Random random;
    readonly string prefix;
    readonly char separator;
    readonly Dictionary<string, List<string>> files = [];
    readonly List<string> competences = [];
    readonly List<string> roles = [];
    readonly List<string> employees = [];
    readonly Dictionary<(string Role, string From), Dictionary<string, (int Level, int Weight)>> profiles = [];

    public RandomAgency(int seed)
    {
        random = new Random(seed);
        prefix = $"a{seed:00}-";
        separator = seed % 2 == 0 ? ';' : ',';
        Units();
        Catalogue();
        People();
        Adaptations();
        NeedsAndGoals();
    }

    /// <summary>The units; the first is the one above all others.</summary>
    public List<string> UnitIds { get; } = [];

    /// <summary>Some questions about it, every basis among them.</summary>
    public IEnumerable<ReportQuestion> Questions()
    {
        string[] bases = ["best", "self", "agreed", "verified"];
        for (var i = 0; i < bases.Length; i++)
        {
            var date = DateOnly.ParseExact(Pick(Dates), "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(random.Next(-1, 2));
            yield return new ReportQuestion(
                i == 0 ? UnitIds[0] : Pick(UnitIds), date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), bases[i],
                i > 0 && random.Next(4) == 0);
        }
    }

    public TemporaryFolder Write()
    {
        var folder = new TemporaryFolder();
        foreach (var (file, rows) in files) folder.With(file, string.Join('\n', rows) + "\n");
        return folder;
    }

    void Units()
    {
        var count = random.Next(4, 9);
        for (var i = 0; i < count; i++)
        {
            var parent = i == 0 ? "" : UnitIds[random.Next(i)];
            UnitIds.Add($"{prefix}u{i}");
            Row("units.csv", "id,name,type,parent_id,leader_id", UnitIds[i], $"Enhet {i}", i == 0 ? "DIRECTORATE" : "OFFICE", parent, "");
        }
    }

    void Catalogue()
    {
        for (var i = random.Next(6, 11); i > 0; i--)
        {
            competences.Add($"{prefix}k{i}");
            Row("competences.csv", "id,name_nb,name_en,kind,area,source_uri", competences[^1], $"\"Evne {i}{separator} stor\"", "", "SKILL", "", "");
        }

        for (var i = random.Next(2, 5); i > 0; i--)
        {
            roles.Add($"{prefix}r{i}");
            Row("roles.csv", "id,name_nb,name_en", roles[^1], $"Rolle {i}", "");
            foreach (var from in Some(Dates, random.Next(1, 4))) Profile(roles[^1], from);
        }

        Shuffle("expectations.csv");
    }

    void Profile(string role, string from)
    {
        var profile = profiles[(role, from)] = [];
        foreach (var competence in Some(competences, random.Next(3, competences.Count + 1)))
        {
            profile[competence] = (random.Next(6), random.Next(1, 6));
            Row(
                "expectations.csv", "role_id,competence_id,level,weight,valid_from", role, competence,
                Text(profile[competence].Level), Text(profile[competence].Weight), from);
        }
    }

    void People()
    {
        for (var i = random.Next(8, 26); i > 0; i--)
        {
            employees.Add($"{prefix}e{i}");
            Row("employees.csv", "id,name,email,employer", employees[^1], $"Navn {i}", "", random.Next(2) == 0 ? "STATE" : "MUNICIPAL");
            Positions(employees[^1]);
        }

        foreach (var employee in employees) Assessments(employee);
        Shuffle("positions.csv");
        Shuffle("assessments.csv");
    }

    void Positions(string employee)
    {
        var left = 1.2m;
        var held = new HashSet<(string, string, string)>();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var share = Pick(Shares);
            var (unit, role, from) = (Pick(UnitIds), Pick(roles), random.Next(Dates.Length - 1));
            if (share > left || !held.Add((unit, role, Dates[from]))) continue;
            left -= share;
            var shown = share.ToString(CultureInfo.InvariantCulture);
            Row(
                "positions.csv", "employee_id,unit_id,role_id,share,from,to", employee, unit, role,
                separator == ';' ? shown.Replace('.', ',') : shown, Dates[from],
                random.Next(3) == 0 ? Dates[random.Next(from + 1, Dates.Length)] : "");
        }
    }

    void Assessments(string employee)
    {
        foreach (var competence in competences)
        {
            foreach (var basis in new[] { "SELF", "AGREED", "VERIFIED" })
            {
                foreach (var date in Some(Dates, Math.Max(0, random.Next(-2, 4))))
                {
                    var end = basis == "VERIFIED" && random.Next(2) == 0
                        ? Dates.Where(later => string.CompareOrdinal(later, date) > 0).OrderBy(_ => random.Next()).FirstOrDefault("")
                        : "";
                    Row(
                        "assessments.csv", "employee_id,competence_id,basis,level,date,valid_until,assessed_by", employee,
                        competence, basis, Text(random.Next(6)), date, end, random.Next(2) == 0 ? Pick(employees) : "");
                }
            }
        }
    }

    void Adaptations()
    {
        var adapted = new HashSet<(string, string, string)>();
        for (var tries = 0; tries < 400 && adapted.Count < 6; tries++)
        {
            var key = (Unit: Pick(UnitIds), Role: Pick(roles), From: Pick(Dates));
            var changes = Some(competences, random.Next(1, 4))
                .ToDictionary(competence => competence, _ => random.Next(3) == 0 ? ((int, int)?)null : (random.Next(6), random.Next(1, 6)));
            if (Unchanged(NationalOn(key.Role, key.From), changes) < 0.85m || !adapted.Add(key)) continue;
            foreach (var (competence, change) in changes)
            {
                Row(
                    "adaptations.csv", "unit_id,role_id,competence_id,level,weight,valid_from", key.Unit, key.Role, competence,
                    change is var (level, _) ? Text(level) : "", change is var (_, weight) ? Text(weight) : "", key.From);
            }
        }
    }

    void NeedsAndGoals()
    {
        foreach (var unit in UnitIds)
        {
            if (random.Next(2) == 0) Row("unit_needs.csv", "unit_id,competence_id,level,people", unit, Pick(competences), Text(random.Next(6)), Text(random.Next(1, 5)));
        }

        for (var i = random.Next(4); i > 0; i--)
        {
            Row("goals.csv", "id,name_nb,weight", $"{prefix}g{i}", $"Mål {i}", Pick<string>(["0.5", "1", "2.25", "0.000001"]));
            foreach (var competence in Some(competences, random.Next(1, 4)))
                Row("goal_competences.csv", "goal_id,competence_id", $"{prefix}g{i}", competence);
        }
    }

    Dictionary<string, (int Level, int Weight)> NationalOn(string role, string date) =>
        profiles.Where(version => version.Key.Role == role && string.CompareOrdinal(version.Key.From, date) <= 0)
            .OrderBy(version => version.Key.From, StringComparer.Ordinal)
            .Select(version => version.Value)
            .LastOrDefault([]);

    /// <summary>The figure an adaptation must have on the day it starts, or the import would be refused.</summary>
    static decimal Unchanged(
        Dictionary<string, (int Level, int Weight)> national, Dictionary<string, (int Level, int Weight)?> changes)
    {
        var resulting = national.Where(expected => !changes.ContainsKey(expected.Key)).Sum(expected => expected.Value.Weight)
            + changes.Values.Sum(change => change?.Weight ?? 0);
        var unchanged = national
            .Where(expected => !changes.TryGetValue(expected.Key, out var change) || change == expected.Value)
            .Sum(expected => expected.Value.Weight);
        var larger = Math.Max(national.Values.Sum(expected => expected.Weight), resulting);
        return larger == 0 ? 1 : (decimal)unchanged / larger;
    }

    void Row(string file, string header, params string[] values)
    {
        if (!files.TryGetValue(file, out var rows)) files.Add(file, rows = [header.Replace(',', separator)]);
        rows.Add(string.Join(separator, values));
    }

    // What is recorded later may be about an earlier date.
    void Shuffle(string file)
    {
        var rows = files[file].Skip(1).ToArray();
        random.Shuffle(rows);
        files[file] = [files[file][0], .. rows];
    }

    T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    T[] Some<T>(IReadOnlyList<T> from, int count)
    {
        var shuffled = from.ToArray();
        random.Shuffle(shuffled);
        return shuffled[..count];
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

internal sealed record ReportQuestion(string Unit, string AsOf, string Basis, bool OnlyUnit);
