using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kompetanse.Cli.Import;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Import;

public sealed class CsvRowsTests
{
    static readonly CsvSchema Schema = new("x.csv", ["a", "b", "c"]);

    /// <summary>Up to eight characters, most of them such that a careless reader trips.</summary>
    static readonly Gen<string> Values =
        Gen.Elements("\"", "\n", "\r\n", ",", ";", " ", "æ", "€", "😀", "x", "1", "\uFEFF", "").ListOf(8).Select(string.Concat);

    static readonly Gen<string[][]> Tables = Values.ArrayOf(3).ArrayOf().Resize(12);

    [Fact]
    public void What_is_written_by_the_rules_is_read_back_with_its_line()
    {
        var files =
            from rows in Tables
            from separator in Gen.Elements(',', ';')
            from lineBreak in Gen.Elements("\n", "\r\n")
            from mark in Gen.Elements("", "\uFEFF")
            from quoteAll in Gen.Elements(true, false)
            select (rows, separator, lineBreak, mark, quoteAll);
        Prop.ForAll(files.ToArbitrary(), file =>
        {
            var (text, lines) = Write(file.rows, file.separator, file.lineBreak, file.quoteAll);
            var read = Read(file.mark + text);
            read.Select(row => row.Line).ShouldBe(lines);
            read.SelectMany(row => row.Values).ShouldBe(file.rows.SelectMany(row => row));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_separator_is_found_in_the_header() =>
        Read("b;c;a\n2,5;3;1\n").Single().Values.ShouldBe(["1", "2,5", "3"]);

    [Fact]
    public void Blank_lines_are_passed_over() =>
        Read("\n\na,b,c\n\n1,2,3\n\n\n4,5,6\n\n").Select(row => row.Line).ShouldBe([5, 8]);

    [Fact]
    public void The_last_line_needs_no_line_break() => Read("a,b,c\n1,2,3").Single().Values.ShouldBe(["1", "2", "3"]);

    static (string Text, List<int> Lines) Write(string[][] rows, char separator, string lineBreak, bool quoteAll)
    {
        var text = new StringBuilder($"a{separator}b{separator}c{lineBreak}");
        var lines = new List<int>();
        foreach (var row in rows)
        {
            lines.Add(1 + text.ToString().Count(c => c == '\n'));
            text.Append(string.Join(separator, row.Select(value => Quote(value, quoteAll)))).Append(lineBreak);
        }

        return (text.ToString(), lines);
    }

    static string Quote(string value, bool always) =>
        always || value.AsSpan().IndexOfAny("\",;\r\n") >= 0 ? $"\"{value.Replace("\"", "\"\"")}\"" : value;

    static List<(int Line, string[] Values)> Read(string text)
    {
        using var folder = new TemporaryFolder().With("x.csv", text);
        var faults = new FaultList();
        var file = FileCheck.Check(Schema, Path.Combine(folder.Path, "x.csv"), faults).ShouldNotBeNull();
        using var rows = new CsvRows(file, file.Open(), faults);
        var (a, b, c) = (rows.Column("a"), rows.Column("b"), rows.Column("c"));
        var read = new List<(int, string[])>();
        while (rows.Next()) read.Add((rows.Line, [rows.Text(a), rows.Text(b), rows.Text(c)]));
        faults.Any.ShouldBeFalse();
        return read;
    }
}
