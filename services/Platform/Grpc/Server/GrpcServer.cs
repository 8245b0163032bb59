using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kompetanse.Platform.Grpc;

/// <summary>What all calls of a server share.</summary>
sealed partial class GrpcServer : IDisposable
{
    private readonly CancellationTokenSource _graceOver = new();
    private readonly CancellationTokenRegistration _stopping;
    private readonly ILogger<GrpcServer> _logger;
    private readonly ICallAdmission[] _admissions;
    private ITimer? _grace;

    public GrpcServer(
        IOptions<GrpcOptions> options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<GrpcServer> logger,
        IEnumerable<ICallAdmission> admissions)
    {
        Options = options.Value;
        Time = time;
        _logger = logger;
        _admissions = [.. admissions];
        _stopping = lifetime.ApplicationStopping.Register(() => _grace = time.CreateTimer(
            _ => _graceOver.Cancel(), state: null, Options.ShutdownGrace, Timeout.InfiniteTimeSpan));
    }

    public GrpcOptions Options { get; }

    public TimeProvider Time { get; }

    /// <summary>Cancelled when the server is stopping and running calls have had their time.</summary>
    public CancellationToken GraceOver => _graceOver.Token;

    /// <summary>Asks all who have a say whether the call may begin.</summary>
    /// <exception cref="RpcException">It may not.</exception>
    public ValueTask AdmitAsync(CallContext context)
    {
        for (var i = 0; i < _admissions.Length; i++)
        {
            var admitted = _admissions[i].AdmitAsync(context);
            if (!admitted.IsCompletedSuccessfully)
            {
                return AwaitAdmissionAsync(admitted, i, context);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>A method threw something that is not a status: a bug or an outage.</summary>
    public void MethodFailed(string method, Exception exception) => Log.MethodFailed(_logger, method, exception);

    /// <summary>Details were left out of a status.</summary>
    public void DetailsLeftOut(string method) => Log.DetailsLeftOut(_logger, method, Options.MaxStatusDetailsSize);

    /// <summary>A method returned null instead of a reply: a bug.</summary>
    public void NullReply(string method) => Log.NullReply(_logger, method);

    public void Dispose()
    {
        _stopping.Dispose();
        _grace?.Dispose();
        _graceOver.Dispose();
    }

    private async ValueTask AwaitAdmissionAsync(ValueTask admitted, int index, CallContext context)
    {
        await admitted;
        while (++index < _admissions.Length)
        {
            await _admissions[index].AdmitAsync(context);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Method} failed.", EventName = "MethodFailed")]
        public static partial void MethodFailed(ILogger logger, string method, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "{Method} ended with more details than {Limit} bytes; some were left out.",
            EventName = "DetailsLeftOut")]
        public static partial void DetailsLeftOut(ILogger logger, string method, int limit);

        [LoggerMessage(3, LogLevel.Error, "{Method} returned null instead of a reply.", EventName = "NullReply")]
        public static partial void NullReply(ILogger logger, string method);
    }
}
