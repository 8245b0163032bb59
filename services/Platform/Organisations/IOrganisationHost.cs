using Google.Protobuf;

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
    /// <param name="actor">Who asks: an employee id or a client's name; stored with the entry.</param>
    /// <param name="cancellationToken">Gives up waiting. A command that is being recorded is recorded all the same.</param>
    Task<Outcome> ExecuteAsync(string organisation, IMessage command, string actor, CancellationToken cancellationToken);

    /// <summary>Answers from the state at one position.</summary>
    Task<Outcome> QueryAsync(string organisation, IMessage query, CancellationToken cancellationToken);
}
