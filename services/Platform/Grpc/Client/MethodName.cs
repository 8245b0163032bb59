using Google.Protobuf.Reflection;

namespace Kompetanse.Platform.Grpc.Client;

/// <summary>Which method to call. Converts from a generated descriptor and from <c>"/package.Service/Method"</c>.</summary>
/// <param name="Path">As in <c>/package.Service/Method</c>.</param>
public readonly record struct MethodName(string Path)
{
    /// <summary>The method of a descriptor: <c>XxxReflection.Descriptor.Services[0].FindMethodByName("Method")</c>.</summary>
    public static implicit operator MethodName(MethodDescriptor method) => FromMethodDescriptor(method);

    /// <summary>The method of a path.</summary>
    public static implicit operator MethodName(string path) => FromString(path);

    /// <inheritdoc cref="op_Implicit(MethodDescriptor)"/>
    public static MethodName FromMethodDescriptor(MethodDescriptor method) => new($"/{method.Service.FullName}/{method.Name}");

    /// <inheritdoc cref="op_Implicit(string)"/>
    public static MethodName FromString(string path) => new(path);
}
