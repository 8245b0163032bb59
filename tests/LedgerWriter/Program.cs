// A process that appends, for tests of several writers and of killed ones. It does what it reads, line by line:
//   catch-up            → head POSITION
//   append              → appended POSITION REQUEST . | conflict
//   run COUNT SIZE BYTES → COUNT appends of SIZE entries of about BYTES each, catching up as needed; a line
//                         "appended POSITION REQUEST ." for each entry that is acknowledged, and then "done"
// Arguments: FOLDER ORGANISATION NAME.
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Kompetanse.Platform.Ledger;
using Kompetanse.Testing;
using Kompetanse.Protos.Ledger.V1;

if (args is not [var folder, var organisation, var name])
    throw new NotSupportedException("FOLDER ORGANISATION NAME");

await using var ledger = new LedgerInFolder(folder);
var head = LedgerHead.Empty;
var count = 0;
var random = new Random(17);

while (Console.ReadLine() is { } line)
{
    switch (line.Split(' '))
    {
        case ["catch-up"]:
            await CatchUpAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"head {head.Position}"));
            break;
        case ["append"]:
            Console.Write(await AppendAsync(entries: 1, bytes: 100) ?? "conflict\n");
            break;
        case ["run", var appends, var entries, var bytes]:
            for (var left = Number(appends); left > 0;)
            {
                if (await AppendAsync(Number(entries), Number(bytes)) is { } acknowledged)
                {
                    Console.Write(acknowledged);
                    left--;
                }
                else
                {
                    await CatchUpAsync();
                }
            }

            Console.WriteLine("done");
            break;
        default:
            throw new NotSupportedException($"Not understood: {line}");
    }
}

async Task<string?> AppendAsync(int entries, int bytes)
{
    var batch = new List<Entry>();
    for (var i = 0; i < entries; i++)
    {
        var payload = new byte[bytes / 2 + random.Next(bytes)];
        random.NextBytes(payload);
        var entry = new Entry
        {
            Actor = name,
            RequestId = string.Create(CultureInfo.InvariantCulture, $"{name}-{++count}"),
            Command = "test",
        };
        entry.Events.Add(new Event { Name = "written.v1", Payload = ByteString.CopyFrom(payload) });
        batch.Add(entry);
    }

    if (await ledger.AppendAsync(organisation, head, batch, [], CancellationToken.None) is not AppendResult.Appended appended)
        return null;

    head = appended.Head;
    var lines = new StringBuilder();
    foreach (var entry in batch)
        lines.Append(CultureInfo.InvariantCulture, $"appended {entry.Position} {entry.RequestId} .\n");
    return lines.ToString();
}

async Task CatchUpAsync()
{
    await foreach (var (entry, hash) in ledger.ReadAsync(organisation, head.Position, CancellationToken.None))
        head = new LedgerHead(entry.Position, hash);
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
