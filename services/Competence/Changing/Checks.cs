using System.Globalization;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.Competence.Changing;

/// <summary>Reasons why not, gathered so that a caller is told of many faults at once.</summary>
internal class Checks
{
    /// <summary>More faults than this are not told of at once.</summary>
    public const int MostRefusals = 20;

    private readonly List<Refusal> _refusals = [];

    /// <summary>Every reason why not, in the order they were found.</summary>
    public IReadOnlyList<Refusal> Refusals => _refusals;

    /// <summary>Whether so much is wrong already that looking on would help nobody.</summary>
    public bool IsFull => _refusals.Count >= MostRefusals;

    /// <summary>Whether there is any reason why not.</summary>
    public bool IsRefused => _refusals.Count > 0;

    /// <summary>Adds a reason why not. Those over <see cref="MostRefusals"/> are dropped.</summary>
    public void Refuse(Refusal refusal)
    {
        if (!IsFull)
        {
            _refusals.Add(refusal);
        }
    }

    /// <summary>Checks that something is given once in a list.</summary>
    /// <param name="seen">What the list has given so far, and where.</param>
    /// <param name="key">What must not be among it.</param>
    /// <param name="field">Proto path of its place.</param>
    public void CheckOnce<TKey>(Dictionary<TKey, string> seen, TKey key, string field) where TKey : notnull
    {
        if (!seen.TryAdd(key, field))
        {
            Refuse(new DuplicateRow(field, seen[key]));
        }
    }

    /// <summary>Checks that a new id may be one.</summary>
    public void CheckId(string id, string field)
    {
        if (id.Length == 0)
        {
            Refuse(new FieldRequired(field));
        }
        else if (Ids.IsNationalIdentityNumber(id))
        {
            Refuse(new NationalIdentityNumberAsId(field));
        }
        else if (!Ids.IsWellFormed(id))
        {
            Refuse(new IdInvalid(field));
        }
    }

    /// <summary>Checks a reference to something that must be staged or stand.</summary>
    public void CheckReference(string id, string field, Func<string, bool> exists, Func<string, string, Refusal> notFound)
    {
        if (id.Length == 0)
        {
            Refuse(new FieldRequired(field));
        }
        else if (!exists(id))
        {
            Refuse(Ids.IsNationalIdentityNumber(id)
                ? new NationalIdentityNumberAsId(field)
                : notFound(field, Ids.Shown(id)));
        }
    }

    /// <summary>Checks that a text is given and not too long.</summary>
    public void CheckText(string text, string field, bool required = true, int most = TextTooLong.MostCharacters)
    {
        if (required && string.IsNullOrWhiteSpace(text))
        {
            Refuse(new FieldRequired(field));
        }
        else if (text.Length > most)
        {
            Refuse(new TextTooLong(field, most.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>The date of an ISO text; null, and refused, when it is none.</summary>
    public DateOnly? CheckDate(string text, string field)
    {
        if (text.Length == 0)
        {
            Refuse(new FieldRequired(field));
            return null;
        }

        if (Dates.TryParse(text, out var date))
        {
            return date;
        }

        Refuse(new DateInvalid(field));
        return null;
    }

    /// <summary>The period from a date to one that may be empty; null, and refused, when it is none.</summary>
    public Period? CheckPeriod(string from, string fromField, string to, string toField)
    {
        if (CheckDate(from, fromField) is not { } start)
        {
            return null;
        }

        if (to.Length == 0)
        {
            return new Period(start, null);
        }

        if (CheckDate(to, toField) is not { } end)
        {
            return null;
        }

        if (end > start)
        {
            return new Period(start, end);
        }

        Refuse(new DatesOutOfOrder(toField));
        return null;
    }
}
