namespace Kompetanse.Conformance;

static class Paths
{
    public const string Empty = "/grpc.testing.TestService/EmptyCall";
    public const string Unary = "/grpc.testing.TestService/UnaryCall";
    public const string Output = "/grpc.testing.TestService/StreamingOutputCall";
    public const string Input = "/grpc.testing.TestService/StreamingInputCall";
    public const string Duplex = "/grpc.testing.TestService/FullDuplexCall";
}
