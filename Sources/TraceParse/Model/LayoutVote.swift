/// How often each way of keeping or losing line breaks was met between the tokens of a trace.
struct LayoutVote {
    private var counts = InlineArray<6, Int>(repeating: 0)

    enum Kind: UInt8 {
        case lines, joined, spaced, escaped, octal, markup
    }

    /// Counts the gap before a frame, a creator or a header; the gap before a first header says
    /// nothing, since an announcement may stand on its line.
    mutating func count(_ gap: Gap, isFirst: Bool) {
        guard !isFirst else { return }
        count(Self.kind(of: gap))
    }

    /// How a gap is spelled.
    static func kind(of gap: Gap) -> Kind {
        if gap.spelling.contains(.escaped) { return .escaped }
        if gap.spelling.contains(.octal) { return .octal }
        if gap.spelling.contains(.markup) { return .markup }
        if gap.breaks > 0 { return .lines }
        return gap.indent > 0 ? .spaced : .joined
    }

    /// Counts a gap that is spelled in a way.
    mutating func count(_ kind: Kind) {
        counts[Int(kind.rawValue)] += 1
    }

    /// The layout that was met; `mixed` where more than one was met more than now and then.
    func layout(inJSON: Bool) -> Layout? {
        var total = 0
        var most = 0
        for index in counts.indices {
            total += counts[index]
            if counts[index] > counts[most] { most = index }
        }
        guard total > 0, let kind = Kind(rawValue: UInt8(most)) else { return nil }
        if counts[most] * 10 < total * 8 { return .mixed }
        return switch kind {
        case .lines: .lines
        case .joined: .joined
        case .spaced: .spaced
        case .escaped: inJSON ? .json : .escaped
        case .octal: .octal
        case .markup: .markup
        }
    }
}
