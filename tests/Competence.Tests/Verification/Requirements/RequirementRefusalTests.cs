using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Verification.V1;
using Xunit;

namespace Kompetanse.Competence.Tests.Verification.Requirements;

/// <summary>Demanding tasks and drafts of requirements that are refused, told in both languages.</summary>
public sealed class RequirementRefusalTests
{
    static readonly RefusedCases Cases = new()
    {
        { "no task", new CreateTaskRequest(), Expected.FieldRequired("task") },
        { "a task of no role", new CreateTaskRequest { Task = Demanding.TaskOf("x") }, Expected.TaskNotPerformed("task.role_ids") },
        {
            "a task of a role that is not there", new CreateTaskRequest { Task = Demanding.TaskOf("x", "veileder", "y") },
            Expected.RoleNotFound("task.role_ids[1]", "y")
        },
        {
            "a task of a role twice", new CreateTaskRequest { Task = Demanding.TaskOf("x", "veileder", "veileder") },
            Expected.DuplicateRow("task.role_ids[1]", "task.role_ids[0]")
        },
        {
            "a task without a name", new CreateTaskRequest { Task = new DemandingTask(Demanding.TaskOf("x", "veileder")) { NameNb = "" } },
            Expected.FieldRequired("task.name_nb")
        },
        { "a task with an id that is none", new CreateTaskRequest { Task = Demanding.TaskOf("x y", "veileder") }, Expected.IdInvalid("task.id") },
        { "a task that is not there", new GetTaskRequest { Id = "x" }, Expected.TaskNotFound("id", "x") },
        {
            "roles taken from a task",
            new UpdateTaskRequest { Task = Demanding.TaskOf("aap"), UpdateMask = Some.Mask("role_ids") },
            Expected.TaskNotPerformed("task.role_ids"), Demanding.Task
        },

        { "no consultation", new UpdateConsultationRequest(), Expected.FieldRequired("consultation") },
        {
            "a party twice", new UpdateConsultationRequest { Consultation = Demanding.Parties("ntl", "ntl") },
            Expected.DuplicateRow("consultation.parties[1]", "consultation.parties[0]")
        },
        {
            "a party without a name", new UpdateConsultationRequest { Consultation = new Consultation { Parties = { new Party { Id = "ntl" } } } },
            Expected.FieldRequired("consultation.parties[0].name_nb")
        },
        {
            "parties that somebody has changed",
            new UpdateConsultationRequest { Consultation = new Consultation(Demanding.Parties("ntl")) { Etag = "1" } },
            Expected.EtagStale("consultation.etag"), Demanding.Task
        },

        { "no requirement", new CreateRequirementRequest(), Expected.FieldRequired("requirement") },
        { "an update of no requirement", new UpdateRequirementRequest(), Expected.FieldRequired("requirement") },
        {
            "a requirement of a task that is not there", new CreateRequirementRequest { Requirement = Demanding.Requirement("x") },
            Expected.TaskNotFound("requirement.task_id", "x"), Demanding.Task
        },
        {
            "a requirement with a version of its own", Create(draft => draft.Version = 7),
            Expected.FieldFixed("requirement.version"), Demanding.Task
        },
        { "only knowledge", Create(draft => draft.Components.RemoveAt(1)), Expected.RequirementOneSided("requirement.components"), Demanding.Task },
        { "only skill", Create(draft => draft.Components.RemoveAt(0)), Expected.RequirementOneSided("requirement.components"), Demanding.Task },
        { "nothing required", Create(draft => draft.Components.Clear()), Expected.RequirementOneSided("requirement.components"), Demanding.Task },
        {
            "a competence that is not there", Create(draft => draft.Components.Add(Demanding.Component("x", 1))),
            Expected.CompetenceNotFound("requirement.components[2].competence_id", "x"), Demanding.Task
        },
        {
            "a competence twice", Create(draft => draft.Components.Add(Demanding.Component("regelverk", 1))),
            Expected.DuplicateRow("requirement.components[2]", "requirement.components[0]"), Demanding.Task
        },
        {
            "level 0", Create(draft => draft.Components[1].Level = 0),
            Expected.ComponentLevelOutOfRange("requirement.components[1].level"), Demanding.Task
        },
        {
            "level 6", Create(draft => draft.Components[1].Level = 6),
            Expected.ComponentLevelOutOfRange("requirement.components[1].level"), Demanding.Task
        },
        { "a validity of zero", Create(draft => draft.ValidityMonths = 0), Expected.ValidityInvalid("requirement.validity_months"), Demanding.Task },
        { "a validity of 121 months", Create(draft => draft.ValidityMonths = 121), Expected.ValidityInvalid("requirement.validity_months"), Demanding.Task },
        { "nobody verified", Create(draft => draft.LeastPeople = 0), Expected.PeopleOutOfRange("requirement.least_people"), Demanding.Task },
        {
            "a knowledge basis that is not told", Create(draft => draft.KnowledgeBasis = KnowledgeBasis.Unspecified),
            Expected.FieldRequired("requirement.knowledge_basis"), Demanding.Task
        },
        {
            "a legal basis as long as the law", Create(draft => draft.LegalBasis = new string('§', 501)),
            Expected.TextTooLong("requirement.legal_basis"), Demanding.Task
        },
        {
            "a renewal by no date", Create(draft => draft.Standing = new Standing { RenewBy = "snart" }),
            Expected.DateInvalid("requirement.standing.renew_by"), Demanding.Task
        },
        {
            "evidence of no kind", Create(draft => draft.Evidence[0].Kind = EvidenceKind.Unspecified),
            Expected.FieldRequired("requirement.evidence[0].kind"), Demanding.Task
        },
        {
            "no pieces of evidence", Create(draft => draft.Evidence[0].Least = 0),
            Expected.EvidenceLeastOutOfRange("requirement.evidence[0].least"), Demanding.Task
        },
        {
            "evidence of an age under 0", Create(draft => draft.Evidence[0].GreatestAgeMonths = -1),
            Expected.EvidenceAgeOutOfRange("requirement.evidence[0].greatest_age_months"), Demanding.Task
        },
        {
            "evidence of an activity with an id that is none", Create(draft => draft.Evidence[0].ActivityId = "to ord"),
            Expected.IdInvalid("requirement.evidence[0].activity_id"), Demanding.Task
        },
        {
            "the same evidence twice", Create(draft => draft.Evidence.Add(new EvidenceRule { Kind = EvidenceKind.PeerObservation, Least = 1 })),
            Expected.DuplicateRow("requirement.evidence[1]", "requirement.evidence[0]"), Demanding.Task
        },
        {
            "a second draft", Create(_ => { }), Expected.RequirementUnderway("requirement.task_id", 1), Demanding.Draft
        },
        {
            "a draft beside one that is sent out", Create(_ => { }), Expected.RequirementUnderway("requirement.task_id", 1),
            Demanding.Consultation
        },
        {
            "a change of a version that is not there",
            new UpdateRequirementRequest { Requirement = new Requirement(Demanding.Requirement()) { Version = 2 } },
            Expected.RequirementNotFound("requirement", "aap~0002"), Demanding.Draft
        },
        {
            "a draft somebody has changed",
            new UpdateRequirementRequest { Requirement = new Requirement(Demanding.Requirement()) { Version = 1, Etag = "1" } },
            Expected.EtagStale("requirement.etag"), Demanding.Draft
        },
        {
            "a start that an update gives",
            new UpdateRequirementRequest { Requirement = new Requirement(Demanding.Requirement()) { Version = 1, ValidFrom = "2027-01-01" } },
            Expected.FieldFixed("requirement.valid_from"), Demanding.Draft
        },
        {
            "the statements in a mask",
            new UpdateRequirementRequest
            {
                Requirement = new Requirement(Demanding.Requirement()) { Version = 1 }, UpdateMask = Some.Mask("statements"),
            },
            Expected.UpdateMaskInvalid("statements"), Demanding.Draft
        },
        { "the requirement of a task that is not there", new GetRequirementRequest { TaskId = "x" }, Expected.TaskNotFound("task_id", "x") },
        {
            "a requirement when none is in force", new GetRequirementRequest { TaskId = "aap" },
            Expected.RequirementNotFound("as_of", "aap~2026-03-02"), Demanding.Heard
        },
        {
            "a version that is not there", new GetRequirementRequest { TaskId = "aap", Version = 2 },
            Expected.RequirementNotFound("version", "aap~0002"), Demanding.Draft
        },
        {
            "a requirement on no date", new GetRequirementRequest { TaskId = "aap", AsOf = "i går" }, Expected.DateInvalid("as_of"),
            Demanding.InForce
        },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);

    static CreateRequirementRequest Create(Action<Requirement> change)
    {
        var requirement = Demanding.Requirement();
        change(requirement);
        return new CreateRequirementRequest { Requirement = requirement };
    }
}
