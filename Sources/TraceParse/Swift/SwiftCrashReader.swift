/// How a Swift crash is read on.
enum SwiftCrashLayout {
    /// Rows of text.
    case text
    /// Rows of text with a terminal's colours.
    case coloured
    /// A report as JSON.
    case report
}

/// What is kept of a Swift crash from row to row, and between crashes.
struct SwiftCrashReader {
    var trace = SwiftTraceReader()
    var report = SwiftReportReader()
    var prints = SwiftPrintMemory()
    /// The text of a coloured crash; it is kept for its memory.
    var plain = UncolouredText()
    /// Up to here no backtrace begins.
    var noBacktraceBefore = 0
    /// The crashes that were read before.
    var crashes = SwiftCrashMemory()
    /// The crash that is being read, where it may be kept.
    var candidate: CrashCandidate?

    /// Whether what was read before saves work, to compare what is read with and without.
    var remembers: Bool {
        get { !prints.isOff }
        set {
            trace.rows.isOff = !newValue
            report.frames.isOff = !newValue
            prints.isOff = !newValue
            crashes.isOff = !newValue
        }
    }

    /// Forgets the last crash.
    mutating func begin() {
        trace.begin()
        report.begin()
    }

    /// Hands out the text of a coloured crash, so that it can be changed in place.
    mutating func takePlain() -> UncolouredText {
        defer { plain = UncolouredText() }
        return plain
    }

    /// Moves all positions back, since bytes before them were dropped.
    mutating func shift(by distance: Int) {
        noBacktraceBefore = max(0, noBacktraceBefore - distance)
    }
}
