using Google.Protobuf;
using Kompetanse.Platform.Identity;

namespace Kompetanse.Platform.Organisations;

/// <summary>
/// Where organisations live. Commands and queries are protobuf messages, so that an organisation can be in this
/// process, in another, or wherever placement puts it, with the same code behind.
/// </summary>
public interface IOrganisationHost
{
    /// <summary>Decides on a command, records what was decided, and answers once it is durable.</summary>
    /// <param name="organisation">The agency.</param>
    /// <param name="command">A command message of one of the services.</param>
    /// <param name="caller">Who asks; stored with the entry as its actor.</param>
    /// <param name="cancellationToken">Gives up waiting. A command that is being recorded is recorded all the same.</param>
    Task<Outcome> ExecuteAsync(string organisation, IMessage command, Caller caller, CancellationToken cancellationToken);

    /// <summary>Answers from the state at one position; what is recorded of the reading is durable first.</summary>
    Task<Outcome> QueryAsync(string organisation, IMessage query, Caller caller, CancellationToken cancellationToken);

    /// <summary>Waits until readers see more than a position, or the date in Oslo is another.</summary>
    /// <param name="organisation">The agency.</param>
    /// <param name="position">What is known already.</param>
    /// <param name="today">The date at which it was read.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task WaitForNewsAsync(string organisation, long position, DateOnly today, CancellationToken cancellationToken);
}
