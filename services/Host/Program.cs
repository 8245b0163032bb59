using Microsoft.AspNetCore.Connections;
using Kompetanse.Host;

// Settings lie beside the program, whatever directory it is started in; data lies in that directory.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddKompetanse();
if (args.Contains("demo"))
{
    builder.AddDemo();
}

var app = builder.Build();
app.MapKompetanse();
try
{
    await app.RunAsync();
    return 0;
}
catch (IOException taken) when (taken.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync(
        $"{taken.Message} Stop what uses the port, or choose another with Kompetanse__GrpcPort.");
    return 1;
}
