using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Kompetanse.Platform.Ledger;

/// <summary>
/// The keys of an organisation's persons. What is personal goes sealed into the ledger, and can be read for as long as
/// the person's key exists: the chain of hashes stays whole when it is destroyed.
/// </summary>
/// <remarks>
/// A key is new until the ledger has it. The writer gives <see cref="NewKeys"/> to the append that stores what was
/// sealed with them, and then:
/// appended → <see cref="MarkStored"/>;
/// conflict → <see cref="Reload"/>, and decide again, since another process may have made a key for the same person,
/// and what is sealed with ours could never be read;
/// unavailable → nothing: the keys are still new, and go with the next append.
/// Safe for several threads.
/// </remarks>
/// <param name="stored">The keys that the ledger has.</param>
public sealed class PersonKeyring(IReadOnlyList<PersonKey> stored)
{
    const int NonceLength = 12; // bytes; AES-GCM's own length
    const int TagLength = 16; // bytes; the longest

    readonly Lock _lock = new();
    readonly Dictionary<string, PersonKey> _new = new(StringComparer.Ordinal);
    readonly byte[] _random = new byte[4096];
    Dictionary<string, PersonKey> _keys = ByPerson(stored);
    int _drawn = 4096;

    /// <summary>The keys that the ledger does not have yet; to be stored by the next append.</summary>
    public IReadOnlyList<PersonKey> NewKeys
    {
        get
        {
            lock (_lock)
                return [.. _new.Values];
        }
    }

    /// <summary>Encrypts what is personal about a person, and makes a key when the person has none.</summary>
    /// <param name="person">The person's id. Bound to the result: nobody else's details can be put in its place.</param>
    /// <param name="plaintext">What nobody may read after the person is erased.</param>
    /// <returns>A random nonce of 12 bytes, as many bytes as the plaintext, and a tag of 16.</returns>
    public ByteString Seal(string person, ReadOnlySpan<byte> plaintext)
    {
        var result = new byte[NonceLength + plaintext.Length + TagLength];
        var nonce = result.AsSpan(0, NonceLength);
        PersonKey? key;
        lock (_lock)
        {
            if (!_keys.TryGetValue(person, out key))
            {
                var bytes = new byte[PersonKey.Length];
                DrawRandom(bytes);
                _keys[person] = _new[person] = key = new PersonKey(person, bytes);
            }

            DrawRandom(nonce);
        }

        using var aes = new AesGcm(key.Key.Span, TagLength);
        aes.Encrypt(
            nonce, plaintext, result.AsSpan(NonceLength, plaintext.Length), result.AsSpan(^TagLength..),
            Encoding.UTF8.GetBytes(person));
        return UnsafeByteOperations.UnsafeWrap(result);
    }

    /// <summary>Decrypts what <see cref="Seal"/> made.</summary>
    /// <returns>False when the person's key is destroyed.</returns>
    /// <exception cref="CryptographicException">
    /// The person has a key, but it is not the one this was sealed with, or these bytes are not what was sealed.
    /// </exception>
    public bool TryUnseal(string person, ByteString sealedBytes, [NotNullWhen(true)] out byte[]? plaintext)
    {
        plaintext = null;
        PersonKey? key;
        lock (_lock)
        {
            if (!_keys.TryGetValue(person, out key))
                return false;
        }

        var bytes = sealedBytes.Span;
        if (bytes.Length < NonceLength + TagLength)
            throw new CryptographicException("Sealed bytes are too short.");

        var opened = new byte[bytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key.Key.Span, TagLength);
        aes.Decrypt(
            bytes[..NonceLength], bytes[NonceLength..^TagLength], bytes[^TagLength..], opened,
            Encoding.UTF8.GetBytes(person));
        plaintext = opened;
        return true;
    }

    /// <summary>The ledger now has these keys, which were among the <see cref="NewKeys"/>.</summary>
    public void MarkStored(IReadOnlyList<PersonKey> keys)
    {
        lock (_lock)
        {
            foreach (var key in keys)
                _new.Remove(key.Person);
        }
    }

    /// <summary>
    /// Knows from now on exactly the keys that the ledger has. What was sealed with a new key and is not stored can't be
    /// unsealed any more, and must be sealed again.
    /// </summary>
    public void Reload(IReadOnlyList<PersonKey> stored)
    {
        lock (_lock)
        {
            _new.Clear();
            _keys = ByPerson(stored);
        }
    }

    // The generator is asked for 4 KiB at a time: asked for each nonce and key, it takes as long as the encryption.
    void DrawRandom(Span<byte> destination)
    {
        if (_drawn + destination.Length > _random.Length)
        {
            RandomNumberGenerator.Fill(_random);
            _drawn = 0;
        }

        _random.AsSpan(_drawn, destination.Length).CopyTo(destination);
        _drawn += destination.Length;
    }

    static Dictionary<string, PersonKey> ByPerson(IReadOnlyList<PersonKey> keys) =>
        keys.ToDictionary(key => key.Person, StringComparer.Ordinal);
}
