using System.Security.Claims;
using Kompetanse.Platform.Identity;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Identity;

public sealed class CallerClaimsTests
{
    static Caller? Read(params (string Type, string Value)[] claims) =>
        CallerClaims.Read(claims.Select(claim => new Claim(claim.Type, claim.Value)), new IdentityOptions());

    [Fact]
    public void A_person_has_an_employee_id_roles_and_units_to_speak_for()
    {
        var caller = Read(
            ("employee_id", "anna"), ("roles", "hr"), ("roles", "auditor"), ("roles", "cook"),
            ("represents", "kontor-1"), ("represents", "kontor-2"), ("represents", "kontor-1")).ShouldNotBeNull();

        (caller.EmployeeId, caller.ClientId, caller.Actor).ShouldBe(("anna", "", "anna"));
        (caller.IsHr, caller.IsAuditor, caller.IsIdentified).ShouldBe((true, true, true));
        caller.RepresentedUnits.ShouldBe(["kontor-1", "kontor-2"]);
    }

    [Fact]
    public void The_scopes_and_the_client_of_a_person_s_token_give_the_person_nothing()
    {
        var caller = Read(("employee_id", "anna"), ("client_id", "program"), ("scope", "directory.write")).ShouldNotBeNull();
        caller.ClientId.ShouldBeEmpty();
        caller.Scopes.ShouldBeEmpty();
        (caller.IsHr, caller.IsAuditor).ShouldBe((false, false));
    }

    [Fact]
    public void The_roles_and_units_of_a_client_s_token_give_the_client_nothing()
    {
        var caller = Read(
            ("client_id", "hr-system"), ("scope", "directory.read  directory.write"), ("roles", "hr"), ("roles", "auditor"),
            ("represents", "kontor-1")).ShouldNotBeNull();

        (caller.ClientId, caller.EmployeeId, caller.Actor).ShouldBe(("hr-system", "", "client:hr-system"));
        caller.Scopes.ShouldBe(["directory.read", "directory.write"], ignoreOrder: true);
        (caller.IsHr, caller.IsAuditor).ShouldBe((false, false));
        caller.RepresentedUnits.ShouldBeEmpty();
    }

    [Fact]
    public void Scopes_may_be_a_list_and_the_client_the_authorized_party()
    {
        var caller = Read(("azp", "hr-system"), ("scope", "directory.read"), ("scope", "tasks.check")).ShouldNotBeNull();
        caller.ClientId.ShouldBe("hr-system");
        caller.Scopes.ShouldBe(["directory.read", "tasks.check"], ignoreOrder: true);
    }

    [Fact]
    public void Claims_that_name_nobody_or_several_are_nobody()
    {
        Read(("sub", "anna")).ShouldBeNull();
        Read(("employee_id", "")).ShouldBeNull();
        Read(("employee_id", "anna"), ("employee_id", "bo")).ShouldBeNull();
        Read(("client_id", "a"), ("client_id", "b")).ShouldBeNull();
        // A person whose id can't be used does not become a client.
        Read(("employee_id", ""), ("client_id", "program"), ("scope", "directory.write")).ShouldBeNull();
    }

    [Fact]
    public void No_person_can_look_like_a_client_in_the_ledger() =>
        Read(("employee_id", "client:hr-system")).ShouldBeNull();

    [Fact]
    public void An_agency_s_issuer_may_name_the_claims_otherwise()
    {
        var options = new IdentityOptions
        {
            EmployeeIdClaim = "NAVident",
            RolesClaim = "groups",
            HrRole = "0000-HR",
            RepresentsClaim = "units",
            ClientIdClaim = "cid",
            ScopeClaim = "scp",
        };
        var person = CallerClaims.Read([new("NAVident", "A123"), new("groups", "0000-HR"), new("units", "k")], options).ShouldNotBeNull();
        (person.EmployeeId, person.IsHr, person.RepresentedUnits[0]).ShouldBe(("A123", true, "k"));
        var client = CallerClaims.Read([new("cid", "c"), new("scp", "tasks.check")], options).ShouldNotBeNull();
        (client.ClientId, client.Scopes.Single()).ShouldBe(("c", "tasks.check"));
    }

    [Fact]
    public void Personas_are_an_operator_three_kinds_of_persons_and_any_employee()
    {
        var operating = Persona.Named("operator");
        (operating.ClientId, operating.EmployeeId).ShouldBe(("operator", ""));
        operating.Scopes.ShouldBe(Scopes.All, ignoreOrder: true);
        Persona.Named("hr").ShouldBe(new Caller { EmployeeId = "persona-hr", IsHr = true });
        Persona.Named("auditor").ShouldBe(new Caller { EmployeeId = "persona-auditor", IsAuditor = true });
        var representative = Persona.Named("represents:kontor-1");
        (representative.EmployeeId, representative.RepresentedUnits.Single()).ShouldBe(("persona-represents", "kontor-1"));
        Persona.Named("anna").ShouldBe(new Caller { EmployeeId = "anna" });
    }
}
