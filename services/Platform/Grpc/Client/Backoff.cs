namespace Kompetanse.Platform.Grpc.Client;

/// <summary>How long to wait between attempts: twice as long each time, up to a limit, varied by a fifth either way.</summary>
static class Backoff
{
    /// <summary>The wait after an attempt.</summary>
    /// <param name="options">First and longest wait.</param>
    /// <param name="attempt">1 is the first.</param>
    /// <param name="random">From 0 to below 1.</param>
    public static TimeSpan After(int attempt, GrpcChannelOptions options, double random)
    {
        var wait = Math.Min(options.InitialBackoff.Ticks * Math.Pow(2, attempt - 1), options.MaxBackoff.Ticks);
        return TimeSpan.FromTicks((long)(wait * (0.8 + 0.4 * random)));
    }
}
