using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>What a party says while it is consulted is kept with the requirement (domain rule 15).</summary>
internal static class AddStatement
{
    private const string Field = "statement";

    public static Decision Decide(
        Agency agency, Requirement requirement, AddStatementRequest command, DecisionContext context)
    {
        if (command.Statement is not { } statement)
        {
            return Decision.Refuse(new FieldRequired(Field));
        }

        var checks = new Checks();
        checks.CheckReference(
            statement.PartyId, $"{Field}.party_id",
            id => agency.Consultation?.Parties.Any(party => party.Id == id) == true, (at, id) => new PartyNotFound(at, id));
        if (statement.Stance == Stance.Unspecified || !Enum.IsDefined(statement.Stance))
        {
            checks.Refuse(new FieldRequired($"{Field}.stance"));
        }

        checks.CheckText(statement.Text, $"{Field}.text", most: TextTooLong.MostCharactersOfAnAccount);
        return checks.IsRefused ? Decision.Refuse(checks.Refusals) : Decision.Accept(new StatementAdded
        {
            TaskId = requirement.Task.Key,
            Version = requirement.Number,
            Statement = new Protos.Verification.V1.Statement
            {
                PartyId = statement.PartyId,
                Stance = statement.Stance,
                Text = statement.Text,
            },
        });
    }
}
