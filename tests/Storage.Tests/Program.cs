// A process that writes until it is killed. Its argument is the directory of a SQLite storage. It writes many grains at a
// time, and says "GRAIN NUMBER ." for each number that was acknowledged.
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Kompetanse.Platform.Storage.Sqlite;
using Orleans;
using Orleans.Runtime;

if (args is not [var directory])
    throw new NotSupportedException("DIRECTORY");

await using var storage = new SqliteGrainStorage(new SqliteGrainStorageOptions { DataDirectory = directory });
await Task.WhenAll(Enumerable.Range(0, 40).Select(grain => Task.Run(async () =>
{
    var filling = ByteString.CopyFrom(new byte[100 * grain]);
    var state = new GrainState<Any>();
    for (var number = 1; ; number++)
    {
        state.State = new Any { TypeUrl = $"{number}", Value = filling };
        await storage.WriteStateAsync("journal", GrainId.Create("employee", $"{grain}"), state);
        Console.Write($"{grain} {number} .\n");
    }
})));
