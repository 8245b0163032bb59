using Google.Protobuf;
using Google.Protobuf.Collections;
using Kompetanse.Protos.Bulk.V1;

namespace Kompetanse.Cli.Import;

/// <summary>Cuts a list of messages into parts of a stream.</summary>
internal static class Parts
{
    const int MessagesInPart = 2000;

    /// <summary>Bytes; well below the 4 MiB that a gRPC message may have.</summary>
    const int BytesInPart = 1024 * 1024;

    public static IEnumerable<ImportRequest> Cut<T>(
        IEnumerable<T> messages, Func<ImportRequest, RepeatedField<T>> list)
        where T : IMessage
    {
        var part = new ImportRequest();
        var bytes = 0;
        foreach (var message in messages)
        {
            list(part).Add(message);
            bytes += message.CalculateSize();
            if (list(part).Count < MessagesInPart && bytes < BytesInPart) continue;
            yield return part;
            part = new ImportRequest();
            bytes = 0;
        }

        if (bytes > 0) yield return part;
    }
}
