using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Competence.Catalogue;

/// <summary>The profile of a role in force on a date, nationally or in a unit.</summary>
internal static class GetProfileInForce
{
    public static QueryResult Answer(Agency agency, GetRoleProfileRequest request, QueryContext context)
    {
        if (!agency.Roles.TryFind(request.RoleId, out var role))
        {
            return new RoleNotFound("role_id", Ids.Shown(request.RoleId));
        }

        var date = context.Today;
        if (request.AsOf.Length > 0 && !Dates.TryParse(request.AsOf, out date))
        {
            return new DateInvalid("as_of");
        }

        if (role.ProfileOn(date) is not { } national)
        {
            return new RoleProfileNotFound("as_of", RoleProfile.KeyOf(role.Key, date.ToIso()));
        }

        if (request.UnitId.Length == 0)
        {
            return QueryResult.Of(national.View());
        }

        if (!agency.Units.TryFind(request.UnitId, out var unit))
        {
            return new UnitNotFound("unit_id", Ids.Shown(request.UnitId));
        }

        var view = national.View();
        view.Expectations.Clear();
        view.Expectations.Add(ProfileInForce.Of(role, unit, date).Expectations.Select(expectation =>
            new Protos.Catalogue.V1.Expectation
            {
                CompetenceId = expectation.Competence.Key,
                Level = expectation.Level,
                Weight = expectation.Weight,
            }));
        return QueryResult.Of(view);
    }
}
