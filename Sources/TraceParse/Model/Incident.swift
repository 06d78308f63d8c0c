/// One thing that went wrong, as the log tells it.
public struct Incident: Hashable, Sendable {
    /// Its number in the input, from 0, in the order in which incidents end.
    public var index: Int
    /// The language whose runtime printed it, or `nil` for a bare error line.
    public var language: Language?
    /// How it showed itself.
    public var kind: IncidentKind
    /// What kind of failure it is, or `nil` for a dump without an error.
    public var errorClass: ErrorClass?
    /// The first panic's, or the error's, own text, newlines kept.
    public var message: String?
    /// The later messages of a chain of panics.
    public var chain: [String]
    /// How often the same error was printed again beside it.
    public var repeats: Int
    /// When it was logged.
    public var time: Timestamp?
    /// The time as printed.
    public var timeText: String?
    /// Where the time comes from.
    public var timeSource: TimeSource?
    /// Whose request was being served.
    public var client: Endpoint?
    /// The far end of the connection that failed.
    public var peer: Endpoint?
    /// The near end of the connection that failed.
    public var local: Endpoint?
    /// What failed.
    ///
    /// `read`, `write`, `dial`, `accept`, `listen`, `lookup`, …
    public var operation: String?
    /// The network as printed: `tcp`, `udp`, `unix`, …; `pipe` or `file` for those.
    public var transport: String?
    /// The signal that it names.
    public var signal: SignalInfo?
    /// The program's own outermost frame of the unbroken run that begins at `origin`.
    public var handler: CodeLocation?
    /// The program's own innermost frame.
    public var origin: CodeLocation?
    /// The goroutines of a Go traceback.
    public var goroutines: [Goroutine]
    /// How many more goroutines there were past the limit.
    public var goroutinesElided: Int
    /// The threads of a Swift crash.
    public var threads: [CrashThread]
    /// Where it stands.
    public var source: SourceRange
    /// How its line breaks were kept or lost.
    public var layout: Layout
    /// Equal for the same fault whatever the layout, for example `g1:b0c1d2e3f4a59687`.
    public var fingerprint: String
    /// Whether the input was cut inside it.
    public var truncated: Bool
    /// Whether a limit of ours was reached.
    public var clipped: Bool

    /// An incident of which nothing but its kind and place is known.
    public init(kind: IncidentKind, source: SourceRange) {
        self.index = 0
        self.kind = kind
        self.chain = []
        self.repeats = 0
        self.goroutines = []
        self.goroutinesElided = 0
        self.threads = []
        self.source = source
        self.layout = .lines
        self.fingerprint = ""
        self.truncated = false
        self.clipped = false
    }
}

/// Where an incident's time comes from.
public enum TimeSource: String, Hashable, Sendable {
    /// The record's own timestamp.
    case own
    /// The transport's wrapping.
    case envelope
    /// The stream's last dated line within 64 KiB before.
    case inherited
}

/// A signal as a crash names it.
public struct SignalInfo: Hashable, Sendable {
    /// The name, for example `SIGSEGV`.
    public var name: String
    /// The code, in decimal or `0x…` as printed.
    public var code: String?
    /// The faulting address, `0x…`.
    public var address: String?
    /// The program counter, `0x…`.
    public var pc: String?

    /// A signal as a crash names it.
    public init(name: String, code: String? = nil, address: String? = nil, pc: String? = nil) {
        self.name = name
        self.code = code
        self.address = address
        self.pc = pc
    }
}

/// Written and read with the keys of `tracelens.incident.v1`.
extension Incident: Codable {
    private enum CodingKeys: String, CodingKey {
        case index, language, kind
        case errorClass = "class"
        case message, chain, repeats, time
        case timeText = "time_text"
        case timeSource = "time_source"
        case client, peer, local, operation, transport, signal, handler, origin, goroutines
        case goroutinesElided = "goroutines_elided"
        case threads, source, layout, fingerprint, truncated, clipped
    }
}

extension TimeSource: Codable {}
extension SignalInfo: Codable {}
