using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Resources;
using Message = Kompetanse.Protos.Directory.V1.Employee;

namespace Kompetanse.Competence.Directory;

/// <summary>A person employed by the state or by a municipality (medarbeider).</summary>
public sealed class Employee(string id, int index) : Entity<Message>(id, index)
{
    private readonly List<Position> _positions = [];

    /// <summary>Positions of all times.</summary>
    public IReadOnlyList<Position> Positions => _positions;

    /// <summary>What the employee can do, at any date.</summary>
    public EmployeeAssessments Assessments { get; internal set; } = EmployeeAssessments.None;

    internal void Add(Position position) => _positions.Add(position);
}
