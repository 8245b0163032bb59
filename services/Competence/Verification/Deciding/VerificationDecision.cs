using System.Globalization;
using Google.Protobuf;
using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Resources;
using Kompetanse.Competence.Verification.Requirements;
using Kompetanse.Protos.Verification.V1;
using DemandingTask = Kompetanse.Competence.Verification.Requirements.DemandingTask;

namespace Kompetanse.Competence.Verification.Deciding;

/// <summary>
/// A leader's documented decision that an employee is verified, or is not, for a demanding task or for one competence at a
/// level (verifisering). It is never changed; it may be revoked.
/// </summary>
public sealed class VerificationDecision(string id, int index, Employee employee) : Entity(id, index)
{
    /// <summary>About whom.</summary>
    public Employee Employee { get; } = employee;

    /// <summary>For what task; null for a single competence.</summary>
    public DemandingTask? Task { get; internal init; }

    /// <summary>The version of the task's requirement it was decided by.</summary>
    public int RequirementNumber { get; internal init; }

    /// <summary>In what; null for a task.</summary>
    public Catalogue.Competence? Competence { get; internal init; }

    /// <summary>The level in that competence.</summary>
    public int Level { get; internal init; }

    /// <summary>Verified, or not.</summary>
    public VerificationOutcome Outcome { get; internal init; }

    /// <summary>The leader who decided.</summary>
    public string DecidedBy { get; internal init; } = "";

    /// <summary>When.</summary>
    public DateOnly DecidedOn { get; internal init; }

    /// <summary>The first day it no longer counts, by its own end; null for a refusal.</summary>
    public DateOnly? ValidUntil { get; internal init; }

    /// <summary>Reasoning and grounds, encrypted with the employee's key: a VerificationDetails.</summary>
    public ByteString SealedDetails { get; internal init; } = ByteString.Empty;

    /// <summary>The first day it no longer counts because it was revoked; null: it was not.</summary>
    public DateOnly? RevokedOn { get; internal set; }

    /// <summary>Who revoked it.</summary>
    public string RevokedBy { get; internal set; } = "";

    /// <summary>Why: a StatedReason, encrypted with the employee's key.</summary>
    public ByteString SealedRevocation { get; internal set; } = ByteString.Empty;

    /// <summary>The id of the n-th decision of the agency, from 1.</summary>
    public static string IdOf(int number) => $"v{number.ToString(CultureInfo.InvariantCulture)}";
}
