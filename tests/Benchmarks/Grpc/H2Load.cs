using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;

namespace Kompetanse.Benchmarks.Grpc;

/// <summary>What a run of h2load came to.</summary>
/// <param name="Rate">Answered requests a second.</param>
/// <param name="Requests">Answered requests.</param>
/// <param name="BytesEach">Bytes of a reply, with its frames and headers.</param>
internal sealed partial record H2Load(double Rate, long Requests, double BytesEach)
{
    private const int Connections = 8, StreamsEach = 32;

    public static bool IsInstalled()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("h2load", "--version") { UseShellExecute = false, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Sends a message for a time, on as many streams as there is room for.</summary>
    /// <param name="url">Of the method.</param>
    /// <param name="message">The same each time.</param>
    /// <param name="headers">Beside those of gRPC, such as <c>authorization: …</c>.</param>
    /// <param name="duration">Whole seconds.</param>
    public static async Task<H2Load> RunAsync(string url, IMessage message, IReadOnlyList<string> headers, TimeSpan duration)
    {
        var body = Path.GetTempFileName();
        var bytes = message.ToByteArray();
        await File.WriteAllBytesAsync(body, [0, 0, 0, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes]);
        using var process = Process.Start(new ProcessStartInfo("h2load",
        [
            "-c", Text(Connections), "-m", Text(StreamsEach), "-D", Text((int)duration.TotalSeconds), "-d", body,
            "-H", "content-type: application/grpc", "-H", "te: trailers", .. headers.SelectMany(header => new[] { "-H", header }), url,
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(body);

        var requests = (long)Find(Succeeded(), output);
        return Find(NotSucceeded(), output) == 0 && Find(Status2xx(), output) == requests && requests > 0
            ? new H2Load(Find(RequestRate(), output), requests, Find(Traffic(), output) / requests)
            : throw new InvalidOperationException($"Not all went well:\n{output}");
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static double Find(Regex regex, string output) =>
        double.Parse(regex.Match(output).Groups["n"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"finished in \S+, (?<n>[\d.]+) req/s", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequestRate();

    [GeneratedRegex(@"(?<n>\d+) succeeded", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Succeeded();

    [GeneratedRegex(@"(?<n>\d+) failed", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotSucceeded();

    [GeneratedRegex(@"status codes: (?<n>\d+) 2xx", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Status2xx();

    [GeneratedRegex(@"traffic: \S+ \((?<n>\d+)\) total", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Traffic();
}
