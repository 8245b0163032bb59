using Shouldly;
using Xunit;

namespace Kompetanse.Storage.Tests;

/// <summary>What is wrong with the settings is told on start, with the variable that sets it, and no secret.</summary>
public sealed class StorageOptionsTests
{
    [Fact]
    public void Nothing_need_be_said() => StorageClient.Failures().ShouldBeEmpty();

    [Fact]
    public void A_provider_that_nobody_knows_is_refused() => StorageClient.Failures(("Provider", "Oracle")).ShouldBe(
        ["Kompetanse__Storage__Provider is Oracle: it can be Sqlite, AzureBlob, PostgreSql."]);

    [Theory]
    [InlineData("AzureBlob")]
    [InlineData("PostgreSql")]
    public void A_server_without_a_connection_string_is_refused(string provider) =>
        StorageClient.Failures(("Provider", provider)).ShouldBe(
            [$"Kompetanse__Storage__Provider is {provider}: set Kompetanse__Storage__{provider}__ConnectionString."]);

    [Theory]
    [InlineData("AzureBlob", "AccountName=secret;nonsense")]
    [InlineData("PostgreSql", "Host=x;Secret=secret")]
    public void A_connection_string_that_can_not_be_read_is_refused_without_telling_it(string provider, string text) =>
        StorageClient.Failures(("Provider", provider), ($"{provider}:ConnectionString", text)).ShouldBe(
            [$"Kompetanse__Storage__{provider}__ConnectionString can't be read as a connection string of {provider}."]);

    [Theory]
    [InlineData("ab")]
    [InlineData("Kompetanse")]
    [InlineData("a--b")]
    [InlineData("-ab")]
    public void A_name_that_no_container_can_have_is_refused(string name) =>
        StorageClient.Failures(
            ("Provider", "AzureBlob"), ("AzureBlob:Container", name),
            ("AzureBlob:ConnectionString", "UseDevelopmentStorage=true")).ShouldBe(
            [
                $"Kompetanse__Storage__AzureBlob__Container is {name}: "
                    + "the name of a container is 3 to 63 of a–z, 0–9 and single hyphens between them.",
            ]);

    [Fact]
    public void A_number_out_of_its_range_is_refused() =>
        StorageClient.Failures(("Sqlite:BusyTimeoutSeconds", "0"), ("Sqlite:DataDirectory", "")).ShouldBe(
            [
                "Kompetanse__Storage__Sqlite__DataDirectory: The DataDirectory field is required.",
                "Kompetanse__Storage__Sqlite__BusyTimeoutSeconds: The field BusyTimeoutSeconds must be between 1 and 300.",
            ],
            ignoreOrder: true);
}
