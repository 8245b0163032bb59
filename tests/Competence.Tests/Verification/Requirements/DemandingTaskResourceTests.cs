using Kompetanse.Competence.Tests.Resources;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Tests.Verification.Requirements;

public sealed class DemandingTaskResourceTests : ResourceContract<DemandingTask>
{
    protected override string Field => "task";

    protected override string Noun => "Task";

    protected override string Clearable => "name_en";

    protected override string Other => "role_ids";

    protected override DemandingTask Make(int number) =>
        new(Demanding.TaskOf($"x{number}", "veileder")) { NameEn = "Task", NameNn = "Oppgåve" };

    protected override void Change(DemandingTask message)
    {
        (message.NameNb, message.NameEn, message.NameNn) = ("Nytt navn", "New name", "Nytt namn");
        message.RoleIds.Add("beslutter");
    }
}
