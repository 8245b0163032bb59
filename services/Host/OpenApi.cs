using System.Globalization;
using Kompetanse.Platform.Identity;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi.Models;
using Microsoft.OpenApi.Writers;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Kompetanse.Host;

/// <summary>The contracts as OpenAPI, for those who speak JSON over HTTP, and a page to read and try them.</summary>
internal static class OpenApi
{
    private const string Version = "v1", Path = "/openapi/v1.json";

    public static void AddOpenApi(this IServiceCollection services)
    {
        services.AddGrpcSwagger();
        services.AddSwaggerGen();
        services.AddOptions<SwaggerGenOptions>().Configure<IOptions<IdentityOptions>>(Describe);
    }

    /// <summary>
    /// The page <c>/openapi</c>. It is open, as reflection is: it tells of no one. What is tried from it is a call like any
    /// other, with the credentials that whoever tries it gives.
    /// </summary>
    public static void UseOpenApiPage(this IApplicationBuilder app) => app.UseSwaggerUI(page =>
    {
        page.RoutePrefix = "openapi";
        page.DocumentTitle = "Kompetanse";
        page.SwaggerEndpoint(Path, "Kompetanse");
    });

    /// <summary>The document that the page reads. Made once: it takes longer than most calls, and anybody may ask for it.</summary>
    public static void MapOpenApi(this WebApplication app)
    {
        var document = new Lazy<string>(() => Document(app.Services));
        app.MapGet(Path, () => TypedResults.Text(document.Value, "application/json")).AllowAnonymous();
    }

    private static string Document(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        scope.ServiceProvider.GetRequiredService<ISwaggerProvider>().GetSwagger(Version).SerializeAsV3(new OpenApiJsonWriter(text));
        return text.ToString();
    }

    private static void Describe(SwaggerGenOptions swagger, IOptions<IdentityOptions> identity)
    {
        swagger.SwaggerDoc(Version, new OpenApiInfo
        {
            Title = "Kompetanse",
            Version = Version,
            Description = "The unary methods of the gRPC contracts as JSON over HTTP, under the same authorisation.",
        });
        var scheme = identity.Value.Personas == true
            ? new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "authorization",
                Description = "`Persona NAME`: operator, hr, auditor, represents:UNIT, or the id of an employee.",
            }
            : new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" };
        swagger.AddSecurityDefinition("caller", scheme);
        swagger.AddSecurityRequirement(new OpenApiSecurityRequirement
        {
            [new OpenApiSecurityScheme { Reference = new OpenApiReference { Type = ReferenceType.SecurityScheme, Id = "caller" } }] = [],
        });
    }
}
