namespace Kompetanse.Platform.Grpc;

/// <summary>The client reset the stream or the connection was lost: there is nobody to answer.</summary>
sealed class ClientLeftException(Exception? innerException = null)
    : OperationCanceledException("The client has left the call.", innerException);
