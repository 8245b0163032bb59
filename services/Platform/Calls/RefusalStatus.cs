using System.Globalization;
using System.Resources;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Kompetanse.Platform.Organisations;
using Microsoft.Extensions.Options;
using Status = Google.Rpc.Status;

namespace Kompetanse.Platform.Calls;

/// <summary>Turns refusals into a <c>google.rpc.Status</c> with details, in the caller's language.</summary>
/// <param name="texts">Looked through in order for a reason's text.</param>
/// <param name="options">How much may travel with a status.</param>
public sealed class RefusalStatus(IEnumerable<ResourceManager> texts, IOptions<GrpcOptions> options)
{
    private const string Domain = "kompetanse";

    private static readonly CultureInfo Bokmål = CultureInfo.GetCultureInfo("nb");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    private readonly ResourceManager[] _texts = [.. texts];

    /// <summary>
    /// The status of the first refusal, with its reason (ErrorInfo) and text (LocalizedMessage), and every field at
    /// fault (BadRequest); what stands in the way of a command that is well-formed (PreconditionFailure); when to come
    /// back (RetryInfo). Details that do not fit within <see cref="GrpcOptions.MaxStatusDetailsSize"/> are left out.
    /// </summary>
    /// <param name="refusals">At least one.</param>
    /// <param name="acceptLanguage">As in HTTP; English when it asks for English before any Norwegian, else bokmål.</param>
    public Status Of(IReadOnlyList<Refusal> refusals, string? acceptLanguage)
    {
        var language = LanguageOf(acceptLanguage);
        var status = new Status { Code = (int)refusals[0].Code, Message = TextOf(refusals[0], language) };
        var size = 0;
        foreach (var detail in Details(refusals, status.Message, language).Select(Any.Pack))
        {
            // Trailers that are too large would make the client lose the whole status.
            if (size + detail.CalculateSize() <= options.Value.MaxStatusDetailsSize)
            {
                size += detail.CalculateSize();
                status.Details.Add(detail);
            }
        }

        return status;
    }

    private IEnumerable<IMessage> Details(IReadOnlyList<Refusal> refusals, string text, CultureInfo language)
    {
        var first = refusals[0];
        yield return new ErrorInfo { Reason = first.Reason, Domain = Domain, Metadata = { first.Details() } };
        yield return new LocalizedMessage { Locale = language.Name, Message = text };
        if (first.RetryAfter is { } wait)
        {
            yield return new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) };
        }

        var fields = refusals.Where(refusal => refusal.Field.Length > 0).ToList();
        if (fields.Count > 0)
        {
            yield return new BadRequest
            {
                FieldViolations =
                {
                    fields.Select(refusal => new BadRequest.Types.FieldViolation
                    {
                        Field = refusal.Field, Description = $"{refusal.Reason}: {TextOf(refusal, language)}",
                    }),
                },
            };
        }

        if (first.Code == StatusCode.FailedPrecondition)
        {
            yield return new PreconditionFailure
            {
                Violations =
                {
                    refusals.Select(refusal => new PreconditionFailure.Types.Violation
                    {
                        Type = refusal.Reason, Subject = refusal.Field, Description = TextOf(refusal, language),
                    }),
                },
            };
        }
    }

    private string TextOf(Refusal refusal, CultureInfo language)
    {
        var text = Find(refusal.Reason, language)
            ?? throw new InvalidOperationException($"There is no text for {refusal.Reason}.");
        foreach (var (name, value) in refusal.Details())
        {
            // A word of the contract, such as a state, is told in the reader's own: `state.DRAFT` is the text's key.
            text = text.Replace($"{{{name}}}", Find($"{name}.{value}", language) ?? value, StringComparison.Ordinal);
        }

        return text;
    }

    private string? Find(string key, CultureInfo language) =>
        _texts.Select(resources => resources.GetString(key, language)).FirstOrDefault(found => found is not null);

    private static CultureInfo LanguageOf(string? acceptLanguage)
    {
        foreach (var range in (acceptLanguage ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (range.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            {
                return English;
            }

            if (range.StartsWith("n", StringComparison.OrdinalIgnoreCase))
            {
                return Bokmål;
            }
        }

        return Bokmål;
    }
}
