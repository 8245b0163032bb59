using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.Competence.Resources;

/// <summary>Lists a page at a time (AIP-158). A token is the key a page ended with: a list that changes meanwhile skips
/// nothing and repeats nothing.</summary>
internal static class Paging
{
    private const int DefaultSize = 100;
    private const int LargestSize = 1000;

    /// <summary>The page after a token.</summary>
    /// <param name="size">1 to 1000; 0: 100.</param>
    /// <param name="token">Empty: the first page.</param>
    /// <param name="after">Entities after a key, in order.</param>
    /// <param name="keyOf">An entity's key.</param>
    /// <param name="view">An entity as callers see it.</param>
    /// <param name="reply">The reply of a page and the next token, which is empty on the last page.</param>
    public static QueryResult Page<TEntity, TMessage>(
        int size, string token, Func<string, IEnumerable<TEntity>> after, Func<TEntity, string> keyOf,
        Func<TEntity, TMessage> view, Func<RepeatedField<TMessage>, string, IMessage> reply)
    {
        if (size is < 0 or > LargestSize)
        {
            return new PageSizeInvalid();
        }

        if (!TryDecode(token, out var start))
        {
            return new PageTokenInvalid();
        }

        var most = size == 0 ? DefaultSize : size;
        var page = new RepeatedField<TMessage>();
        var last = "";
        foreach (var entity in after(start))
        {
            if (page.Count == most)
            {
                return QueryResult.Of(reply(page, Encode(last)));
            }

            page.Add(view(entity));
            last = keyOf(entity);
        }

        return QueryResult.Of(reply(page, ""));
    }

    /// <summary>The page after a token, of what is in the order of its keys already.</summary>
    public static QueryResult Page<TEntity, TMessage>(
        int size, string token, IEnumerable<TEntity> inOrder, Func<TEntity, string> keyOf,
        Func<TEntity, TMessage> view, Func<RepeatedField<TMessage>, string, IMessage> reply) =>
        Page(size, token, start => inOrder.SkipWhile(entity => string.CompareOrdinal(keyOf(entity), start) <= 0), keyOf, view, reply);

    /// <summary>A key that orders the highest number first.</summary>
    public static string NewestFirst(long number) => (long.MaxValue - number).ToString("D19", CultureInfo.InvariantCulture);

    private static string Encode(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    private static bool TryDecode(string token, out string key)
    {
        key = "";
        if (!Base64Url.IsValid(token))
        {
            return false;
        }

        key = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        return Encode(key) == token; // Else it is not UTF-8, and no token of ours.
    }
}
