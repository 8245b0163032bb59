using System.Globalization;

namespace Kompetanse.Host.Demo;

static class IsoDate
{
    public const string Format = "yyyy-MM-dd";

    public static string ToIso(this DateOnly date) => date.ToString(Format, CultureInfo.InvariantCulture);
}
