namespace Kompetanse.Host.Demo;
internal static class DemoX { public static void AddDemo(this WebApplicationBuilder b) {} }
