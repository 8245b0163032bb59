using Kompetanse.GapAnalysis.Tests.UnitReports;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.GapAnalysis.Tests.Disclosure;

/// <summary>Everything that can be fetched for one date and basis: the report of every unit, alone and with all below it.</summary>
internal sealed record Fetched(PlainAgency Agency, IReadOnlyDictionary<Place, UnitReport> Reports, IReadOnlyCollection<string> Leads)
{
    public static async Task<Fetched> AllAsync(HiddenAgencies agencies, string organisation, PlainAgency agency, IReadOnlyCollection<string>? leads)
    {
        agencies.Leads = leads;
        var reports = new Dictionary<Place, UnitReport>();
        foreach (var unit in agency.Units)
        {
            foreach (var only in new[] { false, true })
            {
                var report = await agencies.ReportAsync(organisation, new Question(unit.Id, CrowdedAgency.Today, OnlyUnit: only));
                report.Position = 0; // The ledger remembers who has read what.
                reports.Add(new Place(unit.Id, only), report);
            }
        }

        return new Fetched(agency, reports, leads ?? []);
    }

    /// <summary>What the reports tell of each role and competence.</summary>
    public IEnumerable<Row> Rows() => Stands()
        .GroupBy(stand => (stand.Role, stand.Competence))
        .Select(same => new Row(Agency.Units, [.. same], Shown(same.Key.Role, same.Key.Competence), Leads));

    /// <summary>What the headers tell of the positions, whatever is expected: a row of one number.</summary>
    public Row Positions() => new(
        Agency.Units,
        [.. Agency.Positions.Select(position => new Stand(position.Employee, position.Unit, position.Role, "", Kind.Unknown))],
        Reports.Where(report => !report.Value.PeopleHidden).ToDictionary(report => report.Key, report => new[] { 0, 0, report.Value.Positions }),
        Leads);

    IEnumerable<Stand> Stands() => Agency.Units.Where(unit => unit.Parent is null)
        .SelectMany(top => SlowEvaluator.Stands(Agency, new Question(top.Id, CrowdedAgency.Today)));

    Dictionary<Place, int[]> Shown(string role, string competence)
    {
        var shown = new Dictionary<Place, int[]>();
        foreach (var (place, report) in Reports)
        {
            var row = report.RoleRows.SingleOrDefault(row => row.RoleId == role && row.CompetenceId == competence);
            if (row is null or { Hidden: false })
            {
                // No row: no positions, and that is no secret.
                var numbers = row?.Numbers ?? new Numbers();
                shown.Add(place, [numbers.Met, numbers.Below, numbers.Unknown]);
            }
        }

        return shown;
    }
}
