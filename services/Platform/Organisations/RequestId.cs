using System.Buffers;
using Google.Protobuf;

namespace Kompetanse.Platform.Organisations;

/// <summary>The caller's own name for a request, so that repeating it is harmless (AIP-155).</summary>
internal static class RequestId
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    /// <summary>The command's <c>request_id</c>; empty when it has none.</summary>
    public static string Of(IMessage command) =>
        command.Descriptor.FindFieldByName("request_id")?.Accessor.GetValue(command) as string ?? "";

    public static bool IsValid(string requestId) =>
        requestId.Length <= MaxLength && !requestId.AsSpan().ContainsAnyExcept(Allowed);
}
