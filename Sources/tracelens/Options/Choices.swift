internal import ArgumentParser
internal import TraceReport

/// How the report is written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case markdown
    case html
    case json
    case ndjson
    case state

    /// The format that a file's name asks for, `nil` where it asks for none.
    init?(fileExtension: String) {
        switch fileExtension.lowercased() {
        case "txt", "text": self = .text
        case "md", "markdown": self = .markdown
        case "html", "htm": self = .html
        case "json": self = .json
        case "ndjson", "jsonl": self = .ndjson
        case "state": self = .state
        default: return nil
        }
    }

    /// The report's format; `nil` for lines of incidents and for a state, which are no report.
    var reportFormat: ReportFormat? {
        switch self {
        case .text: .text
        case .markdown: .markdown
        case .html: .html
        case .json: .json
        case .ndjson, .state: nil
        }
    }
}

/// Whether to do what depends on a terminal.
enum Occasion: String, CaseIterable, ExpressibleByArgument {
    case auto
    case always
    case never

    /// The answer, where `auto` means the given one.
    func applies(automatically: Bool) -> Bool {
        switch self {
        case .auto: automatically
        case .always: true
        case .never: false
        }
    }
}
