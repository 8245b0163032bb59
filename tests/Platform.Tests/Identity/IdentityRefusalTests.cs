using Google.Rpc;
using Kompetanse.Platform.Calls;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Organisations;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Identity;

/// <summary>What each refusal says is read by tests of the host; here that none is without words.</summary>
public sealed class IdentityRefusalTests
{
    static readonly RefusalStatus Status = new(new OrganisationModel().Texts, Options.Create(new GrpcOptions()));

    static IReadOnlyList<Refusal> All =>
    [
        .. typeof(Caller).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Refusal)) && type.Namespace == typeof(Caller).Namespace)
            .Select(type => (Refusal)Activator.CreateInstance(type)!),
    ];

    [Fact]
    public void Every_refusal_has_a_reason_of_its_own_and_a_text_in_both_languages()
    {
        All.Count.ShouldBe(12);
        All.Select(refusal => refusal.Reason).ShouldBeUnique();
        foreach (var refusal in All)
        {
            var texts = new[] { "nb", "en" }.Select(language => Status.Of([refusal], language).Message).ToList();
            texts.ShouldBeUnique();
            texts.ShouldAllBe(text => text.Length > 20 && !text.Contains('{'));
        }
    }

    [Fact]
    public void The_limit_of_a_purpose_is_told()
    {
        var refused = Status.Of([new PurposeInvalid()], "en");
        refused.Message.ShouldBe("The purpose must be a text of at most 200 characters on one line.");
        refused.GetDetail<ErrorInfo>()!.Metadata["limit"].ShouldBe("200");
    }
}
