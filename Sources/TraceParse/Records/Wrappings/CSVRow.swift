/// A row of an export as comma-separated values: of Kibana, Datadog, CloudWatch Insights, Grafana.
///
///     row    = field *( "," field ) ( LF / CRLF / end )
///     field  = DQUOTE *( char but DQUOTE / 2DQUOTE ) DQUOTE / *( char but DQUOTE, ",", CR, LF )
///     time   = RFC 3339 / date SP clock / name SP day ", " year " @ " clock    ; Kibana's
///            / 13DIGIT
///
/// Nothing at a row's head says what its columns are, so it is one only where a field near its
/// beginning is a time and nothing else, and another is quoted; the longest quoted one is the text.
/// Line breaks in it are the text's own. A name that only a cluster or a service makes tells the
/// stream.
enum CSVRow {
    /// The longest row.
    private static let longest = 1 << 20
    /// In which of the fields the time stands.
    private static let timeFields = 4
    private static let mostFields = 256

    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var row = Row()
        guard
            let end = row.read(
                text,
                from: line.start,
                before: min(line.limit, line.start + longest)
            ),
            let payload = row.longestQuoted, !row.time.isEmpty
        else { return nil }
        var found = WrappedLine(.csv, payload: payload, end: end)
        found.encoding = .doubledQuotes
        found.time = row.time
        found.identity.append(row.stream)
        return found
    }

    private struct Row {
        private(set) var longestQuoted: Range<Int>?
        private(set) var time = 0..<0
        private(set) var stream = 0..<0
        private var count = 0

        /// Reads a row and says where it ends, past its line break; `nil` where it is none.
        mutating func read(_ text: Span<UInt8>, from start: Int, before limit: Int) -> Int? {
            var position = start
            while let field = Field(text, at: position, before: limit) {
                note(text, field)
                // A row without a time near its beginning is given up before it is read.
                guard count < mostFields, count < timeFields || !time.isEmpty else { return nil }
                position = field.end
                guard position < limit else { return position }
                if text[position] == ASCII.comma {
                    position += 1
                } else if text[position] == ASCII.newline {
                    return position + 1
                } else if text.has("\r\n", at: position, before: limit) {
                    return position + 2
                } else {
                    return nil
                }
            }
            return nil
        }

        private mutating func note(_ text: Span<UInt8>, _ field: Field) {
            count += 1
            if time.isEmpty, count <= timeFields, CSVTime.stands(text, field.value) {
                time = field.value
            } else if stream.isEmpty, isStream(text, field.value) {
                stream = field.value
            } else if field.isQuoted, field.value.count >= longestQuoted?.count ?? 0 {
                longestQuoted = field.value
            }
        }

        private func isStream(_ text: Span<UInt8>, _ value: Range<Int>) -> Bool {
            guard (5...512).contains(value.count) else { return false }
            let end = KubernetesName.endOfPod(text, at: value.lowerBound, before: value.upperBound)
            return end == value.upperBound && KubernetesName.isGenerated(text, value)
                || CloudWatchLine.isMade(text, value)
        }
    }

    private struct Field {
        var value: Range<Int>
        var isQuoted: Bool
        var end: Int

        init?(_ text: Span<UInt8>, at start: Int, before limit: Int) {
            isQuoted = start < limit && text[start] == ASCII.quote
            if isQuoted {
                guard let close = Self.close(text, from: start + 1, before: limit) else {
                    return nil
                }
                value = start + 1..<close
                end = close + 1
            } else {
                end = CSVRow.bare.end(text, from: start, before: limit)
                value = start..<end
                // A quotation mark has no place in a field that is not quoted.
                if end < limit, text[end] == ASCII.quote { return nil }
            }
        }

        private static func close(_ text: Span<UInt8>, from start: Int, before limit: Int) -> Int? {
            var position = start
            while let mark = ByteScan.firstIndex(of: ASCII.quote, in: text, position..<limit) {
                guard mark + 1 < limit, text[mark + 1] == ASCII.quote else { return mark }
                position = mark + 2
            }
            return nil
        }
    }

    private static let bare = ByteClass { byte in
        switch byte {
        case ASCII.quote, ASCII.comma, ASCII.newline, ASCII.carriageReturn: false
        default: true
        }
    }
}

/// A field of a row that is a time and nothing else.
enum CSVTime {
    static func stands(_ text: Span<UInt8>, _ field: Range<Int>) -> Bool {
        guard let first = field.first, (13...40).contains(field.count) else { return false }
        if text[first].isUpperLetter { return isKibana(text, field) }
        guard text[first].isDigit else { return false }
        if let time = ISOLayout.read(text, at: first, before: field.upperBound) {
            return time.end == field.upperBound
        }
        return field.count == 13
            && text.endOfDigits(first, before: field.upperBound) == field.upperBound
            && text[first] == UInt8(ascii: "1")
    }

    /// Kibana's own: `Apr 11, 2022 @ 11:23:00.123`.
    private static func isKibana(_ text: Span<UInt8>, _ field: Range<Int>) -> Bool {
        var cursor = HeadCursor(field)
        return cursor.run(text, of: { $0.isLetter })?.count == 3 && cursor.take(ASCII.space, text)
            && cursor.run(text, of: { $0.isDigit }) != nil && cursor.take(", ", text)
            && cursor.run(text, of: { $0.isDigit })?.count == 4 && cursor.take(" @ ", text)
            && cursor.run(text, of: { $0.isDigit || $0 == ASCII.colon || $0 == ASCII.dot }) != nil
            && cursor.isAtEnd
    }
}
