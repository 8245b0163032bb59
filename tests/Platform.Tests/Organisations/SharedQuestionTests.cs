using Kompetanse.Platform.Organisations;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Organisations;

public sealed class SharedQuestionTests
{
    [Fact]
    public async Task An_answer_is_to_a_question_that_was_asked_after_one_came()
    {
        var time = 0L;
        var asked = 0;
        var question = new SharedQuestion<long>(async () =>
        {
            Interlocked.Increment(ref asked);
            await Task.Yield();
            var answer = Interlocked.Read(ref time);
            await Task.Yield();
            return answer;
        });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var at = 0; at < 20_000; at++)
            {
                var came = Interlocked.Increment(ref time);
                (await question.AskAsync()).ShouldBeGreaterThanOrEqualTo(came);
            }
        })));

        asked.ShouldBeLessThan(160_000);
    }

    [Fact]
    public async Task Whoever_comes_just_as_an_answer_does_stands_in_nobodys_way()
    {
        for (var round = 0; round < 20_000; round++)
        {
            TaskCompletionSource<int>[] answers = [new(), new(), new()];
            var asked = 0;
            var question = new SharedQuestion<int>(() => new ValueTask<int>(answers[Interlocked.Increment(ref asked) - 1].Task));
            var first = question.AskAsync();
            using var start = new Barrier(2);
            var answering = Task.Run(() =>
            {
                start.SignalAndWait();
                answers[0].SetResult(1);
            });
            start.SignalAndWait();
            var second = question.AskAsync();
            await answering;
            await first;
            answers[1].SetResult(2);
            (await second).ShouldBe(2);

            _ = question.AskAsync();

            asked.ShouldBe(3, $"in round {round}");
        }
    }

    [Fact]
    public async Task A_question_that_failed_is_asked_again()
    {
        var asked = 0;
        var question = new SharedQuestion<int>(async () =>
        {
            await Task.Yield();
            return Interlocked.Increment(ref asked) % 2 == 1 ? throw new TimeoutException() : asked;
        });

        await Should.ThrowAsync<TimeoutException>(question.AskAsync);
        (await question.AskAsync()).ShouldBe(2);
    }
}
