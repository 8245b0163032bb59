using System.Globalization;
using System.Text;
using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Host.Demo;

/// <summary>
/// Makes people up, from common first and last names put together by chance. Names that would together be those of a
/// well-known person are left out of the lists.
/// </summary>
sealed class DemoPeople(DemoRandom random)
{
    static readonly string[] FirstNames =
    [
        "Aisha", "Amina", "Anders", "Andrea", "Anita", "Anne", "Arne", "Áile", "Bente", "Berit", "Bjørg", "Camilla",
        "Daniel", "Elin", "Elise", "Emil", "Even", "Farid", "Fatima", "Frode", "Geir", "Grete", "Gunn", "Hanne",
        "Hassan", "Håkon", "Håvard", "Heidi", "Helene", "Henrik", "Hilde", "Ida", "Inger", "Ivar", "Jakub", "Jorunn",
        "Julie", "Katarzyna", "Kjell", "Kjersti", "Lars", "Leila", "Lene", "Linn", "Magnhild", "Magnus", "Mari",
        "Marte", "Máret", "Mikkel", "Mona", "Nina", "Odd", "Oddny", "Olav", "Per", "Ragnhild", "Randi", "Samira",
        "Sigrid", "Silje", "Sindre", "Solveig", "Svein", "Terje", "Tone", "Torunn", "Trine", "Trond", "Turid", "Unni",
        "Vidar", "Yusuf", "Øystein", "Øyvind", "Åse", "Åshild",
    ];

    static readonly string[] LastNames =
    [
        "Ahmed", "Ali", "Bakke", "Bakken", "Berg", "Berge", "Bråten", "Bø", "Dahl", "Eide", "Engen", "Eriksen", "Fjeld",
        "Foss", "Fredriksen", "Gundersen", "Hagen", "Halvorsen", "Hansen", "Haug", "Haugen", "Helland", "Henriksen",
        "Holm", "Hussein", "Iversen", "Jacobsen", "Jensen", "Johansen", "Karlsen", "Knutsen", "Kristiansen", "Nowak",
        "Larsen", "Lien", "Lund", "Lunde", "Martinsen", "Mathisen", "Moe", "Moen", "Mohamud", "Myhre", "Myklebust",
        "Nguyen", "Nilsen", "Nordli", "Nygård", "Olsen", "Pedersen", "Pettersen", "Rasmussen", "Ruud", "Rønning",
        "Sandvik", "Sara", "Sivertsen", "Skoglund", "Solbakken", "Strøm", "Svendsen", "Sæther", "Sørensen", "Thorsen",
        "Tran", "Tveit", "Viken", "Wold", "Ødegård", "Østby", "Ås",
    ];

    readonly List<Employee> people = [];
    readonly HashSet<string> emails = new(StringComparer.Ordinal);

    public IReadOnlyList<Employee> All => people;

    public Employee Next(Employer employer)
    {
        string name, email;
        do
        {
            name = $"{random.Pick(FirstNames)} {random.Pick(LastNames)}";
            email = Plain(name).Replace(' ', '.') + "@example.no";
        }
        while (!emails.Add(email));

        var id = string.Create(CultureInfo.InvariantCulture, $"m{people.Count + 1:0000}");
        people.Add(new Employee { Id = id, Name = name, Email = email, Employer = employer });
        return people[^1];
    }

    /// <summary>In the letters a to z, as in an address.</summary>
    static string Plain(string name)
    {
        var letters = name.ToLowerInvariant().Replace('ø', 'o').Replace("æ", "ae", StringComparison.Ordinal)
            .Normalize(NormalizationForm.FormD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark);
        return string.Concat(letters);
    }
}
