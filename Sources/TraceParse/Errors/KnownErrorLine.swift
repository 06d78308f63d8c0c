/// A line of a log that reported an error and nothing else, and what it came to.
///
///     line = time SP rest             ; a time of Go's log package
///
/// A line that has a time of the same length, and the same rest but for the digits of addresses and
/// ports, comes to the same incident but for those and the time: what is made of a text does not
/// depend on the value of these digits (``ErrorMemory``), nor does where its record begins and ends.
package final class KnownErrorLine: Sendable {
    /// Where an anchor of the error stands, from the line's first byte on as all that follows.
    let hit: Int
    /// Whether nothing of interest stands before it on the line.
    let isFirst: Bool
    /// Where the record ends.
    let end: Int
    private let timeCount: Int
    private let rest: TextShape

    private let language: Language?
    private let errorClass: ErrorClass?
    private let fingerprint: UInt64
    private let message: Range<Int>
    /// What was copied behind the message.
    private let addition: Range<Int>
    private let core: TextRange
    private let operation: TextRange
    private let transport: TextRange
    private let local: KnownEnd
    private let peer: KnownEnd
    private let client: KnownEnd

    /// Keeps what a line came to; `nil` where not all of it could be taken over.
    ///
    /// The record has its time and all else that its text says; the line goes up to its break.
    init?(
        _ record: borrowing IncidentRecord,
        _ reading: ErrorReading,
        _ time: TimestampReading,
        _ text: Span<UInt8>,
        line: Range<Int>,
        end: Int,
        hit: Int,
        isFirst: Bool
    ) {
        let start = line.lowerBound
        guard let local = KnownEnd(record.local, reading.operation?.local, text, line),
            let peer = KnownEnd(
                record.peer,
                reading.peer ?? reading.operation?.peer,
                text,
                line
            ),
            let client = KnownEnd(record.client, reading.client, text, line)
        else { return nil }
        let addition = reading.client?.host ?? start..<start
        guard Self.holds(record, text, [reading.expression, addition, time.range]) else {
            return nil
        }
        self.hit = hit - start
        self.isFirst = isFirst
        self.end = end - start
        timeCount = time.range.count
        rest = TextShape(text, line, from: time.range.upperBound)
        language = record.language
        errorClass = record.errorClass
        fingerprint = record.fingerprint
        message = reading.expression.lowerBound - start..<reading.expression.upperBound - start
        self.addition = addition.lowerBound - start..<addition.upperBound - start
        core = record.core
        operation = record.operation
        transport = record.transport
        self.local = local
        self.peer = peer
        self.client = client
    }

    /// Whether a record's memory holds some ranges of a text, one behind the other, and nothing else.
    private static func holds(
        _ record: borrowing IncidentRecord,
        _ text: Span<UInt8>,
        _ ranges: [Range<Int>]
    ) -> Bool {
        let arena = record.arena.span
        var position = 0
        for range in ranges {
            guard ByteScan.areEqual(arena, position, text, range.lowerBound, count: range.count)
            else { return false }
            position += range.count
        }
        return position == arena.count
    }

    /// Whether a line with a time comes to the same.
    func isAlike(_ text: Span<UInt8>, _ rest: Range<Int>, _ time: TimestampReading) -> Bool {
        time.range.count == timeCount && self.rest.isAlike(text, rest)
    }

    /// Makes an empty record the incident of a line that is alike.
    func fill(
        _ record: inout IncidentRecord,
        _ text: Span<UInt8>,
        from start: Int,
        _ time: TimestampReading
    ) {
        record.known = self
        record.language = language
        record.errorClass = errorClass
        record.fingerprint = fingerprint
        record.message = TextRange(start: 0, count: message.count)
        record.hasMessage = true
        record.core = core
        record.operation = operation
        record.transport = transport
        record.local = local.record(text, start)
        record.peer = peer.record(text, start)
        record.client = client.record(text, start)
        let message = start + message.lowerBound..<start + message.upperBound
        if addition.isEmpty {
            record.append(text, message, time.range)
        } else {
            let addition = start + addition.lowerBound..<start + addition.upperBound
            record.append(text, message, addition)
            _ = record.append(text, time.range)
        }
        record.timeText = TextRange(
            start: record.arena.count - time.range.count,
            count: time.range.count
        )
        record.timeSource = .own
    }
}

/// An end of a connection on a known line: where its host was copied to, and where the digits of its
/// port stand.
private struct KnownEnd {
    private let host: TextRange
    private let digits: Range<Int>

    /// `nil` where the port is not the number behind the host.
    init?(
        _ end: EndpointRecord,
        _ range: EndpointRange?,
        _ text: Span<UInt8>,
        _ line: Range<Int>
    ) {
        host = end.host
        guard end.port >= 0 else {
            digits = 0..<0
            return
        }
        guard var colon = range?.host.upperBound, colon < line.upperBound else { return nil }
        if text[colon] == ASCII.rightBracket { colon += 1 }
        let last = text.endOfDigits(colon + 1, before: line.upperBound)
        digits = colon + 1 - line.lowerBound..<last - line.lowerBound
        guard digits.count <= 5, record(text, line.lowerBound).port == end.port else { return nil }
    }

    /// The end as it stands on a line.
    @inline(__always)
    func record(_ text: Span<UInt8>, _ start: Int) -> EndpointRecord {
        guard !digits.isEmpty else { return EndpointRecord(host: host, port: -1) }
        var port: Int32 = 0
        for index in digits { port = port &* 10 &+ Int32(text[start + index] &- ASCII.zero) }
        return EndpointRecord(host: host, port: port)
    }
}
