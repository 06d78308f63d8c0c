/// What a transport put around a line of a log, as one recogniser found it.
///
/// All ranges lie in the text that was looked at: the log's bytes, or the payload of a wrapping
/// around this one, already undone.
struct WrappedLine {
    /// Which transport.
    var wrapping: Wrapping
    /// What the process wrote, as the transport spelled it; the line break at its end is left out,
    /// unless it is spelled out.
    var payload: Range<Int>
    /// How the payload is spelled.
    var encoding = PayloadEncoding.plain
    /// Whose line it is.
    var identity = StreamIdentity()
    /// The moment that the transport noted, in any layout of ``TimestampFormat``; empty where it
    /// noted none.
    var time = 0..<0
    /// Whether the line goes on in the next piece of its stream: no line break stood at its end.
    var goesOn = false
    /// Whether it ends where the transport cuts lines off.
    var isCutShort = false
    /// Where the record ends: past its line break, or past the last one's of several physical
    /// lines.
    var end: Int

    /// A line of a transport whose payload is spelled plainly.
    init(_ wrapping: Wrapping, payload: Range<Int>, end: Int) {
        self.wrapping = wrapping
        self.payload = payload
        self.end = end
    }
}

extension WrappedLine {
    /// How much of a line, with what stands before it, rsyslog keeps by default: 8 KiB.
    private static let rsyslogLimit = 8 << 10
    /// No head is longer.
    private static let longestHead = 160
    /// journald's `LineMax=`, of which the next entry goes on with what follows: 48 KiB.
    private static let journalLimit = 48 << 10

    /// Tells by its length whether a line of syslog's was cut: rsyslog drops what is past its limit,
    /// and journald goes on in the next line.
    mutating func noteSyslogLimits() {
        goesOn = payload.count == Self.journalLimit
        isCutShort =
            payload.count <= Self.rsyslogLimit
            && payload.count > Self.rsyslogLimit - Self.longestHead
    }
}

/// How a transport spelled the bytes of a payload.
enum PayloadEncoding: UInt8 {
    /// Byte for byte.
    case plain
    /// As the inside of a JSON string: `\n`, `\u003e`.
    case json
    /// As the elements of a JSON array of numbers, one a byte: `112,97,110`.
    case byteNumbers
    /// Control characters as `#` or `\` and three octal digits: `#011`, `\012`.
    case octal
    /// As the inside of a quoted field of CSV: `""` for a quotation mark.
    case doubledQuotes
    /// Byte for byte, but each line behind the first is indented to the first's column.
    case hanging
    /// As HTML: entities, and `<br>` for a line break.
    case markup
}

/// The names by which a transport tells one stream of lines from another: pod and container, host
/// and unit, standard output and standard error; the outermost first.
struct StreamIdentity {
    /// How many names a wrapping gives at the most.
    static let most = 4

    private var names = InlineArray<4, Range<Int>>(repeating: 0..<0)
    private(set) var count = 0

    /// No name: the transport does not tell.
    init() {}

    /// Adds a name by where it stands; an empty one, or a fifth, is left out.
    mutating func append(_ name: Range<Int>) {
        guard !name.isEmpty, count < Self.most else { return }
        names[count] = name
        count += 1
    }

    /// Where a name stands.
    subscript(index: Int) -> Range<Int> { names[index] }
}
