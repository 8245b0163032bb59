using Google.Protobuf.Reflection;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Ledger.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests;

public sealed class AgencyEventsTests
{
    /// <summary>
    /// The names that events have in every ledger there is. A name here may never change or disappear, and may never
    /// mean anything else: the ledgers are append-only, and a program that does not know a name in one can't open it. A
    /// changed event gets a new name (<c>.v2</c>) beside the old one, which is read for ever.
    /// </summary>
    static readonly string[] NamesForEver =
    [
        "access-recorded.v1",
        "assessments-recorded.v1",
        "competence-saved.v1",
        "consultation-saved.v1",
        "delivery-saved.v1",
        "demanding-task-saved.v1",
        "employee-saved.v1",
        "evidence-added.v1",
        "goal-saved.v1",
        "level-scale-saved.v1",
        "local-adaptation-saved.v1",
        "mentor-appointed.v1",
        "mentor-assigned.v1",
        "position-saved.v1",
        "requirement-approved.v1",
        "requirement-consulted.v1",
        "requirement-retired.v1",
        "requirement-revised.v1",
        "requirement-saved.v1",
        "role-profile-saved.v1",
        "role-saved.v1",
        "statement-added.v1",
        "unit-profile-saved.v1",
        "unit-saved.v1",
        "verification-decided.v1",
        "verification-revoked.v1",
    ];

    [Fact]
    public async Task Event_names_in_the_ledger_are_the_ones_they_always_were()
    {
        await using var agency = await Verification.Demanding.Everything();
        await agency.AskAsync<Employee>(new GetEmployeeRequest { Id = "anna" });

        var names = (await agency.EntriesAsync()).SelectMany(entry => entry.Events).Select(@event => @event.Name).Distinct();

        names.Order(StringComparer.Ordinal).ShouldBe(NamesForEver);
    }

    [Fact]
    public void Every_event_message_has_its_name_in_the_list() =>
        EventsReflection.Descriptor.MessageTypes
            .Except(
            [
                EvidenceDetails.Descriptor, PersonalDetails.Descriptor, PersonRead.Descriptor, RevocationReason.Descriptor,
                StatedPurpose.Descriptor, VerificationDetails.Descriptor,
            ]) // parts of others
            .Select(NameOf).Order(StringComparer.Ordinal).ShouldBe(NamesForEver);

    [Fact]
    public async Task A_ledger_with_an_event_of_a_later_version_does_not_open_and_says_which()
    {
        await using var agency = await Given.Agency();
        await agency.AppendAsync("unit-saved.v2");

        await agency.ReopenAsync();

        (await Should.ThrowAsync<InvalidOperationException>(
            () => agency.AskAsync<Protos.Directory.V1.Unit>(new Protos.Directory.V1.GetUnitRequest { Id = "nav" })))
            .Message.ShouldBe("The ledger holds an event that this version does not know: unit-saved.v2.");
    }

    /// <summary><c>UnitSaved</c> is <c>unit-saved.v1</c>.</summary>
    static string NameOf(MessageDescriptor message) =>
        string.Concat(message.Name.Select((letter, i) =>
            char.IsUpper(letter) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}")) + ".v1";
}
