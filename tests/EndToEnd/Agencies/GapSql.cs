using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Kompetanse.EndToEnd.Agencies;

/// <summary>
/// The gap report worked out from the same CSV files by SQL alone, as the design tells it: another way of thinking,
/// which shares no code with the report. Shares and the weights of goals are millionths, so sums are exact.
/// </summary>
internal sealed class GapSql : IDisposable
{
    const string Report = """
        WITH RECURSIVE
        -- The unit and, unless it is asked about alone, all below it.
        scope(unit_id) AS (
          SELECT $unit
          UNION ALL
          SELECT units.id FROM units JOIN scope ON units.parent_id = scope.unit_id WHERE NOT $only_unit
        ),
        population AS (
          SELECT employee_id, unit_id, role_id, share FROM positions
          WHERE unit_id IN (SELECT unit_id FROM scope) AND "from" <= $date AND ("to" = '' OR $date < "to")
        ),
        -- A role's expectations with the latest start not after the date replace all earlier ones.
        national AS (
          SELECT role_id, competence_id, level, weight
          FROM (SELECT *, RANK() OVER (PARTITION BY role_id ORDER BY valid_from DESC) AS age FROM expectations WHERE valid_from <= $date)
          WHERE age = 1
        ),
        changes AS (
          SELECT unit_id, role_id, competence_id, level, weight
          FROM (SELECT *, RANK() OVER (PARTITION BY unit_id, role_id ORDER BY valid_from DESC) AS age FROM adaptations WHERE valid_from <= $date)
          WHERE age = 1
        ),
        adapted AS (SELECT DISTINCT unit_id, role_id FROM changes),
        resulting AS (
          SELECT adapted.unit_id, adapted.role_id, national.competence_id, national.level, national.weight
          FROM adapted JOIN national USING (role_id)
          WHERE (adapted.unit_id, adapted.role_id, national.competence_id) NOT IN (SELECT unit_id, role_id, competence_id FROM changes)
          UNION ALL
          SELECT unit_id, role_id, competence_id, level, weight FROM changes WHERE level IS NOT NULL
        ),
        figure AS (
          SELECT unit_id, role_id,
            (SELECT IFNULL(SUM(national.weight), 0) FROM national WHERE national.role_id = adapted.role_id) AS national_weight,
            (SELECT IFNULL(SUM(resulting.weight), 0) FROM resulting
             WHERE resulting.unit_id = adapted.unit_id AND resulting.role_id = adapted.role_id) AS resulting_weight,
            (SELECT IFNULL(SUM(national.weight), 0) FROM national JOIN resulting USING (role_id, competence_id, level, weight)
             WHERE resulting.unit_id = adapted.unit_id AND national.role_id = adapted.role_id) AS unchanged_weight
          FROM adapted
        ),
        standing AS (
          SELECT unit_id, role_id FROM figure
          WHERE unchanged_weight * 100 >= 85 * MAX(national_weight, resulting_weight)
        ),
        above(unit_id, above_id, distance) AS (
          SELECT id, id, 0 FROM units
          UNION ALL
          SELECT above.unit_id, units.parent_id, distance + 1
          FROM above JOIN units ON units.id = above.above_id WHERE units.parent_id <> ''
        ),
        nearest AS (
          SELECT unit_id, role_id, above_id
          FROM (SELECT above.unit_id, standing.role_id, above.above_id,
                  ROW_NUMBER() OVER (PARTITION BY above.unit_id, standing.role_id ORDER BY distance) AS place
                FROM above JOIN standing ON standing.unit_id = above.above_id)
          WHERE place = 1
        ),
        expected AS (
          SELECT place.unit_id, place.role_id, national.competence_id, national.level, national.weight
          FROM (SELECT DISTINCT unit_id, role_id FROM population) AS place JOIN national USING (role_id)
          WHERE (place.unit_id, place.role_id) NOT IN (SELECT unit_id, role_id FROM nearest)
          UNION ALL
          SELECT nearest.unit_id, nearest.role_id, resulting.competence_id, resulting.level, resulting.weight
          FROM nearest JOIN resulting ON resulting.unit_id = nearest.above_id AND resulting.role_id = nearest.role_id
        ),
        -- Of each basis the one assessment that counts; 1 is the most authoritative.
        found AS (
          SELECT employee_id, competence_id, basis, level, 1 AS authority,
            ROW_NUMBER() OVER (PARTITION BY employee_id, competence_id ORDER BY level DESC) AS place
          FROM assessments
          WHERE basis = 'VERIFIED' AND date <= $date AND (valid_until = '' OR $date < valid_until)
          UNION ALL
          SELECT employee_id, competence_id, basis, level, CASE basis WHEN 'AGREED' THEN 2 ELSE 3 END,
            ROW_NUMBER() OVER (PARTITION BY employee_id, competence_id, basis ORDER BY date DESC)
          FROM assessments WHERE basis <> 'VERIFIED' AND date <= $date
        ),
        known AS (
          SELECT employee_id, competence_id, basis, level
          FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY employee_id, competence_id ORDER BY authority) AS rank
                FROM found WHERE place = 1 AND (basis = $basis OR $basis = 'BEST'))
          WHERE rank = 1
        ),
        served AS (
          SELECT competence_id, SUM(goals.weight) AS goal_weight
          FROM goal_competences JOIN goals ON goals.id = goal_competences.goal_id GROUP BY competence_id
        ),
        rows AS (
          SELECT role_id, competence_id, MIN(expected.level) AS required_min, MAX(expected.level) AS required_max,
            COUNT(*) AS positions, SUM(share) AS fte,
            SUM(IFNULL(known.level >= expected.level, 0)) AS met, SUM(IFNULL(known.level < expected.level, 0)) AS below,
            SUM(known.level IS NULL) AS unknown,
            SUM(IFNULL(known.level >= expected.level AND known.basis = 'SELF', 0)) AS self_only,
            AVG(known.level) AS mean_level,
            SUM(share * weight * MAX(expected.level - IFNULL(known.level, 0), 0)) AS gap
          FROM population
          JOIN expected USING (unit_id, role_id)
          LEFT JOIN known USING (employee_id, competence_id)
          GROUP BY role_id, competence_id
        )
        SELECT role_id, competence_id, required_min, required_max, positions, fte, met, below, unknown, self_only,
          mean_level, 1.0 * met / positions, gap
        FROM rows LEFT JOIN served USING (competence_id)
        ORDER BY gap * IFNULL(goal_weight, 0) DESC, gap DESC, role_id, competence_id
        """;

    // Columns with numbers have an affinity; empty values are NULL in those.
    const string Schema = """
        CREATE TABLE units (id TEXT PRIMARY KEY, name TEXT, type TEXT, parent_id TEXT, leader_id TEXT);
        CREATE TABLE positions (employee_id TEXT, unit_id TEXT, role_id TEXT, share MILLIONTHS, "from" TEXT, "to" TEXT);
        CREATE TABLE expectations (role_id TEXT, competence_id TEXT, level INTEGER, weight INTEGER, valid_from TEXT);
        CREATE TABLE adaptations (unit_id TEXT, role_id TEXT, competence_id TEXT, level INTEGER, weight INTEGER, valid_from TEXT);
        CREATE TABLE assessments (employee_id TEXT, competence_id TEXT, basis TEXT, level INTEGER, date TEXT, valid_until TEXT, assessed_by TEXT);
        CREATE TABLE goals (id TEXT, name_nb TEXT, weight MILLIONTHS);
        CREATE TABLE goal_competences (goal_id TEXT, competence_id TEXT);
        """;

    readonly SqliteConnection database = new("Data Source=:memory:");

    public GapSql(string folder)
    {
        database.Open();
        using (var schema = database.CreateCommand())
        {
            schema.CommandText = Schema;
            schema.ExecuteNonQuery();
        }

        using var tables = database.CreateCommand();
        tables.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'table'";
        using var names = tables.ExecuteReader();
        while (names.Read()) Load(names.GetString(0), Path.Combine(folder, $"{names.GetString(0)}.csv"));
    }

    /// <summary>The rows of the report, as the command prints them.</summary>
    public IReadOnlyList<string> Rows(ReportQuestion question)
    {
        using var query = Query(Report, question);
        using var rows = query.ExecuteReader();
        var lines = new List<string>();
        while (rows.Read())
        {
            lines.Add(string.Join(',', Enumerable.Range(0, rows.FieldCount).Select(column => rows.GetName(column) switch
            {
                "fte" or "gap" => (rows.GetInt64(column) / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture),
                _ when rows.IsDBNull(column) => "",
                _ => rows.GetValue(column) is double number
                    ? Math.Round((decimal)number, 6, MidpointRounding.AwayFromZero).ToString("0.######", CultureInfo.InvariantCulture)
                    : rows.GetString(column),
            })));
        }

        return lines;
    }

    /// <summary>How many adaptations are in force on the date, and how many of them are set aside, in the whole agency.</summary>
    public (long InForce, long SetAside, long AtTheLimit) Adaptations(ReportQuestion question)
    {
        var start = Report.IndexOf("SELECT role_id, competence_id, required_min, required_max, positions, fte", StringComparison.Ordinal);
        using var query = Query(
            Report[..start] + """
            SELECT (SELECT COUNT(*) FROM standing), (SELECT COUNT(*) FROM adapted) - (SELECT COUNT(*) FROM standing),
              (SELECT COUNT(*) FROM figure WHERE unchanged_weight * 100 = 85 * MAX(national_weight, resulting_weight))
            """, question);
        using var counts = query.ExecuteReader();
        counts.Read();
        return (counts.GetInt64(0), counts.GetInt64(1), counts.GetInt64(2));
    }

    public void Dispose() => database.Dispose();

    SqliteCommand Query(string sql, ReportQuestion question)
    {
        var query = database.CreateCommand();
        query.CommandText = sql;
        query.Parameters.AddWithValue("$unit", question.Unit);
        query.Parameters.AddWithValue("$only_unit", question.OnlyUnit);
        query.Parameters.AddWithValue("$date", question.AsOf);
        query.Parameters.AddWithValue("$basis", question.Basis.ToUpperInvariant());
        return query;
    }

    void Load(string table, string path)
    {
        if (!File.Exists(path)) return;
        var lines = File.ReadAllLines(path);
        var separator = lines[0].Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var columns = lines[0].Split(separator);
        var types = TypesOf(table);
        using var transaction = database.BeginTransaction();
        foreach (var line in lines.Skip(1))
        {
            using var insert = database.CreateCommand();
            insert.CommandText = $"INSERT INTO {table} VALUES ({string.Join(',', columns.Select((_, i) => $"${i}"))})";
            var values = line.Split(separator);
            for (var i = 0; i < columns.Length; i++) insert.Parameters.AddWithValue($"${i}", Value(types[columns[i]], values[i]));
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    static object Value(string type, string text) => type switch
    {
        "TEXT" => text,
        _ when text.Length == 0 => DBNull.Value,
        "MILLIONTHS" => (long)(decimal.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture) * 1_000_000),
        _ => long.Parse(text, CultureInfo.InvariantCulture),
    };

    Dictionary<string, string> TypesOf(string table)
    {
        using var query = database.CreateCommand();
        query.CommandText = $"SELECT name, type FROM pragma_table_info('{table}')";
        using var rows = query.ExecuteReader();
        var types = new Dictionary<string, string>();
        while (rows.Read()) types.Add(rows.GetString(0), rows.GetString(1));
        return types;
    }
}
