using Kompetanse.EndToEnd.Processes;

namespace Kompetanse.EndToEnd.Agencies;

/// <summary>
/// The worked example of the gap report: Anna and Bo in an office, Cato in a team below it. Dates lie so far back, and
/// the end of Cato's verification so far ahead, that the report for today is the same whenever the test runs.
/// </summary>
internal static class WorkedExample
{
    public const string Office = "kontor";

    public static TemporaryFolder Create() => new TemporaryFolder()
        .With("units.csv", """
            id,name,type,parent_id,leader_id
            direktoratet,Direktoratet,DIRECTORATE,,
            kontor,Kontoret i byen,OFFICE,direktoratet,anna
            team,Teamet,TEAM,kontor,

            """)
        .With("employees.csv", """
            id,name,email,employer
            anna,Anna,anna@example.no,STATE
            bo,Bo,,MUNICIPAL
            cato,Cato,,STATE

            """)
        .With("roles.csv", """
            id,name_nb,name_en
            veileder,Veileder,Counsellor

            """)
        .With("positions.csv", """
            employee_id,unit_id,role_id,share,from,to
            anna,kontor,veileder,1.0,2020-01-01,
            bo,kontor,veileder,0.5,2020-01-01,
            cato,team,veileder,0.8,2020-01-01,

            """)
        .With("competences.csv", """
            id,name_nb,name_en,kind,area,source_uri
            veiledning,Veiledning,Guidance,SKILL,veiledning,
            arbeidsmarked,Arbeidsmarked,Labour market,KNOWLEDGE,arbeidsmarked,

            """)
        .With("expectations.csv", """
            role_id,competence_id,level,weight,valid_from
            veileder,veiledning,3,3,2020-01-01
            veileder,arbeidsmarked,2,2,2020-01-01

            """)
        .With("assessments.csv", """
            employee_id,competence_id,basis,level,date,valid_until,assessed_by
            anna,veiledning,AGREED,2,2021-01-01,,
            anna,arbeidsmarked,AGREED,3,2021-01-01,,
            bo,arbeidsmarked,SELF,1,2021-01-01,,
            cato,veiledning,VERIFIED,4,2021-01-01,2090-01-01,anna
            cato,arbeidsmarked,AGREED,1,2021-01-01,,anna
            cato,arbeidsmarked,SELF,3,2021-02-01,,

            """);
}
