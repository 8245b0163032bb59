using Kompetanse.Competence;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>Evaluates the competence gap report: where a unit stands against what its roles expect and what it needs together.</summary>
public static class GapReport
{
    /// <summary>Answers the question from the agency as it stands. Reads every position of the units once.</summary>
    public static UnitReport Evaluate(Agency agency, UnitReportQuestion question)
    {
        var population = Population.Of(agency, [.. question.Units()], question.AsOf, question.Basis);
        return new UnitReport(
            question,
            population.Employees,
            population.Positions,
            population.FteMillionths,
            Rows.ByRole(agency, population),
            Rows.ByCompetence(agency, population),
            Rows.ByUnitNeed(question),
            TaskRows.Of(agency, question),
            population.ToRenew());
    }
}
