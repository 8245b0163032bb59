using Xunit;

namespace Kompetanse.Storage.Tests.Servers;

public sealed class AzureBlobGrainStorageTests(Azurite server) : ServerStorageContract(server), IClassFixture<Azurite>;
