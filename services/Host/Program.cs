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
await app.RunAsync();
