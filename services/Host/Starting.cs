using Microsoft.Extensions.Options;

namespace Kompetanse.Host;

/// <summary>What is decided before the application runs: in which environment, and whether its settings allow it.</summary>
internal static class Starting
{
    /// <summary>
    /// The options of the builder. The demonstration is for development, and makes itself so unless something else was said.
    /// </summary>
    /// <exception cref="StartRefusedException">Something else was said.</exception>
    public static WebApplicationOptions Options(string[] args)
    {
        // As the builder will read it.
        var said = new ConfigurationBuilder()
            .AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args)
            .Build()[HostDefaults.EnvironmentKey];
        var demo = args.Contains("demo");
        if (demo && said is { Length: > 0 } && !said.Equals(Environments.Development, StringComparison.OrdinalIgnoreCase))
        {
            throw new StartRefusedException(
                $"The demonstration lets anybody be anybody, and is for development alone: this host runs in {said}. "
                + "Leave out demo, or set ASPNETCORE_ENVIRONMENT=Development on a machine of your own.");
        }

        return new WebApplicationOptions
        {
            Args = args,
            // Settings lie beside the program, whatever directory it is started in; data lies in that directory.
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = demo ? Environments.Development : null,
        };
    }

    /// <summary>Makes the application. All settings are checked here, so that what is wrong is told in plain words.</summary>
    /// <exception cref="StartRefusedException">Some are wrong.</exception>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        try
        {
            var app = builder.Build();
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return app;
        }
        catch (OptionsValidationException wrong)
        {
            throw new StartRefusedException(string.Join('\n', wrong.Failures));
        }
        catch (AggregateException several) when (several.InnerExceptions.All(one => one is OptionsValidationException))
        {
            throw new StartRefusedException(string.Join(
                '\n', several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(one => one.Failures)));
        }
        catch (InvalidOperationException unreadable) when (unreadable.InnerException is ArgumentException or FormatException)
        {
            // A port that is not a number, and the like.
            throw new StartRefusedException(unreadable.Message);
        }
    }
}

/// <summary>The host may not start as it was asked to. The message is for whoever started it.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
