using Kompetanse.Competence.Changing;
using Message = Kompetanse.Protos.Verification.V1.Consultation;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>What must hold for the parties that are heard.</summary>
internal static class ConsultationRules
{
    public static void Put(Changes changes, Message consultation, string field)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < consultation.Parties.Count; i++)
        {
            var (party, at) = (consultation.Parties[i], $"{field}.parties[{i}]");
            changes.CheckId(party.Id, $"{at}.id");
            changes.CheckText(party.NameNb, $"{at}.name_nb");
            changes.CheckOnce(seen, party.Id, at);
        }

        changes.Stage(changes.Consultations, Consultation.TheOnly, consultation, field);
    }
}
