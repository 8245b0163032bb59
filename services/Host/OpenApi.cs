using Kompetanse.Platform.Identity;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi.Models;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Kompetanse.Host;

/// <summary>The contracts as OpenAPI, for those who speak JSON over HTTP, and a page to read and try them.</summary>
internal static class OpenApi
{
    private const string Document = "v1";

    public static void AddOpenApi(this IServiceCollection services)
    {
        services.AddGrpcSwagger();
        services.AddSwaggerGen();
        services.AddOptions<SwaggerGenOptions>().Configure<IOptions<IdentityOptions>>(Describe);
    }

    /// <summary>
    /// <c>/openapi/v1.json</c> and the page <c>/openapi</c>. Both are open, as reflection is: they tell of no one. What is
    /// tried from the page is a call like any other, with the credentials that whoever tries it gives.
    /// </summary>
    public static void UseOpenApi(this IApplicationBuilder app)
    {
        app.UseSwagger(document => document.RouteTemplate = "openapi/{documentName}.json");
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "openapi";
            page.DocumentTitle = "Kompetanse";
            page.SwaggerEndpoint($"/openapi/{Document}.json", "Kompetanse");
        });
    }

    private static void Describe(SwaggerGenOptions swagger, IOptions<IdentityOptions> identity)
    {
        swagger.SwaggerDoc(Document, new OpenApiInfo
        {
            Title = "Kompetanse",
            Version = Document,
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
