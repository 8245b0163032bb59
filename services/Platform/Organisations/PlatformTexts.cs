using System.Resources;

namespace Kompetanse.Platform.Organisations;

/// <summary>Texts of the platform's own refusals, in bokmål and English.</summary>
internal static class PlatformTexts
{
    public static ResourceManager ResourceManager { get; } =
        new("Kompetanse.Platform.Organisations.PlatformTexts", typeof(PlatformTexts).Assembly);
}
