using System.Net.Security;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Kompetanse.Host.Listening;

/// <summary>The host's certificate. Its files are looked at again now and then, so that renewing it needs no restart.</summary>
internal sealed partial class ServerCertificate(
    IOptions<KompetanseOptions> options, TimeProvider time, ILogger<ServerCertificate> logger)
{
    /// <summary>How often the files are looked at, at most: certificates are renewed days before they end.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(10);

    private readonly CertificateOptions _options = options.Value.Certificate;
    private readonly Lock _lock = new();
    private CertificateFiles? _files;
    private SslStreamCertificateContext? _current;
    private DateTimeOffset _lookedAt;

    public bool IsConfigured => _options.Path.Length > 0;

    /// <summary>The newest that can be used.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_lock)
            {
                if (_current is null)
                {
                    Look();
                }
                else if (time.GetUtcNow() - _lookedAt >= LookInterval)
                {
                    TryLook();
                }

                return _current!;
            }
        }
    }

    private void Look()
    {
        _lookedAt = time.GetUtcNow();
        // Compared by content: where files are links that are exchanged, their dates tell nothing.
        var files = CertificateFiles.Read(_options);
        if (_files?.Same(files) != true)
        {
            _current = files.ToContext(_options);
            _files = files;
            Log.Using(logger, _current.TargetCertificate.Thumbprint, _current.TargetCertificate.NotAfter);
        }
    }

    private void TryLook()
    {
        try
        {
            Look();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            Log.KeptOld(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Encrypting with the certificate {Thumbprint}, which ends {NotAfter:u}.", EventName = "CertificateUsed")]
        public static partial void Using(ILogger logger, string thumbprint, DateTime notAfter);

        [LoggerMessage(2, LogLevel.Error, "The certificate was changed and can't be used; the one before stays in use.", EventName = "CertificateUnusable")]
        public static partial void KeptOld(ILogger logger, Exception exception);
    }
}
