namespace Kompetanse.Cli.Import;

/// <summary>The faults found so far. Full at twenty: who has made that many wants to mend the cause, not read on.</summary>
internal sealed class FaultList
{
    public const int Most = 20;

    readonly List<Fault> faults = [];

    public IReadOnlyList<Fault> Faults => faults;

    public bool Any => faults.Count > 0;

    public bool Full => faults.Count >= Most;

    public void Add(Fault fault)
    {
        if (!Full) faults.Add(fault);
    }

    public void ThrowIfAny()
    {
        if (Any) throw new BadInputException(faults);
    }
}

/// <summary>Ends a stream that must not be recorded, or a command that has nothing sound to work on.</summary>
internal sealed class BadInputException(IReadOnlyList<Fault> faults) : Exception("The input has faults.")
{
    public IReadOnlyList<Fault> Faults { get; } = faults;
}
