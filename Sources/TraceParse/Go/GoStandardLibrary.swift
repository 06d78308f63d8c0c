/// Go's standard library, known by the first element of its import paths, so that it is known where
/// paths were trimmed as well.
///
/// Source: the directories below `src` of Go 1.19 to 1.27.
enum GoStandardLibrary {
    /// The elements' first eight bytes, the longest (`container`) cut: no two share them.
    private static let packed: [UInt64] = [
        "archive", "arena", "bufio", "builtin", "bytes", "cmp", "compress", "containe", "context",
        "crypto", "database", "debug", "embed", "encoding", "errors", "expvar", "flag", "fmt",
        "go", "hash", "html", "image", "index", "internal", "io", "iter", "log", "maps", "math",
        "mime", "net", "os", "path", "plugin", "reflect", "regexp", "runtime", "simd", "slices",
        "sort", "strconv", "strings", "structs", "sync", "syscall", "testing", "text", "time",
        "unicode", "unique", "unsafe", "uuid", "vendor", "weak",
    ].map { name in name.utf8.reduce(0) { $0 << 8 | UInt64($1) } }

    /// Whether the first element of an import path is one of the standard library's.
    static func contains(_ text: Span<UInt8>, _ element: Range<Int>) -> Bool {
        guard !element.isEmpty, element.count <= 9 else { return false }
        if element.count == 9 {
            return text.has("container", at: element.lowerBound, before: element.upperBound)
        }
        var name: UInt64 = 0
        for index in element { name = name << 8 | UInt64(text[index]) }
        return packed.contains(name)
    }

    /// Hosts of well-known modules that begin with a hexadecimal digit's letter, which a seam may
    /// hide, and the most frequent others.
    private static let hosts: [StaticString] = [
        "github.com", "golang.org", "google.golang.org", "go.uber.org", "gopkg.in", "k8s.io",
        "sigs.k8s.io", "gorm.io", "gitlab.com", "go.opentelemetry.io", "go.etcd.io",
        "go.mongodb.org",
        "bitbucket.org", "bazil.org", "buf.build", "cel.dev", "cloud.google.com",
        "code.cloudfoundry.org", "codeberg.org", "connectrpc.com", "contrib.go.opencensus.io",
        "cuelabs.dev", "cuelang.org", "dario.cat", "deps.dev", "dmitri.shuralyov.com",
        "emperror.dev", "entgo.io", "example.com", "example.net", "example.org", "filippo.io",
        "firebase.google.com", "fortio.org", "fyne.io", "ariga.io", "aead.dev", "bou.ke", "cdr.dev",
        "chainguard.dev", "collectd.org", "encore.dev", "camlistore.org", "4d63.com", "9fans.net",
    ]

    /// Whether an element is the host of a well-known module.
    ///
    /// Only asked where a seam is open.
    static func isKnownHost(_ text: Span<UInt8>, _ element: Range<Int>) -> Bool {
        hosts.contains { host in
            host.utf8CodeUnitCount == element.count
                && text.has(host, at: element.lowerBound, before: element.upperBound)
        }
    }
}
