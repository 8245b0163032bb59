namespace Kompetanse.Platform.Grpc;

/// <summary>The limits on messages, in bytes.</summary>
static class MessageSize
{
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED.</exception>
    public static void CheckReceived(uint size, int limit)
    {
        // A declared length of 2 GiB or more is a size like another, and over every limit.
        if (size > (uint)limit)
        {
            throw new RpcException(StatusCode.ResourceExhausted, $"A received message is larger than the limit of {limit} bytes.");
        }
    }

    /// <exception cref="RpcException">RESOURCE_EXHAUSTED.</exception>
    public static void CheckSent(int size, int limit)
    {
        if ((uint)size > (uint)limit)
        {
            throw new RpcException(StatusCode.ResourceExhausted, $"A message to send has {size} bytes; the limit is {limit}.");
        }
    }
}
