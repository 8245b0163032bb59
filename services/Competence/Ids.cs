using System.Globalization;

namespace Kompetanse.Competence;

/// <summary>What an id may look like. Ids are pseudonyms: they tell nothing about a person.</summary>
public static class Ids
{
    /// <summary>Characters in the longest id.</summary>
    public const int MaxLength = 64;

    /// <summary>Whether the text has 1 to 64 letters, digits and <c>-_.:</c>.</summary>
    public static bool IsWellFormed(string id) =>
        id.Length is > 0 and <= MaxLength && id.All(c => char.IsLetter(c) || char.IsAsciiDigit(c) || IsSeparator(c));

    /// <summary>An id that may be repeated in an error: anything that could be personal data is left out.</summary>
    public static string Shown(string id) =>
        id.Split('~').All(part => IsWellFormed(part) && !IsNationalIdentityNumber(part)) ? id : "…";

    /// <summary>
    /// Whether the text is a valid Norwegian national identity number: eleven digits, a date (of a birth number, a
    /// D-number or a number made for testing) and two control digits (domain rule 17: such an id is refused).
    /// </summary>
    public static bool IsNationalIdentityNumber(string id)
    {
        // 010203-12345 is one as well as 01020312345.
        var digits = string.Concat(id.Where(c => !IsSeparator(c)));
        if (digits.Length != 11 || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        return HasDate(digits) && ControlDigit(digits, FirstWeights) == Digit(digits, 9)
            && ControlDigit(digits, SecondWeights) == Digit(digits, 10);
    }

    private static bool IsSeparator(char c) => c is '-' or '_' or '.' or ':';

    private static ReadOnlySpan<byte> FirstWeights => [3, 7, 6, 1, 8, 9, 4, 5, 2];

    private static ReadOnlySpan<byte> SecondWeights => [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

    private static int Digit(string id, int place) => id[place] - '0';

    /// <summary>D-numbers add 40 to the day; numbers made for testing add 40, 65 or 80 to the month.</summary>
    private static bool HasDate(string id)
    {
        var day = int.Parse(id.AsSpan(0, 2), CultureInfo.InvariantCulture);
        var month = int.Parse(id.AsSpan(2, 2), CultureInfo.InvariantCulture);
        day = day > 40 ? day - 40 : day;
        month = month switch { > 80 => month - 80, > 65 => month - 65, > 40 => month - 40, _ => month };
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2000, month);
    }

    /// <summary>11 minus the weighted sum modulo 11; 10 belongs to no number.</summary>
    private static int ControlDigit(string id, ReadOnlySpan<byte> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * Digit(id, i);
        }

        return (11 - (sum % 11)) % 11;
    }
}
