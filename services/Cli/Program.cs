using Kompetanse.Cli.Client;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Cli.Text;

Func<string, string?> environment = Environment.GetEnvironmentVariable;
var screen = Screen.OfConsole(environment);
var context = new CommandContext(screen, Texts.Select(args, environment), environment, HostChannel.Connect);
return await KompetanseCommand.RunAsync(args, context);
