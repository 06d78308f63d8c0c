/// What error texts came to when they were read before, so that one that comes again costs a
/// comparison of bytes.
///
/// The errors of a log differ in addresses, ports and times, and hardly in anything else. What a
/// text comes to depends on its bytes alone, and not on the digits of an address, but on how many
/// there are; so those are left out of the comparison. On a log in which every line is an error
/// this takes the reading of its texts from 10,000 instructions to 1,200.
///
/// Nothing is learned here: a text reads the same with this memory and without.
struct ErrorMemory {
    /// How a text was read.
    struct Manner {
        /// Where in the text an anchor stands, of a record; 0 for a message.
        var hit = 0
        var isRecord = false
        /// Whether it is the text of a Swift trap.
        var isTrap = false
        var isLogLine = false
        /// The record's time, none of whose digits matters.
        var time = 0..<0
    }

    /// What a text came to.
    private struct Outcome {
        /// Its ranges are relative to the text's first byte.
        var reading: ErrorReading?
        var isMention = false
    }

    /// The longest text that is kept.
    static let longest = 512
    /// How many are kept, each in the place that its hash gives it.
    private static let places = 512
    private static let header = 8

    /// Whether nothing is kept, to compare what is read with and without.
    var isOff = false

    /// No key is empty but that of a place without a text.
    private var keys: [[UInt8]] = []
    private var outcomes: [Outcome] = []
    /// The key of the text that was looked up last, and its place.
    private var key: [UInt8] = []
    private var keyCount = 0
    private var place = 0

    /// Looks a text up; whether it was read before, and the next two tell what it came to.
    mutating func find(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ manner: Manner
    ) -> Bool {
        if keys.isEmpty {
            keys = Array(repeating: [], count: Self.places)
            outcomes = Array(repeating: Outcome(), count: Self.places)
            key = [UInt8](repeating: 0, count: Self.header + Self.longest + 8)
        }
        makeKey(text, range, manner)
        let hash = ByteScan.hash(key.span, 0..<keyCount)
        place = Int(truncatingIfNeeded: hash % UInt64(Self.places))
        return isKept
    }

    /// What the text that was found came to, in terms of the text.
    func reading(_ text: Span<UInt8>, _ range: Range<Int>) -> ErrorReading? {
        guard var reading = outcomes[place].reading else { return nil }
        reading.shift(by: range.lowerBound)
        reading.readPorts(text, range.upperBound)
        return reading
    }

    /// Whether the text that was found names an error that it does not report.
    var isMention: Bool { outcomes[place].isMention }

    /// Keeps the outcome of the text that was looked up last.
    mutating func keep(
        _ reading: ErrorReading?,
        isMention: Bool,
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) {
        var again = reading
        again?.readPorts(text, range.upperBound)
        guard again?.ports == reading?.ports else { return }
        again?.shift(by: -range.lowerBound)
        keys[place] = Array(key[0..<keyCount])
        outcomes[place] = Outcome(reading: again, isMention: isMention)
    }

    /// Takes note of a text that is not looked up, so that its fingerprint is kept for no other.
    mutating func pass() {
        keyCount = 0
    }

    /// Keeps the fingerprint of the text that was looked up last.
    mutating func keep(fingerprint: UInt64) {
        guard keyCount > 0, isKept else { return }
        outcomes[place].reading?.fingerprint = fingerprint
    }

    /// Whether the text that was looked up last is the one that is kept in its place.
    private var isKept: Bool {
        let known = keys[place]
        return known.count == keyCount
            && ByteScan.areEqual(known.span, 0, key.span, 0, count: keyCount)
    }

    // MARK: - The key

    /// Copies the manner and the text, without the digits that do not matter.
    private mutating func makeKey(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ manner: Manner
    ) {
        let hit = UInt16(truncatingIfNeeded: manner.hit)
        key[0] = manner.isRecord ? 1 : manner.isTrap ? 2 : 0
        key[1] = manner.isLogLine ? 1 : 0
        key[2] = UInt8(truncatingIfNeeded: hit)
        key[3] = UInt8(truncatingIfNeeded: hit >> 8)
        keyCount = Self.header + range.count
        ByteScan.maskDigits(text, range, time: manner.time, to: &key, at: Self.header)
    }
}

extension ErrorReading {
    /// Moves every range.
    fileprivate mutating func shift(by distance: Int) {
        cause = cause.shifted(by: distance)
        core = core.shifted(by: distance)
        expression = expression.shifted(by: distance)
        operation?.shift(by: distance)
        peer?.shift(by: distance)
        client?.shift(by: distance)
    }

    /// Reads the ports of all ends anew.
    fileprivate mutating func readPorts(_ text: Span<UInt8>, _ limit: Int) {
        operation?.local?.readPort(text, limit)
        operation?.peer?.readPort(text, limit)
        peer?.readPort(text, limit)
        client?.readPort(text, limit)
    }

    fileprivate var ports: [Int32] {
        [operation?.local, operation?.peer, peer, client].map { $0?.port ?? -1 }
    }
}

extension NetworkOperation {
    fileprivate mutating func shift(by distance: Int) {
        range = range.shifted(by: distance)
        reason += distance
        local?.shift(by: distance)
        peer?.shift(by: distance)
        if case .printed(let name) = transport { transport = .printed(name.shifted(by: distance)) }
    }
}

extension EndpointRange {
    fileprivate mutating func shift(by distance: Int) {
        host = host.shifted(by: distance)
    }

    /// Reads the port that stands behind the host: `:80`, after the bracket of one that has some.
    fileprivate mutating func readPort(_ text: Span<UInt8>, _ limit: Int) {
        guard port >= 0 else { return }
        var position = host.upperBound
        if position < limit, text[position] == ASCII.rightBracket { position += 1 }
        port = EndpointReader.port(text, position, limit)?.0 ?? -1
    }
}

extension Range<Int> {
    fileprivate func shifted(by distance: Int) -> Range<Int> {
        lowerBound + distance..<upperBound + distance
    }
}
