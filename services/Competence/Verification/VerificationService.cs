using Grpc.Core;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification;

/// <summary>Whether a person may do a demanding task alone: decided by the leader, answered at once.</summary>
public sealed class VerificationService(OrganisationCalls organisation, AgencyClock clock)
    : Protos.Verification.V1.VerificationService.VerificationServiceBase
{
    /// <summary>Decides for a task.</summary>
    public override Task<Message.Verification> Verify(VerifyRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Verification>(request, context);

    /// <summary>Verifies one competence at a level.</summary>
    public override Task<Message.Verification> VerifyCompetence(VerifyCompetenceRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Verification>(request, context);

    /// <summary>Ends a verification from today.</summary>
    public override Task<Message.Verification> Revoke(RevokeRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Verification>(request, context);

    /// <summary>A decision, by id.</summary>
    public override Task<Message.Verification> GetVerification(GetVerificationRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.Verification>(request, context);

    /// <summary>Decisions about an employee, newest first.</summary>
    public override Task<ListVerificationsResponse> ListVerifications(ListVerificationsRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListVerificationsResponse>(request, context);

    /// <summary>What the leader would decide on today, and what is missing.</summary>
    public override Task<Preparation> PrepareVerification(PrepareVerificationRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Preparation>(request, context);

    /// <summary>May this person do this task?</summary>
    public override Task<TaskCheck> CheckTask(CheckTaskRequest request, ServerCallContext context) =>
        organisation.QueryAsync<TaskCheck>(request, context);

    /// <summary>The same of up to a thousand.</summary>
    public override Task<CheckTasksResponse> CheckTasks(CheckTasksRequest request, ServerCallContext context) =>
        organisation.QueryAsync<CheckTasksResponse>(request, context);

    /// <summary>Every answer for a task, and then each that changes.</summary>
    public override async Task WatchTask(WatchTaskRequest request, IServerStreamWriter<WatchTaskResponse> responseStream, ServerCallContext context)
    {
        var everything = new WatchTaskRequest { TaskId = request.TaskId };
        Dictionary<string, TaskCheck>? copy = null;
        await foreach (var (now, _, _) in organisation.WatchAsync<WatchTaskResponse>(everything, context, clock))
        {
            var isFirst = copy is null;
            var changes = Checking.WatchTask.Changes(copy ??= new(StringComparer.Ordinal), now);
            if (isFirst && request.ResumePosition > 0)
            {
                // Read after the copy: what is recorded between the two is told twice, and nothing is left out.
                await responseStream.WriteAsync(await organisation.QueryAsync<WatchTaskResponse>(request, context), context.CancellationToken);
                continue;
            }

            if (isFirst || changes.Count > 0)
            {
                await responseStream.WriteAsync(
                    new WatchTaskResponse { Position = now.Position, Date = now.Date, Replaces = isFirst, Checks = { changes.Where(check => !isFirst || check.Answer != TaskAnswer.NotQualified) } },
                    context.CancellationToken);
            }
        }
    }

    /// <summary>Notices of verifications that end.</summary>
    public override Task<ListExpiringResponse> ListExpiring(ListExpiringRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListExpiringResponse>(request, context);
}
