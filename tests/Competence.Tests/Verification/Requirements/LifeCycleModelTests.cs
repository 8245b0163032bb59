using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Kompetanse.Platform.Calls;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Verification.Requirements;

/// <summary>
/// Any history of steps, sound or not, with days going by: a model of rule 15, as plain as can be, says which are taken, where
/// every version is on every day, and which is in force.
/// </summary>
public sealed class LifeCycleModelTests
{
    enum Kind { Create, Update, Consult, Say, Revise, Approve, Retire, Wait }

    readonly record struct Step(Kind Kind, int Version, int Number);

    static readonly DateOnly Start = new(2026, 3, 2);

    static readonly Gen<Step[]> Any =
        from kind in Gen.Elements(
            Kind.Create, Kind.Update, Kind.Consult, Kind.Say, Kind.Revise, Kind.Approve, Kind.Retire, Kind.Retire, Kind.Wait, Kind.Wait)
        from version in Gen.Choose(0, 3)
        from number in Gen.Choose(-1, 6)
        select (Step[])[new Step(kind, version, number)];

    /// <summary>A version made, heard and approved: what chance alone seldom comes to.</summary>
    static readonly Gen<Step[]> Whole =
        from start in Gen.Choose(0, 6)
        select (Step[])
        [
            new(Kind.Create, 1, 0), new(Kind.Consult, 1, 0), new(Kind.Say, 1, 0), new(Kind.Say, 1, 1), new(Kind.Approve, 1, start),
        ];

    static readonly Gen<Step[]> History =
        from parts in Gen.Frequency((3, Any), (1, Whole)).ArrayOf(30)
        select parts.SelectMany(part => part).ToArray();

    [Fact]
    public void Every_history_goes_as_the_model_says() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(40),
        Prop.ForAll(History.ToArbitrary(), HoldsAsync));

    static async Task HoldsAsync(Step[] steps)
    {
        await using var agency = await Given.Agency(Demanding.Task);
        var model = new Model();
        var wasInForce = new List<(DateOnly Day, int Version)>();
        foreach (var step in steps)
        {
            if (step.Kind == Kind.Wait)
            {
                wasInForce.Add((model.Today, InForce(agency, model.Today)));
                agency.Time.Now += TimeSpan.FromDays(1);
                model.Today = model.Today.AddDays(1);
                continue;
            }

            // Most steps concern the last version, or the one before it.
            var version = step.Version == 0 ? step.Number : Math.Max(model.Versions.Count - (step.Version == 3 ? 1 : 0), 1);
            var taken = model.Take(step, version);
            (await IsTakenAsync(agency, Request(step, version, model.Today))).ShouldBe(taken, $"{step} of version {version}");
            ShouldAgree(agency, model);
        }

        // What was in force on a day that is past stays what it was.
        wasInForce.ShouldAllBe(past => InForce(agency, past.Day) == past.Version);
        var snapshot = await agency.SnapshotAsync();
        await agency.ReopenAsync();
        (await agency.SnapshotAsync()).ShouldBe(snapshot);
        ShouldAgree(agency, model);
    }

    static void ShouldAgree(TestAgency agency, Model model)
    {
        var task = agency.State.Tasks["aap"];
        task.Requirements.Count.ShouldBe(model.Versions.Count);
        for (var day = Start; day <= model.Today.AddDays(8); day = day.AddDays(1))
        {
            for (var i = 0; i < model.Versions.Count; i++)
                task.Requirements[i].StateOn(day).ShouldBe(model.StateOn(model.Versions[i], day), $"version {i + 1} on {day:O}");
            InForce(agency, day).ShouldBe(model.InForceOn(day));
            task.Requirements.Count(one => one.StateOn(day) == RequirementState.Effective).ShouldBeLessThanOrEqualTo(1);
        }
    }

    static int InForce(TestAgency agency, DateOnly day) => agency.State.Tasks["aap"].InForceOn(day)?.Number ?? 0;

    static async Task<bool> IsTakenAsync(TestAgency agency, IMessage request)
    {
        try
        {
            await agency.DoAsync(request);
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }

    static IMessage Request(Step step, int version, DateOnly today)
    {
        var date = $"{today.AddDays(step.Number):yyyy-MM-dd}";
        return step.Kind switch
        {
            Kind.Create => new CreateRequirementRequest { Requirement = Demanding.Requirement() },
            Kind.Update => new UpdateRequirementRequest
            {
                Requirement = new Requirement { TaskId = "aap", Version = version, LeastPeople = 3 + step.Number },
                UpdateMask = Some.Mask("least_people"),
            },
            Kind.Consult => Demanding.Consult(version),
            Kind.Say => Demanding.Say(Party(step), version: version),
            Kind.Revise => new ReviseRequirementRequest { TaskId = "aap", Version = version },
            Kind.Approve => Demanding.Approve(date, version),
            Kind.Retire => new RetireRequirementRequest { TaskId = "aap", Version = version, ValidTo = date },
            _ => throw new InvalidOperationException($"{step}"),
        };
    }

    static string Party(Step step) => step.Number % 2 == 0 ? "ntl" : "fo";

    sealed class Version
    {
        public bool IsOut { get; set; }

        public HashSet<string> Heard { get; } = [];

        public DateOnly? From { get; set; }

        public DateOnly? Ended { get; set; }

        public bool IsWithdrawn => Ended <= From;
    }

    sealed class Model
    {
        public List<Version> Versions { get; } = [];

        public DateOnly Today { get; set; } = Start;

        public bool Take(Step step, int number)
        {
            var version = number > 0 && number <= Versions.Count ? Versions[number - 1] : null;
            var state = version is null ? RequirementState.Unspecified : StateOn(version, Today);
            var date = Today.AddDays(step.Number);
            switch (step.Kind)
            {
                case Kind.Create when Versions.TrueForAll(one => one.From is not null):
                    Versions.Add(new Version());
                    return true;
                case Kind.Update when state == RequirementState.Draft:
                    return true;
                case Kind.Consult when state == RequirementState.Draft:
                    version!.IsOut = true;
                    version.Heard.Clear();
                    return true;
                case Kind.Say when state == RequirementState.Consultation:
                    version!.Heard.Add(Party(step));
                    return true;
                case Kind.Revise when state == RequirementState.Consultation:
                    version!.IsOut = false;
                    return true;
                case Kind.Approve when state == RequirementState.Consultation && version!.Heard.Count == 2 && date >= Today
                    && Versions.TrueForAll(other => other.From is null || other.IsWithdrawn || other.From < date):
                    version.From = date;
                    return true;
                case Kind.Retire when state is RequirementState.Approved or RequirementState.Effective && date >= Today
                    && (version!.From != Today || date > Today):
                    version.Ended = date;
                    return true;
                default:
                    return false;
            }
        }

        public RequirementState StateOn(Version version, DateOnly day) =>
            version.From is null ? (version.IsOut ? RequirementState.Consultation : RequirementState.Draft)
            : version.IsWithdrawn || version.Ended <= day || Versions.Exists(other => !other.IsWithdrawn && other.From > version.From && other.From <= day)
                ? RequirementState.Retired
            : day < version.From ? RequirementState.Approved
            : RequirementState.Effective;

        public int InForceOn(DateOnly day) =>
            Versions.FindIndex(version => StateOn(version, day) == RequirementState.Effective) + 1;
    }
}
