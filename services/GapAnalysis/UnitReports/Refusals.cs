using Grpc.Core;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>A basis that is none of BEST, SELF, AGREED and VERIFIED.</summary>
public sealed record BasisInvalid(string Field) : Refusal("BASIS_INVALID", StatusCode.InvalidArgument, Field);
