using Kompetanse.Cli.Text;
namespace Kompetanse.Cli.Client;
internal static class KompetanseClient { public static IKompetanse Connect(Uri address, Texts texts) => throw new NotSupportedException(); }
