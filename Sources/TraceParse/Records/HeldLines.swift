/// Lines of which the first parts have come, kept until the last one does: what stands within a line
/// is told by the whole of it, for a record that is cut in two is none.
///
/// They are kept within bounds: a line that is longer goes to its stream part by part, as it came.
struct HeldLines {
    /// A part as it came.
    struct Part {
        var text: MappedText
        var piece: StreamLane.Piece
        /// The bytes of the moment that the transport noted.
        var time: [UInt8]
    }

    /// The parts of one line.
    struct Line {
        let identity: [UInt8]
        fileprivate(set) var parts: [Part] = []
        fileprivate(set) var count = 0

        /// Where the first byte of the line stood.
        var firstOffset: Int { parts.first?.text.jumps.first?.origin ?? 0 }

        /// The line, its parts one behind the other.
        var whole: MappedText {
            var text = MappedText()
            for part in parts { text.append(part.text) }
            return text
        }

        /// What was undone for any of its parts.
        var undone: Undone {
            parts.reduce(into: .parts) { $0.formUnion($1.piece.undone) }
        }
    }

    /// What becomes of a part.
    enum Outcome {
        /// It waits for the next one.
        case waits
        /// It was the last one.
        case completes(Line)
        /// The line is too long to wait any longer.
        case overflows(Line)
    }

    /// No longer line is kept.
    private static let longest = 1 << 20
    /// No more than this is kept of all lines.
    private static let most = 4 << 20

    private var lines: [Line] = []
    private var count = 0

    /// Where the first byte of what is kept stood, `nil` where nothing is.
    var firstOffset: Int? { lines.lazy.map(\.firstOffset).min() }

    /// Whether a stream's line waits for its next part.
    func holds(_ identity: [UInt8]) -> Bool { lines.contains { $0.identity == identity } }

    /// Keeps the next part of a stream's line.
    mutating func add(_ part: Part, to identity: [UInt8]) -> Outcome {
        let index = lines.firstIndex { $0.identity == identity } ?? lines.count
        if index == lines.count { lines.append(Line(identity: identity)) }
        lines[index].parts.append(part)
        lines[index].count += part.text.bytes.count
        count += part.text.bytes.count
        if !part.piece.goesOn { return .completes(take(at: index)) }
        if lines[index].count > Self.longest || count > Self.most {
            return .overflows(take(at: index))
        }
        return .waits
    }

    private mutating func take(at index: Int) -> Line {
        count -= lines[index].count
        return lines.remove(at: index)
    }

    /// Takes the lines that began before an offset, whatever is missing of them.
    mutating func takeBegun(before offset: Int) -> [Line] {
        let taken = lines.filter { $0.firstOffset < offset }
        lines.removeAll { $0.firstOffset < offset }
        for line in taken { count -= line.count }
        return taken
    }
}
