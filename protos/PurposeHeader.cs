namespace Kompetanse.Protos;

/// <summary>The header that says what a call is for: UTF-8, percent-encoded where it is not ASCII.</summary>
public static class PurposeHeader
{
    /// <summary>Its name.</summary>
    public const string Name = "kompetanse-purpose";

    /// <summary>Characters in the longest purpose: a sentence or two, as people read it in their access log.</summary>
    public const int MaxLength = 200;
}
