using Kompetanse.Protos.Catalogue.V1;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.Converters;
using YamlDotNet.Serialization.NamingConventions;

namespace Kompetanse.Host.Demo;

static class StarterCatalogueReader
{
    // Whoever edits the file has no compiler: an unknown, missing or doubled field is a fault, never a default.
    static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .WithTypeConverter(new DateOnlyConverter(formats: "yyyy-MM-dd"))
        .WithEnforceRequiredMembers()
        .WithEnforceNullability()
        .WithDuplicateKeyChecking()
        .Build();

    public static StarterCatalogue Read(TextReader yaml)
    {
        var file = Parse(yaml);
        var faults = StarterCatalogueCheck.Faults(file).ToList();
        if (faults.Count > 0)
        {
            throw new InvalidDataException("The starter catalogue has faults:\n" + string.Join('\n', faults));
        }

        return new StarterCatalogue
        {
            LevelScale = new LevelScale { Levels = { file.Levels.Select(level => level.ToMessage()) } },
            Areas = [.. file.Areas],
            Competences = [.. file.Competences.Select(competence => competence.ToMessage())],
            Roles = [.. file.Roles.Select(role => role.ToMessage())],
            RoleProfiles = [.. file.RoleProfiles.Select(profile => profile.ToMessage())],
            DemandingTasks = [.. file.DemandingTasks],
            Goals = [.. file.Goals.Select(goal => goal.ToMessage())],
        };
    }

    static StarterCatalogueFile Parse(TextReader yaml)
    {
        try
        {
            return Yaml.Deserialize<StarterCatalogueFile>(yaml) ?? throw new InvalidDataException("The starter catalogue is empty.");
        }
        catch (YamlException fault)
        {
            var what = fault.InnerException?.Message ?? fault.Message;
            throw new InvalidDataException(
                $"The starter catalogue can't be read at line {fault.Start.Line}, column {fault.Start.Column}: {what}", fault);
        }
    }
}
