extension ErrorCause {
    /// Whether a record reports the error rather than speaking of it.
    ///
    /// An error counts where it is an operation on an address, where something announces it, and
    /// where it ends the message or an error's field of a log line. A text that is no log line must
    /// say nothing else.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - reading: What the cause says.
    ///   - line: The line that it stands in.
    ///   - record: The record that it stands in.
    ///   - isLogLine: Whether the record has the shape of a log line.
    /// - Returns: `false` for a mention.
    func isReported(
        _ text: Span<UInt8>,
        _ reading: ErrorReading,
        line: Range<Int>,
        record: Range<Int>,
        isLogLine: Bool
    ) -> Bool {
        let start = reading.core.lowerBound
        if isOfCurl(text, line.lowerBound..<start) { return false }
        let isIntroduced =
            wrapper.isBracketed || ErrorLead.introduces(text, start, line.lowerBound)
        if isOperation || wrapper.isAnnounced {
            return isLogLine
                || tail.isEnd && isIntroduced
                    && !ErrorLead.isQuotation(text, line.lowerBound, line.upperBound)
        }
        guard isLogLine, tail.isEnd || wrapper.isBracketed else { return false }
        let field = ErrorField.around(
            text,
            start,
            floor: record.lowerBound,
            depth: tail.quoteDepth
        )
        switch field?.meaning {
        case .error: return true
        case .message: return isIntroduced || field?.start == start
        case .other: return false
        case nil: return isIntroduced
        }
    }

    /// Whether curl prints the line: what somebody tried is evidence, and no incident.
    private func isOfCurl(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        range.contains {
            text[$0] == UInt8(ascii: "c")
                && ErrorBytes.starts(text, $0, range.upperBound, "curl: (")
        }
    }
}
