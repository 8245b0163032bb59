namespace Kompetanse.Platform.Identity;

/// <summary>Made-up callers for whoever tries the program: they need no proof, and only a host in development believes them.</summary>
static class Persona
{
    /// <summary>What stands before a name in the header <c>authorization</c>.</summary>
    public const string Prefix = "Persona ";

    private const string Represents = "represents:";

    /// <summary>
    /// <c>operator</c> is a client with every scope; <c>hr</c> and <c>auditor</c> have those roles; <c>represents:UNIT</c>
    /// speaks for a unit; any other name is the id of an employee.
    /// </summary>
    public static Caller Named(string name) => name switch
    {
        "operator" => new Caller { ClientId = "operator", Scopes = Scopes.All },
        "hr" => new Caller { EmployeeId = "persona-hr", IsHr = true },
        "auditor" => new Caller { EmployeeId = "persona-auditor", IsAuditor = true },
        _ when name.StartsWith(Represents, StringComparison.Ordinal) =>
            new Caller { EmployeeId = "persona-represents", RepresentedUnits = [name[Represents.Length..]] },
        _ => new Caller { EmployeeId = name },
    };
}
