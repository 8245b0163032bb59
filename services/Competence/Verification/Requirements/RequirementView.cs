using Message = Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>A requirement as callers see it.</summary>
internal static class RequirementView
{
    /// <summary>With where it is in its life on the date, and what the parties have said.</summary>
    public static Message.Requirement On(this Requirement requirement, DateOnly date)
    {
        var view = requirement.View();
        view.State = requirement.StateOn(date);
        view.ValidFrom = requirement.ValidFrom?.ToIso() ?? "";
        view.ValidTo = requirement.ValidTo?.ToIso() ?? "";
        view.Statements.Add(requirement.Statements.Select(statement => new Message.Statement
        {
            PartyId = statement.PartyId,
            Stance = statement.Stance,
            Text = statement.Text,
            RecordedBy = statement.RecordedBy,
            Date = statement.Date.ToIso(),
        }));
        return view;
    }
}
