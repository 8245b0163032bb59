namespace Kompetanse.Cli.Import;

/// <summary>Told how far the reading has come.</summary>
internal interface IImportProgress
{
    /// <summary>A part of the file has been read, up to the line.</summary>
    void Reading(CsvFile file, int line, int rows);

    /// <summary>The whole file has been read.</summary>
    void Read(CsvFile file, int rows);

    /// <summary>Everything has been sent; what is left is the server's.</summary>
    void Sent();
}
