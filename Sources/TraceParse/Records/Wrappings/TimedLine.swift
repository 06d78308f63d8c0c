/// A time alone before each line: `docker logs -t`, `kubectl logs --timestamps`, `logcli
/// --no-labels`, an export of CloudWatch's console.
///
///     line = [ colour ] time [ colour ] ( SP text / TAB text / end )
///     time = RFC 3339 with a zone
///
/// Loggers of programs begin their lines so too, but hardly with tenths of a microsecond in UTC. Theirs never have an empty text or one that begins
/// with a blank, as a trace's lines do, or with a second time or an object: this line or a neighbour
/// must.
enum TimedLine {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard let head = Head(text, line.range) else { return nil }
        guard
            head.isTools(text) || head.hasForeignText(text)
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

    /// A time and what stands behind it.
    struct Head {
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

        /// The line as a wrapped one.
        func wrapped(_ line: PhysicalLine) -> WrappedLine {
            var found = WrappedLine(.timed, payload: payload, end: line.end)
            found.time = time
            return found
        }

        /// The shortest time with seven digits of a fraction and a `Z`.
        private static let shortestPrecise = 28

        /// Whether the time is as precise as only tools print it, and no level follows.
        func isTools(_ text: Span<UInt8>) -> Bool {
            guard time.count >= Self.shortestPrecise,
                text[time.upperBound - 1] == UInt8(ascii: "Z")
            else { return false }
            var rest = HeadCursor(payload)
            guard let word = rest.run(text, of: { $0 > ASCII.space && $0 != ASCII.colon }) else {
                return true
            }
            return !LevelWord.stands(text, word)
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
            return text.has("{\"", at: first, before: payload.upperBound)
                || payload.count > 8 && beginsWithTime(text, first)
        }

        private func beginsWithTime(_ text: Span<UInt8>, _ first: Int) -> Bool {
            if LeveledLayout.isLevel(text[first]) {
                return LeveledLayout.read(text, at: first + 1, before: payload.upperBound) != nil
            }
            guard text[first].isDigit else { return false }
            if text[first + 4] == ASCII.slash {
                return SlashedLayout.read(text, at: first, before: payload.upperBound) != nil
            }
            return ISOLayout.read(text, at: first, before: payload.upperBound) != nil
        }
    }
}

extension WrappedLine {
    /// Takes the time that a tool puts between its prefix and the text where it is asked for times.
    ///
    /// It is told from a logger's own as that of a ``TimedLine`` is; the neighbours that may vouch
    /// for it are those with the same prefix.
    mutating func takeTime(_ text: Span<UInt8>, _ line: PhysicalLine) {
        guard time.isEmpty, let head = TimedLine.Head(text, payload) else { return }
        let prefix = line.start..<payload.lowerBound
        guard
            head.isTools(text) || head.hasForeignText(text)
                || NeighbourLines.any(
                    text,
                    around: line,
                    { neighbour in
                        guard neighbour.count >= prefix.count else { return false }
                        let start = neighbour.lowerBound + prefix.count
                        return text.same(prefix, neighbour.lowerBound..<start)
                            && TimedLine.Head(text, start..<neighbour.upperBound)?
                                .hasForeignText(text) == true
                    }
                )
        else { return }
        time = head.time
        payload = head.payload
    }
}
