using System.Collections.Frozen;
using Kompetanse.Platform.Identity;

namespace Kompetanse.Competence.Tests.Access;

/// <summary>Callers.</summary>
static class By
{
    public static Caller Hr { get; } = new() { EmployeeId = "hr-1", IsHr = true };

    public static Caller Auditor { get; } = new() { EmployeeId = "auditor-1", IsAuditor = true };

    public static Caller Employee(string id) => new() { EmployeeId = id };

    public static Caller Client(params IReadOnlyList<string> scopes) =>
        new() { ClientId = "system", Scopes = scopes.ToFrozenSet() };

    public static Caller For(this Caller caller, string purpose) => caller with { Purpose = purpose };
}
