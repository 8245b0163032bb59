namespace Kompetanse.Storage.Tests.Servers;

/// <summary>How long a server may take to start or stop before the test fails; a sound run never waits for it.</summary>
static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Asks again and again, a moment apart, until it no longer throws.</summary>
    public static async Task UntilItWorksAsync(Func<Task> work, Func<string> story)
    {
        var patience = DateTime.UtcNow + Limit;
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception exception)
            {
                if (DateTime.UtcNow > patience)
                    throw new TimeoutException(story(), exception);
                await Task.Delay(50);
            }
        }
    }
}
