using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;

namespace Kompetanse.Platform.Grpc;

/// <summary>The details of a status, packed in a google.rpc.Status.</summary>
static class StatusDetails
{
    private static readonly TypeRegistry s_known = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor);

    /// <summary>Packs as many of the details, in order, as fit within a number of bytes.</summary>
    /// <returns>The header's value, and whether all of them fitted.</returns>
    public static (string Header, bool Whole) Pack(RpcException status, int limit)
    {
        var packed = new Google.Rpc.Status { Code = (int)status.Code, Message = status.Message };
        var size = 0;
        var whole = true;
        foreach (var detail in status.Details)
        {
            var any = detail as Any ?? Any.Pack(detail);
            size += any.CalculateSize();
            if (size <= limit)
            {
                packed.Details.Add(any);
            }
            else
            {
                size -= any.CalculateSize();
                whole = false;
            }
        }

        return (MetadataHeaders.ToBase64(packed.ToByteArray()), whole);
    }

    /// <summary>Unpacks the details that are known types; others stay <see cref="Any"/>. None when the header is not readable.</summary>
    public static IReadOnlyList<IMessage> Unpack(string header)
    {
        try
        {
            var packed = Google.Rpc.Status.Parser.ParseFrom(MetadataHeaders.FromBase64(header));
            return [.. packed.Details.Select(any => any.Unpack(s_known) ?? any)];
        }
        catch (Exception exception) when (exception is RpcException or InvalidProtocolBufferException)
        {
            return [];
        }
    }
}
