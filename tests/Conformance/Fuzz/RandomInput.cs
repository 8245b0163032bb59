using System.Globalization;
using Google.Protobuf;
using Kompetanse.Conformance.Http2;
using Kompetanse.Conformance.Protos;

namespace Kompetanse.Conformance.Fuzz;

/// <summary>What a client might send: much of it nearly right, since what is all wrong does not get far.</summary>
sealed class RandomInput(int seed)
{
    private static readonly string[] s_paths =
    [
        Paths.Empty, Paths.Unary, Paths.Output, Paths.Input, Paths.Duplex, "/grpc.health.v1.Health/Check",
        "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", "/grpc.testing.TestService/Unknown",
    ];

    private static readonly string[] s_names =
    [
        "x-a", "x-a-bin", "grpc-timeout", "grpc-encoding", "grpc-accept-encoding", "content-type", "accept-language", "user-agent", "te",
    ];

    private static readonly string[] s_values =
    [
        "", "gzip", "identity", "br", "1S", "1H", "0n", "99999999H", "-1S", "AQ==", "AQ,Ag", "!", "application/grpc", "application/grpc+proto",
        "text/plain", "gzip,identity", "en, nb;q=0.5",
    ];

    private readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    /// <summary>True one time in so many.</summary>
    public bool Chance(int times) => _random.Next(times) == 0;

    public string Path() => Chance(20) ? "/" + Text(30) : Of(s_paths);

    /// <summary>Metadata: known names and made-up ones, with values that fit, do not fit, are not ASCII, or are far too long.</summary>
    public (string Name, string Value)[] Headers() => [.. Enumerable.Range(0, Next(5)).Select(_ => (Name(), Value()))];

    /// <summary>The messages of a call, with what can be wrong with them.</summary>
    public byte[] Body()
    {
        if (Chance(10))
        {
            return Bytes(Next(200));
        }

        byte[] body = [.. Enumerable.Range(0, 1 + (Chance(3) ? Next(4) : 0)).SelectMany(_ => Message())];
        return Chance(10) ? body[..Next(body.Length)] : body;
    }

    /// <summary>Frames of any type, with any flags, on any stream.</summary>
    public IEnumerable<Frame> Frames()
    {
        for (var count = 1 + Next(10); count > 0; count--)
        {
            var type = (FrameType)(Chance(5) ? Next(256) : Next(10));
            yield return new Frame(type, (byte)Next(256), Chance(2) ? Next(6) : Next(int.MaxValue), Bytes(Next(Chance(10) ? 20_000 : 40)));
        }
    }

    private byte[] Message()
    {
        var bytes = Chance(5) ? Bytes(Next(100)) : Mutated(Valid().ToByteArray());
        var compressed = Chance(5);
        var sent = compressed && !Chance(3) ? Framed.Gzip(bytes) : bytes;
        var flag = Chance(20) ? (byte)Next(256) : (byte)(compressed ? 1 : 0);
        return Chance(20) ? Framed.Declared(flag, (uint)_random.NextInt64(1L << 32), sent) : Framed.Bytes(flag, sent);
    }

    private IMessage Valid() => Next(4) switch
    {
        0 => new Empty(),
        1 => new SimpleRequest
        {
            ResponseSize = _random.Next(), Payload = Payload(), ResponseCompressed = new BoolValue { Value = Chance(2) },
        },
        2 => new StreamingInputCallRequest { Payload = Payload() },
        _ => new StreamingOutputCallRequest
        {
            Payload = Payload(), ResponseParameters = { new ResponseParameters { Size = _random.Next(), IntervalUs = _random.Next() } },
        },
    };

    private Payload Payload() => new()
    {
        Type = (PayloadType)_random.Next(),
        Body = ByteString.CopyFrom(Chance(20) ? new byte[Next(100_000)] : Bytes(Next(300))),
    };

    private byte[] Mutated(byte[] bytes)
    {
        for (var count = Chance(2) || bytes.Length == 0 ? 0 : 1 + Next(3); count > 0; count--)
        {
            bytes[Next(bytes.Length)] ^= (byte)(1 << Next(8));
        }

        return bytes;
    }

    private string Name() => Chance(8) ? Text(12) : Of(s_names);

    private string Value() => Next(8) switch
    {
        0 => Text(60),
        1 => new string('a', Next(40_000)),
        2 => Convert.ToBase64String(Bytes(Next(60))),
        3 => string.Create(CultureInfo.InvariantCulture, $"{_random.Next()}{Of(["H", "M", "S", "m", "u", "n"])}"),
        _ => Of(s_values),
    };

    /// <summary>Any Latin-1, controls too.</summary>
    private string Text(int below) => string.Concat(Enumerable.Range(0, Next(below)).Select(_ => (char)Next(256)));

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private T Of<T>(T[] values) => values[Next(values.Length)];
}
