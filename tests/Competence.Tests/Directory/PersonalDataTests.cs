using System.Text;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Directory;

/// <summary>Names and addresses lie sealed in the ledger, and in no error.</summary>
public sealed class PersonalDataTests
{
    const string Name = "Qvintus Zqåmposium";
    const string Email = "qvintus.zqamposium@hemmelig.example.no";

    [Fact]
    public async Task No_name_and_no_address_is_anywhere_in_the_bytes_of_the_ledger()
    {
        await using var agency = await Given.Agency(
            new CreateEmployeeRequest { Employee = Some.Employee("created", Name, Email), RequestId = "r-1" },
            new UpdateEmployeeRequest { Employee = Some.Employee("anna", Name, Email) },
            new ImportRequest { Employees = { Some.Employee("imported", Name, Email) } });
        foreach (var id in (string[])["created", "anna", "imported"])
        {
            var employee = await agency.AskAsync<Employee>(new GetEmployeeRequest { Id = id });
            (employee.Name, employee.Email).ShouldBe((Name, Email));
        }

        var open = await agency.BytesOnDiskAsync(); // the write-ahead log among them
        await agency.ReopenAsync();
        var closed = await agency.BytesOnDiskAsync();

        foreach (var bytes in (byte[][])[open, closed])
        {
            Find(bytes, "imported").ShouldBeTrue("what is not personal should be found");
            foreach (var personal in (string[])[Name, "Zqåmposium", "Qvintus", Email, "hemmelig", "Anna Berg", "anna.berg"])
                Find(bytes, personal).ShouldBeFalse(personal);
        }
    }

    [Fact]
    public async Task No_name_and_no_address_is_in_a_refusal()
    {
        await using var agency = await Given.Agency(new CreateEmployeeRequest { Employee = Some.Employee("qz", Name, Email) });

        // The fixture reads every refusal for the name and the address of everybody.
        await agency.ShouldRefuseAsync(
            new CreateEmployeeRequest { Employee = Some.Employee("qz", Name, Email) }, Expected.AlreadyExists("employee", "qz"));
        await agency.ShouldRefuseAsync(
            new CreateEmployeeRequest { Employee = Some.Employee(Name, Name, Email) }, Expected.IdInvalid("employee.id"));
        await agency.ShouldRefuseAsync(new GetEmployeeRequest { Id = Email }, Expected.EmployeeNotFound("id", "…"));
        await agency.ShouldRefuseAsync(
            new ImportRequest { Positions = { Some.Position(Name) } }, Expected.EmployeeNotFound("positions[0].employee_id", "…"));
        await agency.ShouldRefuseAsync(
            new UpdateEmployeeRequest { Employee = Some.Employee("qz", Name, Email), UpdateMask = Some.Mask(Name) },
            Expected.UpdateMaskInvalid("…"));
    }

    static bool Find(ReadOnlySpan<byte> bytes, string text) =>
        bytes.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;
}
