using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kompetanse.Cli.Import;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Import;

public sealed class ByteScanTests
{
    static readonly Gen<string> Texts =
        Gen.Elements("a", "æ", "€", "😀", "\n", "\r", "\r\n", "\"").ListOf().Resize(60).Select(string.Concat);

    [Fact]
    public void Text_in_UTF8_is_sound_however_it_arrives()
    {
        Prop.ForAll(Texts.ToArbitrary(), Gen.Choose(1, 7).ToArbitrary(), (text, step) =>
        {
            var scan = new ByteScan("x.csv");
            scan.Scan(new Trickle(Encoding.UTF8.GetBytes(text), step)).ShouldBeNull();
            scan.Lines.ShouldBe(1 + text.Replace("\r\n", "\n").Count(c => c is '\n' or '\r'));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_byte_out_of_place_is_found_on_its_line()
    {
        var broken =
            from before in Texts
            from found in Gen.Elements<byte>(0xE5, 0xF8, 0xFF, 0x80, 0xC0)
            from after in Texts.Select(text => "x" + text)
            from step in Gen.Choose(1, 7)
            select (before, found, after, step);
        Prop.ForAll(broken.ToArbitrary(), file =>
        {
            byte[] bytes = [.. Encoding.UTF8.GetBytes(file.before), file.found, .. Encoding.UTF8.GetBytes(file.after)];
            var fault = new ByteScan("x.csv").Scan(new Trickle(bytes, file.step)).ShouldNotBeNull();
            fault.Reason.ShouldBe("NOT_UTF8");
            fault.Place.Line.ShouldBe(1 + file.before.Replace("\r\n", "\n").Count(c => c is '\n' or '\r'));
            if (fault.TextKey == "NotUtf8Utf16") return;
            var line = file.before.Split('\n', '\r')[^1];
            fault.Arguments[0].ShouldBe(Encoding.UTF8.GetByteCount(line) + 1);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(ByteScan.LongestLine, null)]
    [InlineData(ByteScan.LongestLine + 1, "LINE_TOO_LONG")]
    public void A_line_may_be_as_long_as_the_limit(int length, string? reason)
    {
        byte[] bytes = [.. "x\n"u8, .. Enumerable.Repeat((byte)'y', length), .. "\nz"u8];
        var fault = new ByteScan("x.csv").Scan(new MemoryStream(bytes));
        fault?.Reason.ShouldBe(reason);
        (fault is null).ShouldBe(reason is null);
        fault?.Place.Line.ShouldBe(2);
    }

    /// <summary>Gives a few bytes at a time, so that characters are cut.</summary>
    sealed class Trickle(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(step, count));
    }
}
