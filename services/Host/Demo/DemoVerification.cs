using Kompetanse.Competence;
using Kompetanse.Platform.Identity;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Verification.V1;
using VerifyRequest = Kompetanse.Protos.Verification.V1.VerifyRequest;

namespace Kompetanse.Host.Demo;

/// <summary>
/// What makes the demonstration's demanding tasks come alive: requirements that were heard and approved, courses that were
/// completed, and leaders who have verified those who meet them; a mentor, and an office that delivers for another.
/// </summary>
sealed class DemoVerification(StarterCatalogue catalogue, DemoStaff staff, IReadOnlyList<Assessment> assessments, DateOnly today)
{
    /// <summary>The office with the mentor, and that delivers for another.</summary>
    const string Office = "nav-havnebyen";

    static readonly Caller s_directorate = new() { ClientId = "demo", Scopes = Scopes.All };

    static readonly Dictionary<string, string> s_legalBasis = new(StringComparer.Ordinal)
    {
        ["vurdere-aap-vilkar"] = "folketrygdloven §§ 11-5 og 11-13",
        ["vedtak-etter-sosialtjenesteloven"] = "sosialtjenesteloven",
    };

    /// <summary>What is done, in order, and by whom.</summary>
    public IEnumerable<(Caller By, Google.Protobuf.IMessage Command)> Commands()
    {
        yield return (s_directorate, new UpdateConsultationRequest
        {
            Consultation = new Consultation
            {
                Parties =
                {
                    new Party { Id = "tillitsvalgte", NameNb = "Tillitsvalgte" },
                    new Party { Id = "vernetjenesten", NameNb = "Vernetjenesten" },
                },
            },
        });
        foreach (var task in catalogue.DemandingTasks)
        {
            foreach (var command in Requirement(task))
            {
                yield return (s_directorate, command);
            }
        }

        var verified = catalogue.DemandingTasks.SelectMany(task => MeetingAll(task).Select(position => (task, position))).ToList();
        yield return (s_directorate, new ReportCompletionsRequest
        {
            Completions = { verified.Select((one, number) => Course(one.task.Id, one.position.Employee.Id, number)) },
        });
        foreach (var (number, (task, position)) in verified.Index())
        {
            if (LeaderOf(position) is { } leader)
            {
                yield return (leader, Decision(task.Id, position.Employee.Id, number, verified));
            }
        }

        foreach (var command in Mentoring(verified))
        {
            yield return command;
        }
    }

    IEnumerable<Google.Protobuf.IMessage> Requirement(DemandingTask task)
    {
        yield return new CreateTaskRequest
        {
            Task = new Protos.Verification.V1.DemandingTask
            {
                Id = task.Id, NameNb = task.NameNb, NameNn = task.NameNn, NameEn = task.NameEn, RoleIds = { DemoTasks.RolesOf(task.Id) },
            },
        };
        yield return new CreateRequirementRequest
        {
            Requirement = new Requirement
            {
                TaskId = task.Id,
                Components = { task.Requires.Select(part => new Component { CompetenceId = part.Competence, Level = part.Level }) },
                Evidence = { new EvidenceRule { Kind = EvidenceKind.Course, Least = 1 } },
                ValidityMonths = 24,
                LeastPeople = 2,
                LegalBasis = s_legalBasis.GetValueOrDefault(task.Id, ""),
                KnowledgeBasis = KnowledgeBasis.Moderate,
            },
        };
        yield return new ConsultRequirementRequest { TaskId = task.Id, Version = 1 };
        foreach (var (party, text) in new[] { ("tillitsvalgte", "Kravet er tydelig, og gir rom for opplæring."), ("vernetjenesten", "Ingen merknader.") })
        {
            yield return new AddStatementRequest
            {
                TaskId = task.Id, Version = 1, Statement = new Statement { PartyId = party, Stance = Stance.Supports, Text = text },
            };
        }

        yield return new ApproveRequirementRequest { TaskId = task.Id, Version = 1, ValidFrom = today.ToIso() };
    }

    /// <summary>Those in a role that does the task who are verified in all that it asks for.</summary>
    IEnumerable<DemoPosition> MeetingAll(DemandingTask task) => staff.Positions
        .Where(position => position.On(today) && DemoTasks.RolesOf(task.Id).Contains(position.Role))
        .DistinctBy(position => position.Employee.Id)
        .Where(position => task.Requires.All(part => assessments.Any(level =>
            level.EmployeeId == position.Employee.Id && level.CompetenceId == part.Competence && level.Basis == Basis.Verified
            && level.Level >= part.Level && (level.ValidUntil.Length == 0 || string.CompareOrdinal(level.ValidUntil, today.ToIso()) > 0))));

    Caller? LeaderOf(DemoPosition position) =>
        staff.Leaders.LeaderOf(position.Employee.Id, position.Place, today) is { } leader ? new Caller { EmployeeId = leader } : null;

    Evidence Course(string task, string employee, int number) => new()
    {
        EmployeeId = employee, TaskId = task, Kind = EvidenceKind.Course, Date = today.AddDays(-30 - (number % 300)).ToIso(),
        Source = "Læringsplattformen", ArchiveReference = $"demo-{number}",
    };

    /// <summary>Every seventh ends soon, so that there is something to renew.</summary>
    VerifyRequest Decision(
        string task, string employee, int number, IReadOnlyList<(DemandingTask Task, DemoPosition Position)> verified) => new()
    {
        TaskId = task,
        EmployeeId = employee,
        Outcome = VerificationOutcome.Verified,
        Reasoning = "Har vist i praksis at kravet er nådd.",
        EvidenceIds = { $"{employee}~{verified.Take(number + 1).Count(one => one.Position.Employee.Id == employee)}" },
        ValidUntil = number % 7 == 3 ? today.AddDays(60).ToIso() : "",
    };

    /// <summary>The first of the office who is verified guides a colleague; the office does the task for one that has nobody.</summary>
    IEnumerable<(Caller By, Google.Protobuf.IMessage Command)> Mentoring(
        IReadOnlyList<(DemandingTask Task, DemoPosition Position)> verified)
    {
        var (task, mentor) = verified.FirstOrDefault(one => one.Position.Place.Id == Office);
        if (mentor is null || LeaderOf(mentor) is not { } leader)
        {
            yield break;
        }

        yield return (leader, new AppointMentorRequest
        {
            Appointment = new MentorAppointment { MentorId = mentor.Employee.Id, FromDate = today.ToIso(), ToDate = today.AddYears(1).ToIso() },
        });
        var roles = DemoTasks.RolesOf(task.Id);
        var learner = staff.Positions.FirstOrDefault(position => position.On(today) && position.Place.Id == mentor.Place.Id && roles.Contains(position.Role)
            && !verified.Any(one => one.Task.Id == task.Id && one.Position.Employee.Id == position.Employee.Id) && leader.Equals(LeaderOf(position)));
        if (learner is not null)
        {
            yield return (leader, new AssignMentorRequest
            {
                Assignment = new MentorAssignment
                {
                    EmployeeId = learner.Employee.Id, TaskId = task.Id, MentorId = mentor.Employee.Id, FromDate = today.ToIso(), ToDate = today.AddMonths(6).ToIso(),
                },
            });
        }

        foreach (var delivered in catalogue.DemandingTasks.Where(one => Performs(Office, one)).Take(2))
        {
            if (DemoPlaces.All.FirstOrDefault(place => place.Type == Protos.Directory.V1.UnitType.Office && place.Id != Office && !Performs(place.Id, delivered)) is { } small)
            {
                yield return (s_directorate, new CreateDeliveryRequest
                {
                    Delivery = new Delivery { TaskId = delivered.Id, ByUnitId = Office, ForUnitId = small.Id, FromDate = today.ToIso() },
                });
            }
        }
    }

    bool Performs(string place, DemandingTask task) => staff.Positions.Any(position =>
        position.On(today) && position.Place.Id == place && DemoTasks.RolesOf(task.Id).Contains(position.Role));
}
