using Kompetanse.Competence.Changing;
using Message = Kompetanse.Protos.Catalogue.V1.Role;

namespace Kompetanse.Competence.Catalogue;

/// <summary>What must hold for roles.</summary>
internal static class RoleRules
{
    public static void Put(Changes changes, Message role, string field)
    {
        changes.CheckId(role.Id, $"{field}.id");
        changes.CheckText(role.NameNb, $"{field}.name_nb");
        changes.CheckText(role.NameNn, $"{field}.name_nn", required: false);
        changes.CheckText(role.NameEn, $"{field}.name_en", required: false);
        changes.Stage(changes.Roles, role.Id, role, field);
    }
}
