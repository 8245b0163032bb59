using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;

namespace Kompetanse.Platform.Grpc.Client;

/// <summary>
/// Calls the methods of a gRPC server over HTTP/2, with prior knowledge when the address is <c>http</c>. One channel
/// serves any number of calls at once.
/// </summary>
/// <remarks>
/// Every call throws <see cref="RpcException"/>, with the details the server sent, when it ends with a status other
/// than OK; UNAVAILABLE when the server can't be reached; DEADLINE_EXCEEDED when its deadline passes; and
/// <see cref="OperationCanceledException"/> when the caller's token is cancelled.
/// </remarks>
public sealed class GrpcChannel : IDisposable
{
    private readonly Uri _address;
    private readonly GrpcChannelOptions _options;
    private readonly HttpMessageInvoker _http;

    /// <summary>Makes a channel; connects with the first call.</summary>
    /// <param name="address">As in <c>http://localhost:5080</c>.</param>
    /// <param name="options">Limits, times and retries.</param>
    /// <exception cref="ValidationException">An option is out of range.</exception>
    public GrpcChannel(Uri address, GrpcChannelOptions? options = null)
    {
        _address = address;
        _options = options ?? new GrpcChannelOptions();
        Validator.ValidateObject(_options, new ValidationContext(_options), validateAllProperties: true);
        _http = new HttpMessageInvoker(_options.Handler ?? CreateHandler(address, _options), disposeHandler: true);
    }

    /// <summary>
    /// One request, one reply. Tried again, after a wait, while the server is UNAVAILABLE and the deadline allows. A
    /// request with a field <c>request_id</c> changes something: with an id the server knows it again; without one it is
    /// tried again only if it can't have been acted on.
    /// </summary>
    public async Task<TReply> UnaryAsync<TRequest, TReply>(
        MethodName method, TRequest request, CallOptions options = default, CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply>, new()
    {
        for (var attempt = 1; ; attempt++)
        {
            var wait = Backoff.After(attempt, _options, Random.Shared.NextDouble());
            using var call = Start<TRequest, TReply>(method, Single(request), options, cancellationToken);
            try
            {
                return await call.ReadSingleAsync();
            }
            catch (RpcException failure)
                when (failure.Code == StatusCode.Unavailable
                    && attempt < _options.MaxAttempts
                    && (call.NothingDone || IsRepeatable(request))
                    && !(options.Deadline <= _options.Time.GetUtcNow() + wait))
            {
                await Task.Delay(wait, _options.Time, cancellationToken);
            }
        }
    }

    /// <summary>
    /// A stream of requests, one reply. The source is asked for a request when the server has room for it. When the
    /// server answers before the end, the source is cancelled and the answer is given at once.
    /// </summary>
    /// <remarks>What the source throws is thrown on, and the server sees the call cancelled.</remarks>
    public async Task<TReply> ClientStreamingAsync<TRequest, TReply>(
        MethodName method, IAsyncEnumerable<TRequest> requests, CallOptions options = default,
        CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply>, new()
    {
        using var call = Start<TRequest, TReply>(method, requests, options, cancellationToken);
        return await call.ReadSingleAsync();
    }

    /// <summary>One request, a stream of replies. The call begins when the first is asked for, and ends when no more are.</summary>
    public IAsyncEnumerable<TReply> ServerStreamingAsync<TRequest, TReply>(
        MethodName method, TRequest request, CallOptions options = default, CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply>, new() =>
        DuplexStreamingAsync<TRequest, TReply>(method, Single(request), options, cancellationToken);

    /// <summary>A stream of requests and a stream of replies, each at its own pace. The call begins when the first reply is asked for.</summary>
    public async IAsyncEnumerable<TReply> DuplexStreamingAsync<TRequest, TReply>(
        MethodName method, IAsyncEnumerable<TRequest> requests, CallOptions options = default,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply>, new()
    {
        using var call = Start<TRequest, TReply>(method, requests, options, cancellationToken);
        while (await call.ReadAsync() is { } reply)
        {
            yield return reply;
        }
    }

    /// <summary>Closes the connections; running calls fail.</summary>
    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler CreateHandler(Uri address, GrpcChannelOptions options) => new()
    {
        SslOptions = { CertificateChainPolicy = TrustOnly(options.TrustedCertificate) },
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromMinutes(1),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(30),
        AllowAutoRedirect = false,
        UseCookies = false,
        // Proxies take HTTP/2 through a tunnel only, which http does not ask for.
        UseProxy = address.Scheme == Uri.UriSchemeHttps && !address.IsLoopback,
    };

    private static X509ChainPolicy? TrustOnly(X509Certificate2? certificate) => certificate is null ? null : new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { certificate },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private static bool IsRepeatable(IMessage request) =>
        request.Descriptor.FindFieldByName("request_id") is not { } id || id.Accessor.GetValue(request) is string { Length: > 0 };

    private static async IAsyncEnumerable<TRequest> Single<TRequest>(TRequest request)
    {
        await Task.CompletedTask;
        yield return request;
    }

    private ClientCall<TRequest, TReply> Start<TRequest, TReply>(
        MethodName method, IAsyncEnumerable<TRequest> requests, CallOptions options, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply>, new() =>
        new(_http, new Uri(_address, method.Path), requests, _options, options, cancellationToken);
}
