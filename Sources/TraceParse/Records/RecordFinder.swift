/// Finds the record around a position, in text whose line breaks may be there, spelled out, or
/// lost.
struct RecordFinder: Sendable {
    private let times: TimestampReader

    /// How far before a position its record may begin.
    static let reach = 8 << 10
    /// How far a record's own timestamp may stand from its beginning.
    private static let prefix = 160

    init(times: TimestampReader) {
        self.times = times
    }

    /// The record around a position.
    ///
    /// - Parameters:
    ///   - text: The bytes at hand.
    ///   - position: Where something of interest begins.
    ///   - floor: Before this nothing belongs to the record: a line's start, the end of the last
    ///     incident.
    ///   - end: Where the bytes at hand end.
    /// - Returns: The record, which holds the position.
    func find(_ text: Span<UInt8>, around position: Int, floor: Int, before end: Int) -> LogRecord {
        let floor = max(floor, position - Self.reach)
        if let near = recordWithNearTime(text, position, floor, end) { return near }
        let start = startOfRecord(text, position, floor)
        let stop = endOfRecord(text, start, position, min(end, position + Self.reach))
        return describe(text, LogRecord(range: start..<stop), position)
    }

    /// The record that begins with a timestamp just before a position, as most do that matter: no
    /// other can begin between.
    private func recordWithNearTime(
        _ text: Span<UInt8>,
        _ position: Int,
        _ floor: Int,
        _ end: Int
    ) -> LogRecord? {
        guard position - floor < 48, position > floor, text[floor].isDigit,
            let time = times.read(text, at: floor, before: end), time.range.upperBound <= position,
            position - time.range.upperBound < Self.shortestTime
        else { return nil }
        let stop = endOfRecord(text, floor, position, min(end, position + Self.reach))
        var record = LogRecord(range: floor..<stop)
        record.time = time
        record.hasNearTime = true
        record.isLogLine = true
        record.textStart = time.range.upperBound
        return record
    }

    /// No layout of time that begins a record is shorter.
    private static let shortestTime = 15

    /// The timestamp that begins at a position.
    func time(_ text: Span<UInt8>, at position: Int, before end: Int) -> TimestampReading? {
        times.read(text, at: position, before: end)
    }

    // MARK: - Where it begins

    private func startOfRecord(_ text: Span<UInt8>, _ position: Int, _ floor: Int) -> Int {
        var start = floor
        if let object = startOfObject(text, position, floor) { return object }
        start = afterSpelledBreak(text, start, position)
        return lastDatedStart(text, start, position)
            ?? BracketedLevel.lastStart(text, start, before: position) ?? start
    }

    /// The object of JSON that is open at a position: the last brace before it that begins an
    /// object at the top and is not closed.
    ///
    ///     object = "{" quote
    private func startOfObject(_ text: Span<UInt8>, _ position: Int, _ floor: Int) -> Int? {
        var candidate = position - 1
        while candidate >= floor {
            if text[candidate] == ASCII.leftBrace, isTopObject(text, candidate, floor, position) {
                guard endOfObject(text, candidate, before: position) == nil else { return nil }
                return startOfLine(text, withContext: candidate, position, floor) ?? candidate
            }
            candidate -= 1
        }
        return nil
    }

    /// Where the line begins of which an object is but the context, as in zap's console lines.
    ///
    ///     line = time level logger text object
    ///
    /// `nil` where the object is a record, alone or behind what a transport put before it.
    private func startOfLine(
        _ text: Span<UInt8>,
        withContext object: Int,
        _ position: Int,
        _ floor: Int
    ) -> Int? {
        let before = GoPanicText.trimmed(text, floor..<object).upperBound
        guard before > floor, text[before - 1] != ASCII.rightBrace,
            !isRecord(text, object)
        else { return nil }
        let line = afterSpelledBreak(text, floor, object)
        let start = lastDatedStart(text, line, object) ?? line
        guard ByteScan.firstIndex(of: ASCII.rightBrace, in: text, start..<object) == nil else {
            return nil
        }
        let prefix = start..<min(object, start + Self.prefix)
        let isLogLine = times.first(in: text, prefix) != nil || LogLevel.stands(text, prefix)
        return isLogLine ? start : nil
    }

    /// Whether an object says what a record says: when, how grave, what.
    private func isRecord(_ text: Span<UInt8>, _ object: Int) -> Bool {
        let limit = min(text.count, object + Self.reach)
        let end = endOfObject(text, object, before: limit) ?? limit
        var fields = FieldReader(object..<end)
        while let field = fields.next(text) {
            if case .message = FieldName(text, field.key) { return true }
            if (Self.timeKeys + Self.levelKeys).contains(where: { text.same($0, as: field.key) }) {
                return true
            }
        }
        return false
    }

    private static let levelKeys: [StaticString] = ["level", "lvl", "severity", "Level", "L"]

    private func isTopObject(
        _ text: Span<UInt8>,
        _ brace: Int,
        _ floor: Int,
        _ limit: Int
    ) -> Bool {
        guard text[brace + 1] != ASCII.backslash, beginsObject(text, brace, limit) else {
            return false
        }
        var before = brace - 1
        while before >= floor, text[before] == ASCII.space { before -= 1 }
        guard before >= floor else { return true }
        switch text[before] {
        case ASCII.colon, ASCII.comma, ASCII.leftBracket, ASCII.leftBrace, ASCII.equals:
            return false
        default: return true
        }
    }

    /// Whether a brace is followed by a key: other languages' lists of strings are not.
    private func beginsObject(_ text: Span<UInt8>, _ brace: Int, _ limit: Int) -> Bool {
        guard let quote = Quote(text, at: brace + 1, before: limit),
            let close = quote.close(text, from: brace + 1 + quote.count, before: limit)
        else { return false }
        let colon = Gap(text, at: close + quote.count, before: limit).end
        return colon < limit && text[colon] == ASCII.colon
    }

    /// After the closing brace of an object, or `nil` where it is not closed before a limit.
    func endOfObject(_ text: Span<UInt8>, _ start: Int, before limit: Int) -> Int? {
        var depth = 0
        var position = start
        while position < limit {
            switch text[position] {
            case ASCII.leftBrace: depth += 1
            case ASCII.rightBrace:
                depth -= 1
                if depth == 0 { return position + 1 }
            case ASCII.newline: return nil
            default:
                if let quote = Quote(text, at: position, before: limit) {
                    guard
                        let close = quote.close(text, from: position + quote.count, before: limit)
                    else { return nil }
                    position = close + quote.count
                    continue
                }
            }
            position += 1
        }
        return nil
    }

    /// The byte after the last line break before a position that was spelled out.
    private func afterSpelledBreak(_ text: Span<UInt8>, _ floor: Int, _ position: Int) -> Int {
        var candidate = position - 1
        while candidate >= floor {
            let byte = text[candidate]
            if byte == ASCII.backslash || byte == ASCII.hash || byte == ASCII.less {
                let gap = Gap(text, at: candidate, before: position)
                if gap.breaks > 0, !isPath(text, candidate, floor) { return gap.end }
            }
            candidate -= 1
        }
        return floor
    }

    /// Whether a backslash belongs to a path of Windows (`C:\new\table.go`).
    private func isPath(_ text: Span<UInt8>, _ backslash: Int, _ floor: Int) -> Bool {
        var position = backslash - 1
        while position >= floor, !text[position].isWhitespace {
            if text[position] == ASCII.colon, text[position + 1] == ASCII.backslash,
                position > floor, text[position - 1].isLetter
            {
                return true
            }
            position -= 1
        }
        return false
    }

    /// The last place before a position where a dated record begins though no line break stands
    /// before it.
    private func lastDatedStart(_ text: Span<UInt8>, _ start: Int, _ position: Int) -> Int? {
        var best: Int?
        for format in Self.recordFormats {
            var quotes = RecordQuotes(from: start, isWhole: start > position - Self.reach)
            var from = start + 1
            while from < position,
                let next = times.nextRecordStart(text, from..<position, like: format)
            {
                let begin = beforeTouchedKey(text, next, after: quotes.start)
                if isLostBreak(text, before: begin, &quotes) {
                    best = max(best ?? begin, begin)
                    quotes.begin(at: begin)
                }
                from = next + 1
            }
        }
        return best
    }

    /// The layouts of time that begin records.
    private static let recordFormats: [TimestampFormat] = [.goLog, .rfc3339, .commonLog]

    /// Whether a line break may have stood where a timestamp begins: right after other text or a
    /// closed value, or after a space that ends a sentence rather than leads up to a time.
    private func isLostBreak(
        _ text: Span<UInt8>,
        before time: Int,
        _ quotes: inout RecordQuotes
    ) -> Bool {
        let floor = quotes.start
        guard time > floor else { return true }
        let last = text[time - 1]
        if last == ASCII.quote { return quotes.closes(text, before: time) }
        guard last == ASCII.space else { return !last.leadsToValue }
        var end = time - 1
        while end > floor, text[end - 1] == ASCII.space { end -= 1 }
        guard end > floor, !isOwnField(text, time, quotes) else { return false }
        if text[end - 1] == ASCII.quote { return quotes.closes(text, before: end) }
        guard !text[end - 1].leadsToValue else { return false }
        var word = end
        while word > floor, text[word - 1].isLetter { word -= 1 }
        return !Self.prepositions.contains {
            $0.utf8CodeUnitCount == end - word && text.has($0, at: word, before: end)
        }
    }

    /// Where the key of a time begins that a number touches (`10.4.0.7:55021time=2026-…`): no key
    /// begins with a digit, so the record before it ended there.
    private func beforeTouchedKey(_ text: Span<UInt8>, _ time: Int, after floor: Int) -> Int {
        for key in ["time=", "ts="] as [StaticString]
        where text.has(key, endingAt: time, after: floor) {
            let begin = time - key.utf8CodeUnitCount
            return begin == floor || text[begin - 1].isDigit ? begin : time
        }
        return time
    }

    /// Whether `time=` is a further field of a record that has no time yet:
    /// `level=error err="EOF" time=2022-…`.
    private func isOwnField(_ text: Span<UInt8>, _ time: Int, _ quotes: RecordQuotes) -> Bool {
        var equals = time
        while text[equals].isLetter { equals += 1 }
        guard quotes.isWhole, equals > time, text[equals] == ASCII.equals else { return false }
        let head = quotes.start..<min(time, quotes.start + Self.prefix)
        return times.first(in: text, head) == nil
    }

    private static let prepositions: [StaticString] = [
        "at", "on", "since", "until", "till", "from", "by", "after", "before", "to", "of", "in",
        "last", "and", "or", "is", "was", "than", "for",
    ]

    // MARK: - Where it ends

    private func endOfRecord(
        _ text: Span<UInt8>,
        _ start: Int,
        _ position: Int,
        _ limit: Int
    ) -> Int {
        if text[start] == ASCII.leftBrace, let end = endOfObject(text, start, before: limit),
            end > position
        {
            return end
        }
        var end = position
        while true {
            end = Self.unbroken.end(text, from: end, before: limit)
            guard end < limit, text[end] != ASCII.newline else { break }
            if Gap(text, at: end, before: limit).breaks > 0, !isPath(text, end, start) { break }
            end += 1
        }
        if end > position, text[end - 1] == ASCII.carriageReturn { end -= 1 }
        if let next = BracketedLevel.nextStart(
            text,
            of: start,
            in: position + 1..<max(position + 1, end)
        ) {
            return next
        }
        let quotes = RecordQuotes(from: start, isWhole: start > position - Self.reach)
        return firstDatedStart(text, position + 1, end, quotes) ?? end
    }

    /// Bytes with which no line break begins, real or spelled out.
    private static let unbroken = ByteClass { byte in
        switch byte {
        case ASCII.newline, ASCII.backslash, ASCII.hash, ASCII.less: false
        default: true
        }
    }

    /// Whether a range begins with a time, or with `time=` and one.
    func beginsWithTime(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let start = Gap(text, at: range.lowerBound, before: range.upperBound).end
        let head = start..<min(range.upperBound, start + 48)
        guard let time = times.first(in: text, head) else { return false }
        return time.range.lowerBound - start <= 6
    }

    /// The first place in a range where a dated record begins though no line break stands there.
    func firstDatedStart(
        _ text: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ record: RecordQuotes
    ) -> Int? {
        guard start < end, ClockScanner.hasClock(text, in: start..<end) else { return nil }
        var best: Int?
        for format in Self.recordFormats where start < end {
            var quotes = record
            var from = start
            let limit = best ?? end
            while from < limit,
                let next = times.nextRecordStart(text, from..<limit, like: format)
            {
                let begin = beforeTouchedKey(text, next, after: quotes.start)
                if isLostBreak(text, before: begin, &quotes) {
                    best = begin
                    break
                }
                from = next + 1
            }
        }
        return best
    }

    // MARK: - What it is

    private func describe(
        _ text: Span<UInt8>,
        _ found: LogRecord,
        _ position: Int
    ) -> LogRecord {
        var record = found
        let range = record.range
        var start = range.lowerBound
        while start < range.upperBound, text[start] == ASCII.space || text[start] == ASCII.tab {
            start += 1
        }
        record.textStart = start
        record.isJSON =
            start < range.upperBound && text[start] == ASCII.leftBrace
            && beginsObject(text, start, range.upperBound)
        if record.isJSON {
            record.time = timeField(text, range)
            record.isLogLine = true
            return record
        }
        let prefix = start..<min(range.upperBound, start + Self.prefix, max(position, start))
        record.time = times.first(in: text, prefix)
        if let time = record.time {
            record.textStart = min(time.range.upperBound, range.upperBound)
        }
        record.isLogLine = record.time != nil || LogLevel.stands(text, prefix)
        if record.isLogLine, record.time == nil { record.time = timeField(text, range) }
        return record
    }

    /// The timestamp in the field of an object that is named for it.
    func timeField(_ text: Span<UInt8>, _ range: Range<Int>) -> TimestampReading? {
        var fields = FieldReader(range)
        while let field = fields.next(text) {
            guard Self.timeKeys.contains(where: { text.same($0, as: field.key) }) else { continue }
            // The key makes a bare number a time, so it is read with it.
            if let time = times.first(
                in: text,
                max(range.lowerBound, field.key.lowerBound - 6)..<field.value.upperBound
            ) {
                return time
            }
        }
        return nil
    }

    private static let timeKeys: [StaticString] = [
        "time", "ts", "timestamp", "@timestamp", "t", "date", "datetime", "eventTime", "asctime",
    ]
}

extension UInt8 {
    /// Whether a byte leads up to a value, so that a time after it is no record's beginning.
    fileprivate var leadsToValue: Bool {
        switch self {
        case ASCII.equals, ASCII.colon, ASCII.comma, ASCII.leftParenthesis, ASCII.leftBracket,
            ASCII.quote, UInt8(ascii: "'"), ASCII.at, ASCII.slash, ASCII.minus, ASCII.underscore,
            ASCII.less, ASCII.dot:
            true
        default: false
        }
    }
}

extension Span<UInt8> {
    /// Whether a range holds a literal and nothing else.
    func same(_ literal: StaticString, as range: Range<Int>) -> Bool {
        range.count == literal.utf8CodeUnitCount
            && has(literal, at: range.lowerBound, before: range.upperBound)
    }
}
