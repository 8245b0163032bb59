using System.Text;

namespace Kompetanse.Conformance.Http2;

/// <summary>
/// As much of HPACK as the tests need: all is written as literals, and read without a dynamic table and without
/// Huffman codes, which the server does not use when the client's table has no room.
/// </summary>
static class Hpack
{
    private static readonly string[] s_names =
    [
        ":authority", ":method", ":method", ":path", ":path", ":scheme", ":scheme", ":status", ":status", ":status",
        ":status", ":status", ":status", ":status", "accept-charset", "accept-encoding", "accept-language",
        "accept-ranges", "accept", "access-control-allow-origin", "age", "allow", "authorization", "cache-control",
        "content-disposition", "content-encoding", "content-language", "content-length", "content-location",
        "content-range", "content-type", "cookie", "date", "etag", "expect", "expires", "from", "host", "if-match",
        "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "last-modified", "link", "location",
        "max-forwards", "proxy-authenticate", "proxy-authorization", "range", "referer", "refresh", "retry-after",
        "server", "set-cookie", "strict-transport-security", "transfer-encoding", "user-agent", "vary", "via",
        "www-authenticate",
    ];

    private static readonly Dictionary<int, string> s_values = new()
    {
        [2] = "GET", [3] = "POST", [4] = "/", [5] = "/index.html", [6] = "http", [7] = "https", [8] = "200", [9] = "204",
        [10] = "206", [11] = "304", [12] = "400", [13] = "404", [14] = "500", [16] = "gzip, deflate",
    };

    public static byte[] Write(IEnumerable<(string Name, byte[] Value)> headers)
    {
        using var block = new MemoryStream();
        foreach (var (name, value) in headers)
        {
            block.WriteByte(0);
            WriteString(block, Encoding.ASCII.GetBytes(name));
            WriteString(block, value);
        }

        return block.ToArray();
    }

    public static List<(string Name, string Value)> Read(ReadOnlySpan<byte> block)
    {
        var headers = new List<(string, string)>();
        while (!block.IsEmpty)
        {
            switch (block[0])
            {
                case >= 0x80:
                    var index = ReadInteger(ref block, 7);
                    headers.Add((s_names[index - 1], s_values.GetValueOrDefault(index, "")));
                    break;
                case >= 0x40:
                    ReadLiteral(ref block, 6, headers);
                    break;
                case >= 0x20:
                    ReadInteger(ref block, 5);
                    break;
                default:
                    ReadLiteral(ref block, 4, headers);
                    break;
            }
        }

        return headers;
    }

    private static void ReadLiteral(ref ReadOnlySpan<byte> block, int prefix, List<(string, string)> headers)
    {
        var index = ReadInteger(ref block, prefix);
        headers.Add((index == 0 ? ReadString(ref block) : s_names[index - 1], ReadString(ref block)));
    }

    private static string ReadString(ref ReadOnlySpan<byte> block)
    {
        (block[0] & 0x80).ShouldBe(0, "Huffman codes are not read here");
        var length = ReadInteger(ref block, 7);
        var text = Encoding.UTF8.GetString(block[..length]);
        block = block[length..];
        return text;
    }

    private static int ReadInteger(ref ReadOnlySpan<byte> block, int prefix)
    {
        var most = (1 << prefix) - 1;
        var value = block[0] & most;
        block = block[1..];
        for (var shift = 0; value >= most; shift += 7)
        {
            var next = block[0];
            block = block[1..];
            value += (next & 0x7f) << shift;
            if (next < 0x80)
            {
                break;
            }
        }

        return value;
    }

    private static void WriteString(MemoryStream block, byte[] value)
    {
        if (value.Length < 127)
        {
            block.WriteByte((byte)value.Length);
        }
        else
        {
            block.WriteByte(127);
            var rest = value.Length - 127;
            for (; rest >= 128; rest >>= 7)
            {
                block.WriteByte((byte)(rest | 128));
            }

            block.WriteByte((byte)rest);
        }

        block.Write(value);
    }
}
