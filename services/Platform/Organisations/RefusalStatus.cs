using System.Globalization;
using System.Resources;
using Google.Protobuf;
using Google.Rpc;
using Kompetanse.Platform.Grpc;

namespace Kompetanse.Platform.Organisations;

/// <summary>Turns refusals into a gRPC status with details, in the caller's language.</summary>
/// <param name="texts">Looked through in order for a reason's text.</param>
public sealed class RefusalStatus(IReadOnlyList<ResourceManager> texts)
{
    private const string Domain = "kompetanse";

    private static readonly CultureInfo Bokmål = CultureInfo.GetCultureInfo("nb");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>
    /// The status of the first refusal, with its reason (ErrorInfo) and text (LocalizedMessage), and every field at
    /// fault (BadRequest); what stands in the way of a command that is well-formed (PreconditionFailure).
    /// </summary>
    /// <param name="refusals">At least one.</param>
    /// <param name="acceptLanguage">As in HTTP; English when it asks for English before any Norwegian, else bokmål.</param>
    public RpcException ToException(IReadOnlyList<Refusal> refusals, string? acceptLanguage)
    {
        var language = LanguageOf(acceptLanguage);
        var first = refusals[0];
        var text = TextOf(first, language);

        var info = new ErrorInfo { Reason = first.Reason, Domain = Domain };
        foreach (var (name, value) in first.Details())
        {
            info.Metadata[name] = value;
        }

        var fields = new BadRequest();
        fields.FieldViolations.AddRange(refusals.Where(refusal => refusal.Field.Length > 0).Select(refusal =>
            new BadRequest.Types.FieldViolation
            {
                Field = refusal.Field,
                Description = $"{refusal.Reason}: {TextOf(refusal, language)}",
            }));
        var details = new List<IMessage> { info, new LocalizedMessage { Locale = language.Name, Message = text } };
        if (fields.FieldViolations.Count > 0)
        {
            details.Add(fields);
        }

        if (first.Code == StatusCode.FailedPrecondition)
        {
            details.Add(new PreconditionFailure
            {
                Violations =
                {
                    refusals.Select(refusal => new PreconditionFailure.Types.Violation
                    {
                        Type = refusal.Reason, Subject = refusal.Field, Description = TextOf(refusal, language),
                    }),
                },
            });
        }

        return new RpcException(first.Code, text, details);
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
        texts.Select(resources => resources.GetString(key, language)).FirstOrDefault(found => found is not null);

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
