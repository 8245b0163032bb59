using Google.Protobuf.Reflection;

namespace Kompetanse.Platform.Grpc.Reflection;

/// <summary>The contracts of the services that are mapped, and the files they stand in.</summary>
sealed class MappedServices
{
    private readonly List<ServiceDescriptor> _services = [];
    private readonly Lazy<Index> _index;

    public MappedServices() => _index = new Lazy<Index>(() => new Index(_services));

    /// <summary>At start-up, before the first question.</summary>
    public void Add(ServiceDescriptor service) => _services.Add(service);

    /// <summary>Full names, in order.</summary>
    public IEnumerable<string> Names => _services.Select(service => service.FullName).Order(StringComparer.Ordinal);

    /// <summary>The file of a name, as other files import it.</summary>
    public FileDescriptor? FindFile(string name) => _index.Value.Files.GetValueOrDefault(name);

    /// <summary>The file that declares a symbol, by its full name.</summary>
    public FileDescriptor? FindSymbol(string symbol) => _index.Value.Symbols.GetValueOrDefault(symbol);

    /// <summary>The extensions of a message, by its full name; null when there is no such message.</summary>
    public IReadOnlyList<FieldDescriptor>? FindExtensions(string message) =>
        FindSymbol(message) is null
            ? null
            : [.. _index.Value.Extensions.Where(extension => extension.ExtendeeType.FullName == message)
                .OrderBy(extension => extension.FieldNumber)];

    /// <summary>A file, followed by all it needs, each once.</summary>
    public static IEnumerable<FileDescriptor> WithDependencies(FileDescriptor file)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { file.Name };
        var files = new Queue<FileDescriptor>([file]);
        while (files.TryDequeue(out var next))
        {
            yield return next;
            foreach (var dependency in next.Dependencies.Where(dependency => seen.Add(dependency.Name)))
            {
                files.Enqueue(dependency);
            }
        }
    }

    private sealed class Index
    {
        public Index(IEnumerable<ServiceDescriptor> services)
        {
            foreach (var file in services.SelectMany(service => WithDependencies(service.File)))
            {
                if (Files.TryAdd(file.Name, file))
                {
                    Add(file);
                }
            }
        }

        public Dictionary<string, FileDescriptor> Files { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, FileDescriptor> Symbols { get; } = new(StringComparer.Ordinal);

        public List<FieldDescriptor> Extensions { get; } = [];

        private void Add(FileDescriptor file)
        {
            foreach (var service in file.Services)
            {
                AddSymbols([service, .. service.Methods]);
            }

            AddEnums(file.EnumTypes);
            AddMessages(file.MessageTypes);
            AddExtensions(file.Extensions);
        }

        private void AddMessages(IEnumerable<MessageDescriptor> messages)
        {
            foreach (var message in messages)
            {
                AddSymbols([message, .. message.Fields.InDeclarationOrder(), .. message.Oneofs]);
                AddEnums(message.EnumTypes);
                AddMessages(message.NestedTypes);
                AddExtensions(message.Extensions);
            }
        }

        private void AddEnums(IEnumerable<EnumDescriptor> enums)
        {
            foreach (var type in enums)
            {
                AddSymbols([type, .. type.Values]);
            }
        }

        private void AddExtensions(ExtensionCollection extensions)
        {
            AddSymbols(extensions.UnorderedExtensions);
            Extensions.AddRange(extensions.UnorderedExtensions);
        }

        private void AddSymbols(IEnumerable<IDescriptor> symbols)
        {
            foreach (var symbol in symbols)
            {
                Symbols.TryAdd(symbol.FullName, symbol.File);
            }
        }
    }
}
