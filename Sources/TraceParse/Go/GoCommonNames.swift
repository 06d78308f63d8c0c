/// Words with which modules of companies' own often begin, of those whose first letter is a
/// hexadecimal digit: `backend/handlers` rather than `ackend/handlers`.
enum GoCommonNames {
    private static let words: [StaticString] = [
        "account", "accounts", "adapter", "admin", "agent", "alert", "alerts", "analytics", "api",
        "app", "apps", "archive", "asset", "assets", "audit", "auth", "backend", "backup", "bank",
        "basket", "batch", "bff", "billing", "blob", "block", "blog", "board", "book", "booking",
        "bot", "bridge", "broker", "build", "bus", "cache", "calendar", "campaign", "card", "cart",
        "catalog", "chain", "chat", "checkout", "client", "cloud", "cluster", "cmd", "collector",
        "common", "config", "connector", "console", "consumer", "content", "controller", "core",
        "crawler", "cron", "crypto", "customer", "customers", "daemon", "dashboard", "data", "db",
        "delivery", "demo", "deploy", "device", "devices", "discovery", "dispatch",
        "dispatcher", "doc", "docs", "domain", "driver", "edge", "email", "engine", "event",
        "events", "exchange", "export", "exporter", "facade", "feature", "feed", "fetcher", "file",
        "files", "finance", "fleet", "flow", "forum", "frontend", "function", "functions",
    ]

    /// Whether the first label of a name is such a word, or begins with one and a hyphen.
    static func begins(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        let label = name.lowerBound..<GoKnownElements.endOfLabel(text, name)
        return words.contains { word in
            let end = label.lowerBound + word.utf8CodeUnitCount
            guard end <= label.upperBound, text.has(word, at: label.lowerBound, before: end) else {
                return false
            }
            return end == label.upperBound || text[end] == ASCII.minus
                || text[end] == ASCII.underscore
        }
    }
}
