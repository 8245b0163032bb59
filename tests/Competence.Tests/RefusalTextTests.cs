using System.Reflection;
using Google.Rpc;
using Kompetanse.Platform.Organisations;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests;

/// <summary>No refusal without a text in both languages, and none without a test that reads it.</summary>
public sealed class RefusalTextTests
{
    static IReadOnlyList<Refusal> All =>
    [
        .. new[] { typeof(CompetenceModel).Assembly, typeof(Refusal).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsSubclassOf(typeof(Refusal)) && !type.IsNestedPrivate && type != typeof(LedgerRefused))
            // What ends a call before the organisation is asked, such as a bad token, has tests where it is.
            .Where(type => type.Assembly != typeof(Refusal).Assembly || type.Namespace == typeof(Refusal).Namespace)
            .Select(Made),
        .. new[] { "LEDGER_FULL", "LEDGER_READ_ONLY", "LEDGER_DAMAGED", "LEDGER_UNAVAILABLE" }.Select(cause => new LedgerRefused(cause)),
    ];

    [Fact]
    public void Every_refusal_has_a_text_in_both_languages_with_its_placeholders_filled()
    {
        All.Count.ShouldBeGreaterThan(30);
        foreach (var refusal in All)
        {
            var texts = new[] { "nb", "en" }.Select(language => TestAgency.Statuses.Of([refusal], language)).ToList();
            texts[0].Message.ShouldNotBe(texts[1].Message, refusal.Reason);
            foreach (var status in texts)
            {
                status.Message.Length.ShouldBeGreaterThan(10, refusal.Reason);
                status.Message.ShouldNotContain('{');
                status.Message.ShouldNotContain('}');
                if (refusal is not LedgerRefused)
                {
                    foreach (var (name, value) in status.GetDetail<ErrorInfo>()!.Metadata)
                        status.Message.ShouldContain(value, customMessage: $"{refusal.Reason} does not tell {name}");
                }
            }
        }
    }

    [Fact]
    public void No_reason_stands_for_two_refusals() =>
        All.Select(refusal => refusal.Reason).ShouldBeUnique();

    [Fact]
    public void Every_refusal_a_caller_can_meet_here_is_in_a_table_of_these_tests()
    {
        var read = typeof(RefusalTextTests).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field.FieldType == typeof(RefusedCases))
            .SelectMany(field => ((RefusedCases)field.GetValue(null)!).Reasons)
            .ToHashSet();

        // Those of the ledger and of the cluster are read in the platform's tests.
        All.Where(refusal => refusal is not (LedgerRefused or OutcomeUnknown or AgencyUnreachable)).Select(refusal => refusal.Reason)
            .Except(read).ShouldBeEmpty();
    }

    /// <summary>A refusal with a figure of its own for each placeholder.</summary>
    static Refusal Made(Type type)
    {
        var constructor = type.GetConstructors().Single();
        return (Refusal)constructor.Invoke(
            [.. constructor.GetParameters().Select(parameter => parameter.ParameterType == typeof(int)
                ? (object)(7000 + parameter.Position)
                : $"a-{parameter.Name}".ToUpperInvariant())]);
    }
}
