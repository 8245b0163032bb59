using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Kompetanse.Platform.Ledger;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Ledger;

public sealed class PersonKeyringTests
{
    static readonly byte[] Details = Encoding.UTF8.GetBytes("Kari Nordmann, kari@nav.no");

    readonly PersonKeyring _keyring = new([]);

    [Fact]
    public void What_is_sealed_can_be_unsealed_and_not_be_read_without()
    {
        var bytes = _keyring.Seal("emp-1", Details);

        bytes.Length.ShouldBe(12 + Details.Length + 16);
        bytes.Span.IndexOf(Details.AsSpan(0, 4)).ShouldBe(-1);
        _keyring.TryUnseal("emp-1", bytes, out var plaintext).ShouldBeTrue();
        plaintext.ShouldBe(Details);
    }

    [Fact]
    public void Nothing_can_be_sealed_too()
    {
        _keyring.TryUnseal("emp-1", _keyring.Seal("emp-1", []), out var plaintext).ShouldBeTrue();

        plaintext.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_details_are_never_sealed_alike()
    {
        var sealings = Enumerable.Range(0, 1_000).Select(_ => _keyring.Seal("emp-1", Details)).ToList();

        sealings.Select(bytes => Convert.ToHexString(bytes.Span[..12])).Distinct().Count().ShouldBe(1_000);
        sealings.Distinct().Count().ShouldBe(1_000);
    }

    [Fact]
    public void Each_person_has_a_key_of_ones_own()
    {
        for (var person = 0; person < 1_000; person++)
            _keyring.Seal($"emp-{person}", Details);

        _keyring.NewKeys.Select(key => Convert.ToHexString(key.Key.Span)).Distinct().Count().ShouldBe(1_000);
    }

    [Fact]
    public void After_the_key_is_destroyed_nobody_can_read()
    {
        var bytes = _keyring.Seal("emp-1", Details);
        _keyring.Seal("emp-2", Details);

        var afterErasure = new PersonKeyring([.. _keyring.NewKeys.Where(key => key.Person != "emp-1")]);

        afterErasure.TryUnseal("emp-1", bytes, out var plaintext).ShouldBeFalse();
        plaintext.ShouldBeNull();
    }

    [Fact]
    public void One_persons_details_can_not_be_put_in_the_place_of_anothers_even_with_the_same_key()
    {
        var bytes = _keyring.Seal("emp-1", Details);
        var key = _keyring.NewKeys.ShouldHaveSingleItem().Key;
        var swapped = new PersonKeyring([new PersonKey("emp-2", key)]);

        Should.Throw<CryptographicException>(() => swapped.TryUnseal("emp-2", bytes, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(-1)]
    public void A_changed_byte_is_found(int place)
    {
        var bytes = _keyring.Seal("emp-1", Details).ToByteArray();
        bytes[place < 0 ? bytes.Length + place : place] ^= 1;

        Should.Throw<CryptographicException>(() => _keyring.TryUnseal("emp-1", ByteString.CopyFrom(bytes), out _));
    }

    [Fact]
    public void Bytes_that_are_too_short_were_never_sealed()
    {
        _keyring.Seal("emp-1", Details);

        Should.Throw<CryptographicException>(() => _keyring.TryUnseal("emp-1", ByteString.CopyFrom(new byte[27]), out _))
            .Message.ShouldBe("Sealed bytes are too short.");
    }

    [Fact]
    public void A_key_is_new_once_and_until_it_is_stored()
    {
        _keyring.Seal("emp-1", Details);
        _keyring.Seal("emp-1", Details);
        var taken = _keyring.NewKeys;
        taken.ShouldHaveSingleItem().Person.ShouldBe("emp-1");

        // The append failed: the key goes with the next one, together with what came in between.
        _keyring.Seal("emp-2", Details);
        _keyring.NewKeys.Select(key => key.Person).ShouldBe(["emp-1", "emp-2"], ignoreOrder: true);

        _keyring.MarkStored(taken);
        _keyring.NewKeys.ShouldHaveSingleItem().Person.ShouldBe("emp-2");
    }

    [Fact]
    public void A_key_is_32_bytes()
    {
        Should.Throw<ArgumentException>(() => new PersonKey("emp-1", new byte[16])).Message.ShouldStartWith("A key is 32 bytes.");
    }
}
