using System.Reflection;
using Kompetanse.Competence;
using Kompetanse.GapAnalysis;
using Kompetanse.Platform.Organisations;
using Kompetanse.ClusterTests.Running;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Serialization.Serializers;
using Shouldly;
using Xunit;

namespace Kompetanse.ClusterTests.Boundary;

/// <summary>
/// Names that silos of two versions know each other's grains, methods and data by. None may change or be used again: one that is
/// retired is marked as such below, and stays.
/// </summary>
[Collection(SharedCluster.Name)]
public sealed class ContractTests(Cluster cluster)
{
    private static readonly string[] s_contracts =
    [
        "data kompetanse.agency-answer.v1: 0 Position, 1 Reply, 2 Refusals",
        "data kompetanse.agency-version.v1: 0 Position, 1 Unavailable",
        "data kompetanse.caller.v1: 0 EmployeeId, 1 ClientId, 2 IsHr, 3 IsAuditor, 4 RepresentedUnits, 5 Scopes, 6 Purpose",
        "data kompetanse.protobuf",
        "data kompetanse.refusal.v1: 0 Reason, 1 Code, 2 Field, 3 Details, 4 RetryAfter",
        "data kompetanse.storage-unavailable: 0 Reason",
        "grain agency",
        "interface kompetanse.agency.v1: Execute(IMessage, Caller, CancellationToken), Query(IMessage, Caller, CancellationToken), Version()",
    ];

    private static readonly Assembly[] s_assemblies =
        [typeof(IAgencyGrain).Assembly, typeof(CompetenceModel).Assembly, typeof(GapAnalysisModel).Assembly];

    private static IEnumerable<Type> Types => s_assemblies.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is null);

    private static IEnumerable<Type> GrainInterfaces => Types.Where(type => type.IsInterface && type.IsAssignableTo(typeof(IAddressable)));

    private static IEnumerable<Type> GrainClasses => Types.Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IGrain)));

    private static IEnumerable<Type> Data => Types.Where(type =>
        type.IsDefined(typeof(GenerateSerializerAttribute)) || (!type.IsInterface && type.IsDefined(typeof(AliasAttribute))));

    [Fact]
    public void Every_name_between_silos_is_one_of_the_contracts() =>
        GrainInterfaces.Select(ContractOf)
            .Concat(GrainClasses.Select(grain => $"grain {grain.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(cluster.ServicesOf(0), grain)}"))
            .Concat(Data.Select(DataContractOf))
            .Order(StringComparer.Ordinal).ShouldBe(s_contracts);

    [Fact]
    public void No_two_have_a_name()
    {
        var names = GrainInterfaces.Concat(Data).Select(NameOf).ToList();
        names.ShouldBeUnique();
        names.ShouldAllBe(name => name.Length > 0);
        foreach (var grain in GrainInterfaces)
        {
            var methods = grain.GetMethods().Select(NameOf).ToList();
            methods.ShouldBeUnique();
            methods.ShouldAllBe(name => name.Length > 0);
        }
    }

    [Fact]
    public void Everything_that_a_grain_is_asked_or_answers_can_travel()
    {
        var codecs = cluster.ServicesOf(0).GetRequiredService<ICodecProvider>();
        var seen = new HashSet<Type>();
        var missing = new List<string>();
        foreach (var method in GrainInterfaces.SelectMany(grain => grain.GetMethods()))
        {
            foreach (var type in method.GetParameters().Select(parameter => parameter.ParameterType).Append(ResultOf(method.ReturnType)))
            {
                Visit(type, method.Name);
            }
        }

        seen.ShouldContain(typeof(RefusalAnswer));
        missing.ShouldBeEmpty();

        void Visit(Type type, string from)
        {
            if (type == typeof(void) || type == typeof(CancellationToken) || !seen.Add(type))
            {
                return;
            }

            var isOurs = s_assemblies.Contains(type.Assembly);
            // An interface or a base is written as what it is at the time; protobuf messages are tried each and every one elsewhere.
            if (codecs.TryGetCodec(type) is null || (isOurs && !type.IsDefined(typeof(GenerateSerializerAttribute))))
            {
                missing.Add($"{type} in {from}");
            }

            foreach (var argument in type.GetGenericArguments())
            {
                Visit(argument, type.Name);
            }

            if (isOurs)
            {
                foreach (var member in Numbered(type))
                {
                    Visit(member.PropertyType, type.Name);
                }

                // What is not numbered would be left behind without a word.
                type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                    .Where(property => property.GetSetMethod(nonPublic: true) is not null && !property.IsDefined(typeof(IdAttribute)))
                    .Select(property => property.Name).ShouldBeEmpty(type.Name);
            }
        }
    }

    [Fact]
    public void Everything_that_travels_is_a_promise_not_to_change_it() =>
        Data.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute)) && !type.IsAssignableTo(typeof(Exception)))
            .ShouldAllBe(type => type.IsDefined(typeof(ImmutableAttribute)));

    private static string ContractOf(Type grain) =>
        $"interface {NameOf(grain)}: " + string.Join(", ", grain.GetMethods().Select(method =>
            $"{NameOf(method)}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})").Order(StringComparer.Ordinal));

    private static string DataContractOf(Type type)
    {
        var members = Numbered(type).OrderBy(IdOf).Select(member => $"{IdOf(member)} {member.Name}").ToList();
        return $"data {NameOf(type)}{(members.Count > 0 ? ": " : "")}{string.Join(", ", members)}";
    }

    private static IEnumerable<PropertyInfo> Numbered(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(property => property.IsDefined(typeof(IdAttribute)));

    private static uint IdOf(PropertyInfo property) => property.GetCustomAttribute<IdAttribute>()!.Id;

    private static string NameOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias ?? "";

    private static Type ResultOf(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : typeof(void);
}
