/// What stands before a moment, which tells whether it is a record's own.
enum TimeSetting {
    /// It begins a line, or the text that is looked at; a bracket or a level's letter may precede.
    case lineStart
    /// It begins a quoted text that goes on behind it: `"log":"2022/04/11 11:23:00 http: …"`.
    case quotedTextStart
    /// It is the value of a time's field: `"ts":`, `time=`.
    case timeField
    /// It touches other text, as where newlines were lost: `broken pipe2022/04/11 11:23:00`.
    case seam
    /// It stands behind other text and a space or a mark.
    case behindText
    /// It is a part of something else: another field, a path, `expires after …`.
    case value
}

extension TimeSetting {
    /// The setting of a moment in the text from `floor` to `end`.
    static func of(
        _ reading: TimestampReading,
        _ text: Span<UInt8>,
        from floor: Int,
        before end: Int
    ) -> TimeSetting {
        guard let start = head(of: reading, text, from: floor) else { return .value }
        if isLineStart(start, text, from: floor) { return .lineStart }
        if let quote = TimeQuoteMark.ending(at: start, text, from: floor) {
            let isWhole = TimeQuoteMark.begins(at: reading.range.upperBound, text, before: end)
            return quoted(from: quote, isWhole: isWhole, text, from: floor)
        }
        if let name = TimeFieldName.before(start, text, from: floor) {
            if name.isTime(text) { return .timeField }
            if name.isQuoted || name.isAssigned { return .value }
        }
        let isBareDay = reading.format == .commonLog && start == reading.range.lowerBound
        return plain(start, isBareDay: isBareDay, text, from: floor)
    }

    /// Where the moment begins with its bracket or its level's letter, nil if it lacks the letter.
    private static func head(
        of reading: TimestampReading,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Int? {
        let start = reading.range.lowerBound
        switch reading.format {
        case .klog, .glog:
            return start > floor && LeveledLayout.isLevel(text[start - 1]) ? start - 1 : nil
        default:
            return start > floor && text[start - 1] == ASCII.leftBracket ? start - 1 : start
        }
    }

    private static func isLineStart(
        _ position: Int,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Bool {
        position == floor || text[position - 1] == ASCII.newline
    }

    private static func quoted(
        from quote: Int,
        isWhole: Bool,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> TimeSetting {
        if isLineStart(quote, text, from: floor) { return .lineStart }
        if TimeFieldName.before(quote, text, from: floor)?.isTime(text) == true {
            return .timeField
        }
        guard isOpening(quote, text) else { return .seam }
        return isWhole ? .value : .quotedTextStart
    }

    /// Whether a mark opens a quotation: behind a word it closes one.
    private static func isOpening(_ quote: Int, _ text: Span<UInt8>) -> Bool {
        switch text[quote - 1] {
        case ASCII.space, ASCII.tab, ASCII.comma, ASCII.colon, ASCII.equals, ASCII.leftBracket,
            ASCII.leftBrace, ASCII.leftParenthesis:
            true
        default:
            false
        }
    }

    private static func plain(
        _ start: Int,
        isBareDay: Bool,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> TimeSetting {
        switch text[start - 1] {
        case ASCII.space, ASCII.tab:
            return behindBlanks(start, text, from: floor)
        case ASCII.leftParenthesis, ASCII.slash, ASCII.minus, ASCII.underscore, ASCII.equals,
            ASCII.question, ASCII.ampersand, ASCII.at, ASCII.plus:
            return .value
        case ASCII.colon, ASCII.comma, ASCII.semicolon, UInt8(ascii: "|"):
            return .behindText
        case let byte where byte.isDigit && isBareDay:
            return .value
        default:
            return .seam
        }
    }

    private static func behindBlanks(
        _ start: Int,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> TimeSetting {
        var end = start
        while end > floor, text[end - 1] == ASCII.space || text[end - 1] == ASCII.tab { end -= 1 }
        if isLineStart(end, text, from: floor) { return .lineStart }
        return TimedLineHead.pointsAtTime(wordsEndingAt: end, text, from: floor)
            ? .value : .behindText
    }
}
