namespace Kompetanse.Cli.Tests.Import;

/// <summary>A small agency with every file that can be imported.</summary>
internal static class Agency
{
    public static TemporaryFolder Create() => new TemporaryFolder()
        .With("levels.csv", "level,name_nb,name_en\n0,ingen,none\n1,grunnleggende,basic\n")
        .With("competences.csv", "id,name_nb,name_en,kind,area,source_uri,name_nn,knowledge_basis\nk1,Veiledning,Guidance,SKILL,veiledning,https://x,Rettleiing,STRONG\nk2,Lov,,KNOWLEDGE,forvaltning,,,\n")
        .With("roles.csv", "name_nb,id,name_en\nVeileder,r1,Counsellor\n\"Leder,\nNAV\",r2,\n")
        .With("employees.csv", "id,name,email,employer\ne1,Anna,anna@example.no,STATE\ne2,Bo,,MUNICIPAL\n")
        .With("units.csv", "id,name,type,parent_id,leader_id\nu1,Direktoratet,DIRECTORATE,,\nu2,Kontoret,OFFICE,u1,e1\n")
        .With("positions.csv", "employee_id;unit_id;role_id;share;from;to\ne1;u2;r1;0,8;2025-01-01;\ne2;u2;r1;0.5;2025-01-01;2027-01-01\n")
        .With("expectations.csv", "role_id,competence_id,level,weight,valid_from\nr1,k1,3,4,2025-01-01\nr2,k1,2,1,2025-01-01\nr1,k2,2,2,2025-01-01\nr1,k1,4,4,2026-01-01\n")
        .With("adaptations.csv", "unit_id,role_id,competence_id,level,weight,valid_from\nu2,r1,k2,,,2025-06-01\nu2,r1,k1,3,5,2025-06-01\n")
        .With("unit_needs.csv", "unit_id,competence_id,level,people\nu2,k1,3,2\nu1,k2,1,1\nu2,k1,4,1\n")
        .With("goals.csv", "id,name_nb,weight\ng1,Flere i arbeid,2.5\ng2,Tillit,1\n")
        .With("goal_competences.csv", "goal_id,competence_id\ng2,k1\ng1,k1\ng1,k2\n")
        .With("assessments.csv", "employee_id,competence_id,basis,level,date,valid_until,assessed_by\ne1,k1,SELF,2,2025-02-01,,\ne1,k1,AGREED,3,2025-03-01,,e2\ne2,k2,VERIFIED,1,2025-03-01,2027-03-01,e1\n");
}
