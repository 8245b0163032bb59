using Google.Protobuf.Reflection;

namespace Kompetanse.Competence.Resources;

/// <summary>The paths of update masks.</summary>
internal static class Masks
{
    /// <summary>The field that a path names, as the contract does (<c>parent_id</c>) or as JSON does (<c>parentId</c>); null for none.</summary>
    public static FieldDescriptor? FindMasked(this MessageDescriptor message, string path) =>
        message.FindFieldByName(path)
        ?? message.Fields.InDeclarationOrder().FirstOrDefault(field => field.JsonName == path);
}
