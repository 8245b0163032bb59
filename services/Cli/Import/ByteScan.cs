using System.Text.Unicode;

namespace Kompetanse.Cli.Import;

/// <summary>
/// Reads a file's bytes once, before anything is sent: they must be UTF-8, in lines of a bearable length. A file that is
/// one enormous line is refused after the first of it, with no more memory than one block.
/// </summary>
internal sealed class ByteScan(string file)
{
    /// <summary>Bytes. The longest row of an agency is some hundred.</summary>
    public const int LongestLine = 1024 * 1024;

    const int BlockSize = 128 * 1024;

    long lineStart;
    bool afterCarriageReturn;

    public int Lines { get; private set; } = 1;

    /// <summary>What is wrong with the bytes; null when nothing is.</summary>
    public Fault? Scan(Stream stream)
    {
        var buffer = new byte[BlockSize];
        var offset = 0L;
        var held = 0;
        while (true)
        {
            var read = stream.Read(buffer, held, buffer.Length - held);
            var block = buffer.AsSpan(0, held + read);
            // A character cut by the end of the block waits for the rest of it.
            var whole = read == 0 ? block.Length : block.Length - CutCharacter(block);
            var valid = Utf8.IsValid(block[..whole]) ? whole : FirstInvalid(block[..whole]);
            if (CountLines(block[..valid], offset) is { } tooLong) return tooLong;
            if (valid < whole) return NotUtf8(offset + valid, block[valid], startsFile: offset == 0 && valid == 0);
            if (read == 0) return null;
            block[whole..].CopyTo(buffer);
            held = block.Length - whole;
            offset += whole;
        }
    }

    /// <summary>Where the line starts that has a byte out of place, and how far into it that is; null when there is none.</summary>
    public (long LineStart, int Length)? FaultyPart { get; private set; }

    Fault? CountLines(ReadOnlySpan<byte> bytes, long offset)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var next = bytes[at..].IndexOfAny((byte)'\n', (byte)'\r');
            var end = next < 0 ? bytes.Length : at + next;
            if (offset + end - lineStart > LongestLine) return TooLong();
            if (next < 0)
            {
                afterCarriageReturn = false;
                return null;
            }

            // CR LF ends one line, not two.
            var second = bytes[end] == '\n' && end == at && afterCarriageReturn;
            afterCarriageReturn = bytes[end] == '\r';
            if (!second) Lines++;
            at = end + 1;
            lineStart = offset + at;
        }

        return null;
    }

    Fault TooLong() => new(FaultReason.LineTooLong, new Place(file, Lines), "LineTooLong", LongestLine);

    Fault NotUtf8(long position, byte found, bool startsFile)
    {
        var place = new Place(file, Lines);
        if (startsFile && (found is 0xFF or 0xFE)) return new(FaultReason.NotUtf8, place, "NotUtf8Utf16");
        var length = (int)(position - lineStart);
        FaultyPart = (lineStart, length);
        return found >= 0xA0
            ? new(FaultReason.NotUtf8, place, "NotUtf8Latin1", length + 1, found.ToString("X2", null), (char)found)
            : new(FaultReason.NotUtf8, place, "NotUtf8", length + 1, found.ToString("X2", null));
    }

    static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        Utf8.ToUtf16(bytes, new char[bytes.Length], out var valid, out _, replaceInvalidSequences: false);
        return valid;
    }

    // The bytes at the end that begin a character without ending it: at most three.
    static int CutCharacter(ReadOnlySpan<byte> bytes)
    {
        for (var tail = 1; tail <= 3 && tail <= bytes.Length; tail++)
        {
            var lead = bytes[^tail];
            if (lead < 0x80) return 0;
            if (lead < 0xC0) continue;
            var length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
            return length > tail ? tail : 0;
        }

        return 0;
    }
}
