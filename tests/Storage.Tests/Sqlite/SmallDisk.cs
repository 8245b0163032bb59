using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Kompetanse.Storage.Tests.Sqlite;

/// <summary>
/// A disk of a few hundred kilobytes in memory, which really can be full or read-only: the permissions of a file mean
/// nothing to root, and a limit in SQLite is not what the kernel says. Mounting takes root, or sudo without a password.
/// </summary>
sealed class SmallDisk : IDisposable
{
    readonly string _parent = System.IO.Directory.CreateTempSubdirectory("disk-").FullName;

    public SmallDisk(int kilobytes)
    {
        Directory = MountPoint("disk");
        ReadOnlyView = MountPoint("read-only");
        Mount("-t", "tmpfs", "-o", Size(kilobytes) + ",mode=0777", "tmpfs", Directory);
        Mount("-o", "bind,ro", Directory, ReadOnlyView);
    }

    public string Directory { get; }

    /// <summary>The same disk, where nobody can write.</summary>
    public string ReadOnlyView { get; }

    /// <summary>Fills the disk to the last byte, with a file that can be deleted.</summary>
    /// <returns>Its path.</returns>
    public string Fill()
    {
        var path = Path.Combine(Directory, "ballast");
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                file.Write(new byte[4096]);
        }
        catch (IOException)
        {
            return path;
        }
    }

    public void Grow(int kilobytes) => Mount("-o", "remount," + Size(kilobytes), Directory);

    public void MakeReadOnly() => Mount("-o", "remount,ro", Directory);

    public void MakeViewWritable() => Mount("-o", "remount,bind,rw", ReadOnlyView);

    public void MakeWritable() => Mount("-o", "remount,rw", Directory);

    public void Dispose()
    {
        Run("umount", ReadOnlyView);
        Run("umount", Directory);
        System.IO.Directory.Delete(_parent, recursive: true);
    }

    string MountPoint(string name) => System.IO.Directory.CreateDirectory(Path.Combine(_parent, name)).FullName;

    static string Size(int kilobytes) => string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k");

    static void Mount(params IReadOnlyList<string> arguments) => Run("mount", arguments);

    static void Run(string program, params IReadOnlyList<string> arguments)
    {
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo("sudo", ["-n", program, .. arguments]);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {process.ExitCode}");
    }
}

/// <summary>
/// A test that mounts a <see cref="SmallDisk"/>. Where nobody may mount it is skipped and says so; in CI (the variable
/// <c>CI</c> is set) it runs, and fails.
/// </summary>
sealed class SmallDiskFactAttribute : FactAttribute
{
    static readonly Lazy<bool> CanMount = new(() =>
    {
        try
        {
            using var disk = new SmallDisk(kilobytes: 64);
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    public SmallDiskFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") is null or "" && !CanMount.Value)
            Skip = "Mounting a small disk takes root, or sudo without a password.";
    }
}
