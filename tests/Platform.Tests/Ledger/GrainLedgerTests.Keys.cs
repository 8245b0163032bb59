using Google.Protobuf;
using Kompetanse.Platform.Ledger;
using Kompetanse.Protos.Journal.V1;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Testing;
using Orleans.Runtime;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Ledger;

public sealed partial class GrainLedgerTests
{
    [Fact]
    public async Task Two_processes_that_make_a_key_for_the_same_person_end_up_with_one_and_can_read_both()
    {
        await using var first = Open();
        await using var second = Open();
        var firstKeys = new PersonKeyring(await first.ReadKeysAsync(Organisation, CancellationToken.None));
        var secondKeys = new PersonKeyring(await second.ReadKeysAsync(Organisation, CancellationToken.None));

        var won = await AppendSealedAsync(first, LedgerHead.Empty, firstKeys, "emp-1");
        var head = won.ShouldBeOfType<AppendResult.Appended>().Head;
        (await AppendSealedAsync(second, LedgerHead.Empty, secondKeys, "emp-1")).ShouldBeOfType<AppendResult.Conflict>();
        // Having caught up with the entries is not enough: what it would seal with its own key nobody could read.
        (await AppendSealedAsync(second, head, secondKeys, "emp-1")).ShouldBeOfType<AppendResult.Conflict>();
        secondKeys.Reload(await second.ReadKeysAsync(Organisation, CancellationToken.None));
        secondKeys.NewKeys.ShouldBeEmpty();
        (await AppendSealedAsync(second, head, secondKeys, "emp-1")).ShouldBeOfType<AppendResult.Appended>();

        var keys = await first.ReadKeysAsync(Organisation, CancellationToken.None);
        keys.ShouldHaveSingleItem().Person.ShouldBe("emp-1");
        var afterRestart = new PersonKeyring(keys);
        var stored = await ReadAsync(first);
        stored.Count.ShouldBe(2);
        foreach (var entry in stored)
        {
            afterRestart.TryUnseal("emp-1", entry.Entry.Events[0].Payload, out var plaintext).ShouldBeTrue();
            plaintext.ShouldBe("Kari"u8.ToArray());
        }
    }

    [Fact]
    public async Task When_a_persons_key_is_deleted_the_chain_stays_whole_and_nobody_can_read_what_it_sealed()
    {
        await using var ledger = Open();
        var keyring = new PersonKeyring([]);
        var result = await AppendSealedAsync(ledger, LedgerHead.Empty, keyring, "emp-1");
        await AppendSealedAsync(ledger, result.ShouldBeOfType<AppendResult.Appended>().Head, keyring, "emp-2");
        await ForgetAsync(ledger, "emp-1");

        var afterRestart = new PersonKeyring(await ledger.ReadKeysAsync(Organisation, CancellationToken.None));
        var stored = await ReadAsync(ledger);

        (await ledger.VerifyAsync(Organisation, CancellationToken.None)).Fault.ShouldBeNull();
        afterRestart.TryUnseal("emp-1", stored[0].Entry.Events[0].Payload, out _).ShouldBeFalse();
        afterRestart.TryUnseal("emp-2", stored[1].Entry.Events[0].Payload, out _).ShouldBeTrue();
    }

    static async Task ForgetAsync(LedgerInFolder ledger, string person)
    {
        for (var part = 0; part < 64; part++)
        {
            var (id, state) = (GrainId.Create("keys", $"{Organisation}/{part}"), new GrainState<PersonKeys>(new PersonKeys()));
            await ledger.Storage.ReadStateAsync("keys", id, state);
            if (state.State!.Keys.Remove(person))
            {
                await ledger.Storage.WriteStateAsync("keys", id, state);
                return;
            }
        }

        throw new InvalidOperationException($"{person} has no key.");
    }

    static async Task<AppendResult> AppendSealedAsync(LedgerInFolder ledger, LedgerHead head, PersonKeyring keyring, string person)
    {
        var entry = Some("leader");
        entry.Events.Clear();
        entry.Events.Add(new Event { Name = "employee-saved.v1", Payload = keyring.Seal(person, "Kari"u8) });
        var keys = keyring.NewKeys;
        var result = await ledger.AppendAsync(Organisation, head, [entry], keys, CancellationToken.None);
        if (result is AppendResult.Appended)
            keyring.MarkStored(keys);
        return result;
    }
}
