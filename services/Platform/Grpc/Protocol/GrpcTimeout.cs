using System.Globalization;

namespace Kompetanse.Platform.Grpc;

/// <summary>The time a client gives a call, as the header <c>grpc-timeout</c> says it: 1 to 8 digits and a unit.</summary>
static class GrpcTimeout
{
    private const long MostDigits = 99_999_999;

    /// <summary>The units from short to long, in ticks of 100 ns. The nanosecond is shorter than a tick.</summary>
    private static readonly (char Unit, double Ticks)[] s_units =
    [
        ('n', 1.0 / TimeSpan.NanosecondsPerTick), ('u', TimeSpan.TicksPerMicrosecond), ('m', TimeSpan.TicksPerMillisecond),
        ('S', TimeSpan.TicksPerSecond), ('M', TimeSpan.TicksPerMinute), ('H', TimeSpan.TicksPerHour),
    ];

    /// <summary>Reads a header. What is shorter than a tick is zero.</summary>
    /// <exception cref="RpcException">INTERNAL: it is not a timeout.</exception>
    public static TimeSpan Parse(string header)
    {
        var unit = header.Length is >= 2 and <= 9 ? Array.FindIndex(s_units, unit => unit.Unit == header[^1]) : -1;
        return unit >= 0 && long.TryParse(header.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            ? TimeSpan.FromTicks((long)(amount * s_units[unit].Ticks))
            : throw new RpcException(StatusCode.Internal, "The grpc-timeout is not 1 to 8 digits and one of H, M, S, m, u, n.");
    }

    /// <summary>Writes a header, in the shortest unit that has room for it, rounded up so as never to expire early.</summary>
    public static string Format(TimeSpan timeout)
    {
        var ticks = Math.Max(timeout.Ticks, 0);
        var (unit, length) = Array.Find(s_units, unit => Math.Ceiling(ticks / unit.Ticks) <= MostDigits);
        return length == 0
            ? $"{MostDigits}H"
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(ticks / length):0}{unit}");
    }
}
