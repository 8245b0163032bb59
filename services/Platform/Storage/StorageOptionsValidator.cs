using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Kompetanse.Platform.Storage;

/// <summary>Says on start what is missing and which variable sets it. Never tells a connection string: secrets are in it.</summary>
sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    const string Variable = "Kompetanse__Storage__";

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        List<string> failures =
        [
            .. options.KnownProvider switch
            {
                StorageProvider.Sqlite => Sqlite(options),
                StorageProvider.AzureBlob => AzureBlob(options.AzureBlob),
                StorageProvider.PostgreSql => PostgreSql(options.PostgreSql),
                _ => [$"{Variable}Provider is {options.Provider}: it can be {string.Join(", ", Enum.GetNames<StorageProvider>())}."],
            },
        ];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    static IEnumerable<string> Sqlite(StorageOptions options)
    {
        var failures = new List<ValidationResult>();
        Validator.TryValidateObject(options.Sqlite, new ValidationContext(options.Sqlite), failures, validateAllProperties: true);
        return failures.Select(failure => $"{Variable}Sqlite__{failure.MemberNames.First()}: {failure.ErrorMessage}");
    }

    static IEnumerable<string> AzureBlob(AzureBlobOptions options)
    {
        var failure = ConnectionString(
            nameof(StorageProvider.AzureBlob), options.ConnectionString, text => _ = new BlobServiceClient(text));
        if (failure is not null)
            yield return failure;
        if (options.Container.Length is < 3 or > 63 || !ContainerName().IsMatch(options.Container))
        {
            yield return $"{Variable}AzureBlob__Container is {options.Container}: "
                + "the name of a container is 3 to 63 of a–z, 0–9 and single hyphens between them.";
        }
    }

    static IEnumerable<string> PostgreSql(PostgreSqlOptions options)
    {
        var failure = ConnectionString(
            nameof(StorageProvider.PostgreSql), options.ConnectionString, text => _ = new NpgsqlConnectionStringBuilder(text));
        if (failure is not null)
            yield return failure;
    }

    static string? ConnectionString(string provider, string? text, Action<string> read)
    {
        var variable = $"{Variable}{provider}__ConnectionString";
        if (string.IsNullOrWhiteSpace(text))
            return $"{Variable}Provider is {provider}: set {variable}.";

        try
        {
            read(text);
            return null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            return $"{variable} can't be read as a connection string of {provider}.";
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ContainerName();
}
