using Kompetanse.Host;
using Microsoft.AspNetCore.Connections;

try
{
    var builder = WebApplication.CreateBuilder(Starting.Options(args));
    builder.AddKompetanse();
    if (args.Contains("demo"))
    {
        builder.AddDemo();
    }

    var app = Starting.Build(builder);
    app.MapKompetanse();
    await app.RunAsync();
    return 0;
}
catch (StartRefusedException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
catch (IOException taken) when (taken.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync(
        $"{taken.Message} Stop what uses the port, or choose others with Kompetanse__GrpcPort and Kompetanse__WebPort.");
    return 1;
}
