using System.Text;
using Kompetanse.Conformance.Http2;
using Kompetanse.Conformance.Protos;
using Kompetanse.Platform.Grpc;

namespace Kompetanse.Conformance;

public class MetadataTests
{
    private static readonly byte[] s_empty = Framed.Bytes(0, []);

    [Fact]
    public async Task Text_arrives_with_all_values_in_order_and_without_what_is_the_protocols()
    {
        var (reply, metadata) = await CallAsync(("x-a", "1"), ("x-b_c.d", "2"), ("x-a", "3"), ("grpc-timeout", "1H"), ("user-agent", "raw"));

        reply.Status.ShouldBe(StatusCode.OK);
        metadata!.GetTexts("x-a").ShouldBe(["1", "3"]);
        metadata.GetText("X-B_c.d").ShouldBe("2");
        metadata.Select(entry => entry.Key).Distinct().Order().ShouldBe(["user-agent", "x-a", "x-b_c.d"]);
    }

    [Theory]
    [InlineData("q6ur", new byte[] { 0xab, 0xab, 0xab })]
    [InlineData("q6s=", new byte[] { 0xab, 0xab })]
    [InlineData("q6s", new byte[] { 0xab, 0xab })]
    [InlineData("qw==", new byte[] { 0xab })]
    [InlineData("qw", new byte[] { 0xab })]
    [InlineData("", new byte[0])]
    public async Task Bytes_arrive_with_and_without_padding(string value, byte[] expected)
    {
        var (_, metadata) = await CallAsync(("x-a-bin", value));

        metadata!.GetBytes("x-a-bin")!.Value.ToArray().ShouldBe(expected);
        metadata.GetText("x-a-bin").ShouldBeNull();
    }

    [Fact]
    public async Task Bytes_that_were_joined_with_commas_are_told_apart()
    {
        var (_, metadata) = await CallAsync(("x-a-bin", "AQ==,Ag, Aw"), ("x-a-bin", "BA"));

        metadata!.GetAllBytes("x-a-bin").Select(bytes => bytes.Span[0]).ShouldBe([1, 2, 3, 4]);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("A")]
    [InlineData("AQ==,!")]
    [InlineData("AQ A=")]
    public async Task Bytes_that_are_not_base64_are_an_internal_error(string value)
    {
        var (reply, metadata) = await CallAsync(("x-a-bin", value));

        reply.Status.ShouldBe(StatusCode.Internal);
        reply.IsTrailersOnly.ShouldBeTrue();
        metadata.ShouldBeNull("the method did not run");
    }

    [Fact]
    public async Task Text_that_is_not_ASCII_is_no_error()
    {
        var (reply, metadata) = await CallAsync(("x-latin", "m\u00e5l"), ("x-a", "1"));

        reply.Status.ShouldBe(StatusCode.OK);
        metadata!.GetText("x-a").ShouldBe("1");
    }

    [Fact]
    public async Task Metadata_of_a_reply_goes_before_and_after_its_messages()
    {
        await using var server = await TestServer.StartAsync(new TestService
        {
            Empty = (_, context) =>
            {
                context.ResponseHeaders.Add("X-Before", "1");
                context.ResponseHeaders.Add("x-before-bin", "å"u8.ToArray());
                context.ResponseTrailers.Add("x-after", "2");
                context.ResponseTrailers.Add("x-after", "3");
                return Task.FromResult<Empty?>(new Empty());
            },
        });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.CallAsync(Paths.Empty, s_empty);

        reply.Blocks.Count.ShouldBe(2);
        reply.Header("x-before").ShouldBe("1");
        reply.Header("x-before-bin").ShouldBe(Convert.ToBase64String("å"u8).TrimEnd('='));
        reply.Header("x-after").ShouldBeNull();
        reply.Blocks[1].Where(header => header.Name == "x-after").Select(header => header.Value).ShouldBe(["2", "3"]);
        reply.Blocks[0].Count(header => header.Name == "x-before").ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("å")]
    [InlineData("grpc-anything")]
    [InlineData("content-type")]
    [InlineData(":path")]
    [InlineData("x-bin")]
    public void A_key_that_cannot_be_sent_is_refused(string key) =>
        Should.Throw<ArgumentException>(() => new Metadata().Add(key, "1"));

    [Fact]
    public void A_text_that_cannot_be_sent_is_refused()
    {
        Should.Throw<ArgumentException>(() => new Metadata().Add("x-a", "å"));
        Should.Throw<ArgumentException>(() => new Metadata().Add("x-a", "a\nb"));
        Should.Throw<ArgumentException>(() => new Metadata().Add("x-a", Encoding.ASCII.GetBytes("bytes").AsMemory()));
    }

    private static async Task<(RawReply Reply, Metadata? Metadata)> CallAsync(params (string Name, string Value)[] headers)
    {
        Metadata? metadata = null;
        await using var server = await TestServer.StartAsync(new TestService
        {
            Empty = (_, context) =>
            {
                metadata = context.RequestHeaders;
                return Task.FromResult<Empty?>(new Empty());
            },
        });
        await using var client = await RawConnection.ConnectAsync(server.Address);
        return (await client.CallAsync(Paths.Empty, s_empty, headers), metadata);
    }
}
