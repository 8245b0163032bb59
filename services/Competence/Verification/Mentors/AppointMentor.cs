using Google.Protobuf;
using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1.MentorAppointment;

namespace Kompetanse.Competence.Verification.Mentors;

/// <summary>A leader appoints a colleague to observe and guide others for a period (domain rule 9).</summary>
internal static class AppointMentor
{
    private const string Field = "appointment";

    public static Decision Decide(Agency agency, AppointMentorRequest command, DecisionContext context)
    {
        if (command.Appointment is not { } appointment)
        {
            return Decision.Refuse(new FieldRequired(Field));
        }

        var checks = new Changes(agency, context);
        checks.CheckReference(
            appointment.MentorId, $"{Field}.mentor_id", checks.HasEmployee, (at, id) => new EmployeeNotFound(at, id));
        checks.CheckPeriod(appointment.FromDate, $"{Field}.from_date", appointment.ToDate, $"{Field}.to_date");
        return checks.IsRefused
            ? Decision.Refuse(checks.Refusals)
            : Decision.Accept(new MentorAppointed { Appointment = new Message(appointment) { AppointedBy = "" } });
    }

    public static Message Reply(Agency agency, IReadOnlyList<IMessage> events)
    {
        var sent = events.OfType<MentorAppointed>().Single().Appointment;
        var from = Dates.Parse(sent.FromDate);
        return agency.Employees[sent.MentorId].MentorAppointments.Single(one => one.Period.From == from).Of(sent.MentorId);
    }
}
