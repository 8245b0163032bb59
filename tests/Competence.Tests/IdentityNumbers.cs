namespace Kompetanse.Competence.Tests;

/// <summary>
/// National identity numbers, made and checked as the tax administration describes them: day, month and year, three
/// digits of one's own, and two control digits that make both weighted sums divisible by 11.
/// </summary>
static class IdentityNumbers
{
    static readonly int[] First = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
    static readonly int[] Second = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

    /// <summary>One of each kind; of nobody, since they are made here.</summary>
    public static IReadOnlyDictionary<string, string> OfEachKind { get; } = new Dictionary<string, string>
    {
        ["birth number"] = Make("010190"),
        ["birth number of 29 February"] = Make("290296"),
        ["D-number"] = Make("410190"),
        ["D-number of the last day of a month"] = Make("711290"),
        ["test number, month + 40"] = Make("014190"),
        ["test number, month + 65"] = Make("016690"),
        ["test number, month + 80"] = Make("018190"),
        ["D-number made for testing"] = Make("719290"),
    };

    /// <summary>The first number of a date that has control digits: one in eleven has none.</summary>
    public static string Make(string date) =>
        Enumerable.Range(100, 100).Select(own => WithControlDigits($"{date}{own}")).First(number => number is not null)!;

    /// <summary>Nine digits with their two control digits; null when there are none.</summary>
    public static string? WithControlDigits(string nine) =>
        (from k1 in Enumerable.Range(0, 10)
         from k2 in Enumerable.Range(0, 10)
         let number = $"{nine}{k1}{k2}"
         where AddsUp(number, First) && AddsUp(number, Second)
         select number).FirstOrDefault();

    /// <summary>Whether it is one, in plain words.</summary>
    public static bool Is(string text)
    {
        if (text.Length != 11 || text.Any(character => character is < '0' or > '9'))
            return false;
        var day = int.Parse(text[..2]);
        var month = int.Parse(text[2..4]);
        int[] days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        foreach (var addedToDay in new[] { 0, 40 })
        {
            foreach (var addedToMonth in new[] { 0, 40, 65, 80 })
            {
                var (d, m) = (day - addedToDay, month - addedToMonth);
                if (m is >= 1 and <= 12 && d >= 1 && d <= days[m - 1])
                    return AddsUp(text, First) && AddsUp(text, Second);
            }
        }

        return false;
    }

    static bool AddsUp(string number, int[] weights) => weights.Select((weight, i) => weight * (number[i] - '0')).Sum() % 11 == 0;
}
