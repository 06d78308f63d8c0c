import TraceParse

/// What a pipeline did to the newlines and tabs of a log.
enum Rendition: String, CaseIterable, Sendable {
    /// Nothing.
    case none
    /// Newlines dropped, a tab became one space: one token touches the next.
    case joined
    /// Newlines and tabs dropped.
    case joinedBare = "joined-bare"
    /// Each run of white space became one space.
    case space
    /// Spelled out: `\n`, `\t`.
    case escapedN = "escaped-n"
    /// Spelled out as rsyslog does: `#012`, `#011`.
    case rsyslog
    /// A page's source: entities, and each run of white space became one space.
    case htmlJoined = "html-joined"
    /// Lines end as a terminal's do.
    case crlf
    /// Four spaces before each line that has text.
    case indent
    /// Each tab became four spaces.
    case tabsToFour = "tabs-to-4-spaces"
    /// Each tab became eight spaces.
    case tabsToEight = "tabs-to-8-spaces"

    /// A log as the pipeline passed it on.
    func render(_ log: [UInt8]) -> [UInt8] {
        guard self != .none else { return log }
        let endsLine = log.last == newline
        let lines = (endsLine ? log.dropLast() : log[...]).split(
            separator: newline,
            omittingEmptySubsequences: false
        )
        let text = render(lines: lines)
        return keepsLines || !endsLine ? text : text + [newline]
    }

    /// Whether every line still ends in a newline.
    private var keepsLines: Bool {
        switch self {
        case .crlf, .indent, .tabsToFour, .tabsToEight: true
        default: false
        }
    }

    private func render(lines: [ArraySlice<UInt8>]) -> [UInt8] {
        switch self {
        case .none: Array(lines.joined(separator: [newline]))
        case .joined: lines.flatMap { replacingTabs($0, " ") }
        case .joinedBare: lines.flatMap { replacingTabs($0, "") }
        case .space: collapsed(Array(lines.joined(separator: [newline])))
        case .escapedN:
            Array(lines.map { replacingTabs($0, "\\t") }.joined(separator: Array("\\n".utf8)))
        case .rsyslog:
            Array(lines.map { replacingTabs($0, "#011") }.joined(separator: Array("#012".utf8)))
        case .htmlJoined: collapsed(escaped(Array(lines.joined(separator: [newline]))))
        case .crlf: lines.flatMap { Array($0) + Array("\r\n".utf8) }
        case .indent: lines.flatMap { ($0.isEmpty ? [] : Array("    ".utf8)) + $0 + [newline] }
        case .tabsToFour: lines.flatMap { replacingTabs($0, "    ") + [newline] }
        case .tabsToEight: lines.flatMap { replacingTabs($0, "        ") + [newline] }
        }
    }

    private func replacingTabs(_ line: ArraySlice<UInt8>, _ replacement: String) -> [UInt8] {
        let replacement = Array(replacement.utf8)
        return line.flatMap { $0 == UInt8(ascii: "\t") ? replacement : [$0] }
    }

    /// Each run of white space as one space, none at the ends.
    private func collapsed(_ text: [UInt8]) -> [UInt8] {
        let words = text.split { $0 == UInt8(ascii: " ") || (9...13).contains($0) }
        return Array(words.joined(separator: [UInt8(ascii: " ")]))
    }

    private func escaped(_ text: [UInt8]) -> [UInt8] {
        text.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "&"): Array("&amp;".utf8)
            case UInt8(ascii: "<"): Array("&lt;".utf8)
            case UInt8(ascii: ">"): Array("&gt;".utf8)
            case UInt8(ascii: "\""): Array("&quot;".utf8)
            case UInt8(ascii: "'"): Array("&#x27;".utf8)
            default: [byte]
            }
        }
    }
}

extension Rendition {
    /// Whether each line break is still there, as a newline or spelled out.
    var keepsBreaks: Bool {
        switch self {
        case .joined, .joinedBare, .space, .htmlJoined: false
        default: true
        }
    }

    /// How an incident says that its line breaks were kept or lost.
    var layout: Layout {
        switch self {
        case .joined, .joinedBare: .joined
        case .space, .htmlJoined: .spaced
        case .escapedN: .escaped
        case .rsyslog: .octal
        default: .lines
        }
    }
}

extension Rendition: CustomStringConvertible {
    var description: String { rawValue }
}

private let newline = UInt8(ascii: "\n")
