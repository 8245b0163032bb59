using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Host.Demo;

/// <summary>
/// A made-up agency to show: a directorate, two lines, four counties, twelve offices and a contact centre, with people who
/// do not exist. The same seed and date always make the same; dates are counted from <c>today</c>, so it is always fresh.
/// </summary>
public sealed class DemoOrganisation
{
    /// <summary>Chosen for nothing but being always the same.</summary>
    public const ulong DefaultSeed = 2030;

    /// <summary>The starter profiles hold from 2024-01-01, and assessments look eighteen months back.</summary>
    public static readonly DateOnly Earliest = new(2025, 7, 1);

    readonly StarterCatalogue catalogue;
    readonly DemoStaff staff;
    readonly IReadOnlyList<LocalAdaptation> adaptations;
    readonly IReadOnlyList<Assessment> assessments;
    readonly DateOnly today;

    /// <summary>Makes the agency as it stands on a date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The date is before <see cref="Earliest"/>.</exception>
    public DemoOrganisation(StarterCatalogue catalogue, DateOnly today, ulong seed = DefaultSeed)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentOutOfRangeException.ThrowIfLessThan(today, Earliest);
        (this.catalogue, this.today) = (catalogue, today);
        var random = new DemoRandom(seed);
        staff = new DemoStaff(today, random);
        adaptations = DemoAdaptations.Make(today);
        assessments = new DemoAssessments(catalogue, staff, today, random).Make();
    }

    /// <summary>What is decided after that, and by whom.</summary>
    public IEnumerable<(Platform.Identity.Caller By, Google.Protobuf.IMessage Command)> Decisions() =>
        new DemoVerification(catalogue, staff, assessments, today).Commands();

    /// <summary>Everything there is to import, one kind a message, each after what it refers to.</summary>
    public IEnumerable<ImportRequest> ToImportRequests()
    {
        var starter = catalogue.ToImportRequest();
        yield return new ImportRequest { LevelScale = starter.LevelScale };
        yield return new ImportRequest { Competences = { starter.Competences } };
        yield return new ImportRequest { Roles = { starter.Roles } };
        yield return new ImportRequest { Employees = { staff.Employees } };
        yield return new ImportRequest { Units = { staff.Leaders.ToUnits() } };
        yield return new ImportRequest { Positions = { staff.Positions.Select(position => position.ToMessage()) } };
        yield return new ImportRequest { RoleProfiles = { starter.RoleProfiles } };
        yield return new ImportRequest { LocalAdaptations = { adaptations } };
        yield return new ImportRequest { UnitProfiles = { DemoNeeds.Make() } };
        yield return new ImportRequest { Goals = { starter.Goals } };
        yield return new ImportRequest { Assessments = { assessments } };
    }
}
