using System.Collections;
using Google.Protobuf;
using Kompetanse.Platform.Identity;
using Xunit;

namespace Kompetanse.Competence.Tests;

/// <summary>A table of requests to the small agency that are refused: what it is, the request, what the caller is told.</summary>
sealed class RefusedCases : IEnumerable<string>
{
    readonly Dictionary<string, (Caller? By, IMessage Request, Expected Expected, Func<Task<TestAgency>> Given)> _cases = [];

    public TheoryData<string> Names => new(_cases.Keys);

    /// <summary>Every reason in the table.</summary>
    public IEnumerable<string> Reasons => _cases.Values.Select(one => one.Expected.Reason);

    /// <param name="history">Commands carried out before.</param>
    public void Add(string what, IMessage request, Expected expected, params IReadOnlyList<IMessage> history) =>
        _cases.Add(what, (null, request, expected, () => Given.Agency(history)));

    /// <param name="by">Who asks.</param>
    public void Add(string what, Caller by, IMessage request, Expected expected) =>
        Add(what, by, request, expected, () => Given.Agency());

    /// <param name="by">Who asks; null: a client with every scope.</param>
    /// <param name="given">The agency, when several have made it what it is.</param>
    public void Add(string what, Caller? by, IMessage request, Expected expected, Func<Task<TestAgency>> given) =>
        _cases.Add(what, (by, request, expected, given));

    /// <summary>The caller is told so, in both languages, and nothing has changed.</summary>
    public async Task HoldAsync(string what)
    {
        var (by, request, expected, given) = _cases[what];
        await using var agency = await given();
        await agency.ShouldRefuseAsync(request, expected, by);
    }

    public IEnumerator<string> GetEnumerator() => _cases.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
