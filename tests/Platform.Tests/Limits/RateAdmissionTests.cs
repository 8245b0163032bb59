using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using Google.Rpc;
using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Limits;
using Kompetanse.Platform.Tests.Identity;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Limits;

public sealed class RateAdmissionTests
{
    [Fact]
    public void Whoever_calls_when_they_like_is_admitted_as_a_bucket_of_calls_would_have_it()
    {
        // Milliseconds between calls, of a caller that may make so many a second, and so many at once.
        var cases =
            from perSecond in Gen.Elements(1, 2, 4, 5, 10)
            from burst in Gen.Choose(1, 6)
            from gaps in Gen.Frequency((3, Gen.Constant(0)), (3, Gen.Choose(1, 400)), (1, Gen.Choose(400, 10_000))).ListOf()
            select (PerSecond: perSecond, Burst: burst, Gaps: gaps);
        var (admitted, refused) = (0, 0);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var time = new ClockOfTest();
            var admission = Admission(one.PerSecond, one.Burst, time);
            var bucket = (decimal)one.Burst;
            foreach (var gap in one.Gaps)
            {
                time.Pass(TimeSpan.FromMilliseconds(gap));
                bucket = Math.Min(one.Burst, bucket + (gap / 1000m * one.PerSecond));
                var wait = WaitFor(admission, "anna");
                if (bucket >= 1)
                {
                    wait.ShouldBeNull();
                    bucket--;
                    admitted++;
                }
                else
                {
                    wait.ShouldNotBeNull().ShouldBe(TimeSpan.FromSeconds((double)((1 - bucket) / one.PerSecond)), TimeSpan.FromMicroseconds(1));
                    refused++;
                }
            }
        }));

        admitted.ShouldBeGreaterThan(100);
        refused.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Who_comes_back_when_told_to_is_admitted_and_not_before()
    {
        var time = new ClockOfTest();
        var admission = Admission(perSecond: 3, burst: 1, time);
        WaitFor(admission, "anna").ShouldBeNull();
        var wait = WaitFor(admission, "anna").ShouldNotBeNull();

        time.Pass(wait - TimeSpan.FromMicroseconds(1));
        WaitFor(admission, "anna").ShouldNotBeNull();
        time.Pass(TimeSpan.FromMicroseconds(1));
        WaitFor(admission, "anna").ShouldBeNull();
    }

    [Fact]
    public void Callers_have_each_their_own()
    {
        var admission = Admission(perSecond: 1, burst: 1, new ClockOfTest());

        WaitFor(admission, "anna").ShouldBeNull();
        WaitFor(admission, "anna").ShouldNotBeNull();
        WaitFor(admission, "berit").ShouldBeNull();
        WaitFor(admission, "").ShouldBeNull();
    }

    [Fact]
    public async Task Calls_at_the_same_time_are_counted_each()
    {
        var admission = Admission(perSecond: 1, burst: 1000, new ClockOfTest());

        var admitted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Enumerable.Range(0, 500).Count(_ => WaitFor(admission, "anna") is null))));

        admitted.Sum().ShouldBe(1000);
    }

    [Fact]
    public void Who_has_been_quiet_is_forgotten_and_who_has_not_is_remembered()
    {
        var time = new ClockOfTest();
        var admission = Admission(perSecond: 1, burst: 2, time);
        var quiet = CallOnce(admission);
        time.Pass(TimeSpan.FromSeconds(10));
        WaitFor(admission, "busy").ShouldBeNull();
        WaitFor(admission, "busy").ShouldBeNull();

        for (var i = 0; i < 3000; i++)
        {
            WaitFor(admission, $"client {i}").ShouldBeNull();
        }

        GC.Collect();
        quiet.TryGetTarget(out _).ShouldBeFalse();
        WaitFor(admission, "busy").ShouldNotBeNull();
        GC.KeepAlive(admission);
    }

    static RateAdmission Admission(int perSecond, int burst, TimeProvider time) =>
        new(Options.Create(new CallLimitOptions { CallsPerSecond = perSecond, Burst = burst }), time);

    /// <summary>How long a refused caller is told to wait; null when the call was admitted.</summary>
    static TimeSpan? WaitFor(RateAdmission admission, string employeeId)
    {
        try
        {
            admission.AdmitAsync(new CallContext { User = new Caller { EmployeeId = employeeId } }).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
            return null;
        }
        catch (RpcException refused) when (refused.Code == StatusCode.ResourceExhausted)
        {
            return refused.Details.OfType<RetryInfo>().Single().RetryDelay.ToTimeSpan();
        }
    }

    /// <summary>A call of somebody whose id is nowhere else, so that it can be seen whether it is kept.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference<string> CallOnce(RateAdmission admission)
    {
        var id = Guid.NewGuid().ToString("N");
        WaitFor(admission, id).ShouldBeNull();
        return new WeakReference<string>(id);
    }
}
