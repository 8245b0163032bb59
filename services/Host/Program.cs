using Kompetanse.Host;
using Kompetanse.Host.Demo;

var builder = WebApplication.CreateBuilder(args);
builder.AddKompetanse();
if (args.Contains("demo"))
{
    builder.AddDemo();
}

var app = builder.Build();
app.MapKompetanse();
await app.RunAsync();
