using Kompetanse.Platform.Identity;
using Kompetanse.Protos;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Identity;

/// <summary>What the contracts say of the header of the purpose is what the host reads.</summary>
public sealed class PurposeHeaderTests
{
    [Fact]
    public void The_host_reads_the_header_that_the_contracts_name() =>
        (CallPurpose.Header, CallPurpose.MaxLength).ShouldBe((PurposeHeader.Name, PurposeHeader.MaxLength));
}
