/// A line of a log that reported an error and nothing else, and what it came to.
///
/// A line that is the same but for the digits of its time, of addresses and of ports comes to the same
/// incident but for those: what is made of a text does not depend on the value of these digits
/// (``ErrorMemory``), nor does where its record begins and ends.
package final class KnownErrorLine: Sendable {
    let places: Places
    private let language: Language?
    private let errorClass: ErrorClass?
    private let fingerprint: UInt64
    private let layout: Layout
    private let core: TextRange
    private let operation: TextRange
    private let transport: TextRange

    /// Where what matters stands, from the line's first byte on.
    struct Places {
        /// Where an anchor of the error stands.
        let hit: UInt16
        /// Where the record ends.
        let end: UInt16
        let time: ShortRange
        fileprivate let message: ShortRange
        /// What was copied behind the message.
        fileprivate let addition: ShortRange
        fileprivate let local: KnownEnd
        fileprivate let peer: KnownEnd
        fileprivate let client: KnownEnd
        let format: TimestampFormat
        /// Whether nothing of interest stands before the anchor on the line.
        let isFirst: Bool
    }

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
        guard line.count <= ErrorLineMemory.longest,
            Self.holds(record, text, [reading.expression, addition, time.range])
        else {
            return nil
        }
        places = Places(
            hit: UInt16(hit - start),
            end: UInt16(end - start),
            time: ShortRange(time.range, from: start),
            message: ShortRange(reading.expression, from: start),
            addition: ShortRange(addition, from: start),
            local: local,
            peer: peer,
            client: client,
            format: time.format,
            isFirst: isFirst
        )
        language = record.language
        errorClass = record.errorClass
        fingerprint = record.fingerprint
        layout = record.layout
        core = record.core
        operation = record.operation
        transport = record.transport
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

    /// Makes an empty record the incident of a line that is alike.
    func fill(_ record: inout IncidentRecord, _ text: Span<UInt8>, from start: Int) {
        record.known = self
        record.language = language
        record.errorClass = errorClass
        record.fingerprint = fingerprint
        record.layout = layout
        record.message = TextRange(start: 0, count: places.message.count)
        record.hasMessage = true
        record.core = core
        record.operation = operation
        record.transport = transport
        places.readEnds(&record, text, from: start)
        let message = places.message.range(from: start)
        let time = places.time.range(from: start)
        if places.addition.isEmpty {
            record.append(text, message, time)
        } else {
            record.append(text, message, places.addition.range(from: start))
            _ = record.append(text, time)
        }
        record.timeText = TextRange(start: record.arena.count - time.count, count: time.count)
        record.timeSource = .own
    }
}

extension KnownErrorLine.Places {
    /// Makes the record of a line the incident of one that is alike.
    @inline(__always)
    func refill(_ record: inout IncidentRecord, _ text: Span<UInt8>, from start: Int) {
        readEnds(&record, text, from: start)
        record.overwrite(
            text,
            message.range(from: start),
            addition.range(from: start),
            time.range(from: start)
        )
    }

    @inline(__always)
    fileprivate func readEnds(
        _ record: inout IncidentRecord,
        _ text: Span<UInt8>,
        from start: Int
    ) {
        record.local = local.record(text, start)
        record.peer = peer.record(text, start)
        record.client = client.record(text, start)
    }
}

/// A range in a line that is not long, in half the memory of a word.
struct ShortRange {
    private let start: UInt16
    private let length: UInt16

    /// A range of a text as one of the line that begins at a position.
    init(_ range: Range<Int>, from start: Int) {
        self.start = UInt16(range.lowerBound - start)
        length = UInt16(range.count)
    }

    var count: Int { Int(length) }
    var lowerBound: Int { Int(start) }
    var isEmpty: Bool { length == 0 }

    /// The range in a text in which the line begins at a position.
    @inline(__always)
    func range(from position: Int) -> Range<Int> {
        let first = position + Int(start)
        return first..<first + Int(length)
    }
}

/// An end of a connection on a known line: where its host was copied to, and where the digits of its
/// port stand.
private struct KnownEnd {
    private let host: TextRange
    private let digits: ShortRange

    /// `nil` where the port is not the number behind the host.
    init?(
        _ end: EndpointRecord,
        _ range: EndpointRange?,
        _ text: Span<UInt8>,
        _ line: Range<Int>
    ) {
        host = end.host
        guard end.port >= 0 else {
            digits = ShortRange(0..<0, from: 0)
            return
        }
        guard var colon = range?.host.upperBound, colon < line.upperBound else { return nil }
        if text[colon] == ASCII.rightBracket { colon += 1 }
        let last = text.endOfDigits(colon + 1, before: line.upperBound)
        digits = ShortRange(colon + 1..<last, from: line.lowerBound)
        guard digits.count <= 5, record(text, line.lowerBound).port == end.port else { return nil }
    }

    /// The end as it stands on a line.
    @inline(__always)
    func record(_ text: Span<UInt8>, _ start: Int) -> EndpointRecord {
        guard !digits.isEmpty else { return EndpointRecord(host: host, port: -1) }
        var port: Int32 = 0
        for index in digits.range(from: start) {
            port = port &* 10 &+ Int32(text[index] &- ASCII.zero)
        }
        return EndpointRecord(host: host, port: port)
    }
}
