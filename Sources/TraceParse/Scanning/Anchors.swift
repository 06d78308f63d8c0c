/// The literals that the scanner looks for, and what each may begin.
///
/// Nothing else of a log is looked at, so a layout or an error text that is to be found must have
/// one of these in it, and one that ordinary lines hold must be cheap to dismiss.
struct Anchors: Sendable {
    enum Kind: Sendable, Equatable {
        /// `goroutine 18 [running]:`
        case goroutine
        /// `panic: …`
        case panic
        /// `http: panic serving ADDR: …`
        case serving
        /// Go's `fatal error: …`, Swift's `Fatal error: …`
        case fatalError
        /// `PC=0x…` below `SIGQUIT: quit`
        case signal
        /// `WARNING: DATA RACE`
        case dataRace
        /// `main.go:85` of a stack without headers
        case position
        /// `{"func":"…","line":"…","source":"…"}`
        case stackObject
        /// What is none of these as it stands, but may be once its line is taken out of its
        /// wrapping: journald's `"MESSAGE":[112,97,110,…]`.
        case wrapped
        /// A word of what `netstat` and the like print.
        case hostText
        /// A text of Swift's.
        case swift(SwiftAnchor)
        /// A text of the catalogue of errors, or of a user's pattern.
        case error

        /// Whether lines of a trace may stand around it.
        var mayBeTrace: Bool { self != .error && self != .hostText }
    }

    /// Literals that mark traces.
    ///
    /// At least four bytes each.
    private static let traces: [(String, Kind)] = [
        ("goroutine ", .goroutine),
        ("panic: ", .panic),
        ("panic serving ", .serving),
        ("atal error", .fatalError),
        ("PC=0x", .signal),
        ("WARNING: DATA RACE", .dataRace),
        (".go:", .position),
        (".go\u{1B}[", .wrapped),
        ("\"func\":\"", .stackObject),
        ("func&#34;:", .stackObject),
        ("func&quot;:", .stackObject),
        ("func\\\":", .wrapped),
        ("func\"\":", .wrapped),
        ("func\\\"\":", .wrapped),
        ("func\\\\\\\":", .wrapped),
        ("\"MESSAGE\":[", .wrapped),
        ("\"MESSAGE\" : [", .wrapped),
    ]

    let literals: [String]
    /// The length of the longest literal.
    let longest: Int
    private let kinds: [Kind]

    /// The anchors of traces, of the given texts of hosts and of errors.
    init(errors: [String], hostTexts: [String] = []) {
        let traces = Self.traces + SwiftAnchor.literals.map { ($0, .swift($1)) }
        literals = traces.map(\.0) + hostTexts + errors
        longest = literals.map(\.utf8.count).max() ?? 0
        kinds = traces.map(\.1) + hostTexts.map { _ in .hostText } + errors.map { _ in .error }
    }

    /// What the literal of an index may begin.
    func kind(_ literal: Int) -> Kind { kinds[literal] }
}
