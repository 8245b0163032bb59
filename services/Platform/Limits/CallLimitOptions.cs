using System.ComponentModel.DataAnnotations;

namespace Kompetanse.Platform.Limits;

/// <summary>
/// How much one caller may ask, and how much hard work there may be at once. Section <c>Kompetanse:Limits</c> of the
/// configuration; checked at start-up.
/// </summary>
public sealed class CallLimitOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Kompetanse:Limits";

    /// <summary>
    /// How many calls a second a caller may make in the long run; who is not identified is told apart by address. A call
    /// with a stream counts once. Default 10,000, far more than
    /// anybody needs and less than one host can do; 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int CallsPerSecond { get; set; } = 10_000;

    /// <summary>How many calls a caller may make at once after a pause. Default 20,000; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 20_000;

    /// <summary>How many reports are made at once. Default 4; 1 to 1,000.</summary>
    [Range(1, 1000)]
    public int ConcurrentCalls { get; set; } = 4;

    /// <summary>How many more may wait for their turn, the first to come first; others are refused. Default 16; 0 to 10,000.</summary>
    [Range(0, 10_000)]
    public int WaitingCalls { get; set; } = 16;
}
