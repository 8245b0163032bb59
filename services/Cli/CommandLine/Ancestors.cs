using System.CommandLine;

namespace Kompetanse.Cli.CommandLine;

internal static class Ancestors
{
    /// <summary>The commands above, the nearest first.</summary>
    public static IEnumerable<Command> AndAbove(this Command command)
    {
        for (var above = command; above is not null; above = above.Parents.OfType<Command>().FirstOrDefault())
            yield return above;
    }

    /// <summary>The options that may be given to a command, its own first.</summary>
    public static IEnumerable<Option> AllOptions(this Command command) =>
        command.Options.Concat(command.AndAbove().Skip(1).SelectMany(above => above.Options.Where(o => o.Recursive)));
}
