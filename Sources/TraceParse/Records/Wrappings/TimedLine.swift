/// A time alone before each line: `docker logs -t`, `kubectl logs --timestamps`, `logcli
/// --no-labels`, an export of CloudWatch's console.
///
///     line = [ colour ] time [ colour ] ( SP text / TAB text / end )
///     time = RFC 3339 with a zone
///
/// Loggers of programs begin their lines so too. Theirs never have an empty text or one that begins
/// with a blank, as a trace's lines do, or with a second time: this line or a neighbour must.
enum TimedLine {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard let head = Head(text, line.range) else { return nil }
        guard
            head.hasForeignText(text)
                || NeighbourLines.any(
                    text,
                    around: line,
                    most: 4,
                    { Head(text, $0)?.hasForeignText(text) == true }
                )
        else { return nil }
        return head.wrapped(line)
    }

    /// Reads a line among others that were told to be wrapped so.
    static func readFurther(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        Head(text, line.range)?.wrapped(line)
    }

    private struct Head {
        var time: Range<Int>
        var payload: Range<Int>

        init?(_ text: Span<UInt8>, _ line: Range<Int>) {
            var head = HeadCursor(line)
            let isColoured = head.takeColours(text)
            guard let time = head.isoTime(text, zoned: true) else { return nil }
            if isColoured { head.takeColours(text) }
            guard head.takeSpaceOrEnd(text) || head.take(ASCII.tab, text) else { return nil }
            self.time = time
            payload = head.rest
        }

        func wrapped(_ line: PhysicalLine) -> WrappedLine {
            var found = WrappedLine(.timed, payload: payload, end: line.end)
            found.time = time
            return found
        }

        /// Whether the text is none that a logger puts behind its time.
        ///
        /// zap's console parts its columns by tabs, so a second one right behind the first is none
        /// of its.
        func hasForeignText(_ text: Span<UInt8>) -> Bool {
            guard let first = payload.first else { return true }
            if text[first] == ASCII.tab { return true }
            if text[first] == ASCII.space {
                return first + 1 < payload.upperBound && text[first + 1] == ASCII.space
            }
            return beginsWithTime(text)
        }

        private func beginsWithTime(_ text: Span<UInt8>) -> Bool {
            guard let first = payload.first, text[first].isDigit, payload.count > 8 else {
                return false
            }
            if text[first + 4] == ASCII.slash {
                return SlashedLayout.read(text, at: first, before: payload.upperBound) != nil
            }
            return ISOLayout.read(text, at: first, before: payload.upperBound) != nil
        }
    }
}
