/// Where a reading of a host stands.
struct EvidenceSource: Hashable, Sendable {
    /// The file and the line on which its figures begin.
    var position: SourcePosition
    /// Whether it stood inside a log, where whoever writes to the log might have put it.
    var isInsideLog = false
    /// The machine that the prompt before it names.
    var host: String?

    /// The directory and the host: texts of different ones are of different moments.
    var folder: [String] {
        let path = position.path
        let end = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
        return [String(path[..<end]), host ?? ""]
    }

    /// `evidence.txt:7`, with a word where it stood inside a log.
    var citation: Phrase {
        isInsideLog ? "\(at: position), inside the log" : "\(at: position)"
    }
}

/// A figure and where it stands, so that a cause can cite it.
struct Figure<Value: Hashable & Sendable>: Hashable, Sendable {
    var value: Value
    var source: EvidenceSource
}
