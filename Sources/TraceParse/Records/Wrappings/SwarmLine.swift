/// The prefix of `docker service logs`.
///
///     line = [ time SP ] service "." slot [ "." task ] "@" node *SP 4*SP "| " text
///     slot = 1*DIGIT
///     task = 1*( letter / digit )      ; 12 of them, 25 with --no-trunc, none with --no-task-ids
enum SwarmLine {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        let time = head.isoTime(text, zoned: true) ?? 0..<0
        guard time.isEmpty || head.take(ASCII.space, text),
            let task = head.run(text, of: { $0.isTaskByte }), isTask(text, task),
            head.take(ASCII.at, text), let node = head.run(text, of: { $0.isTaskByte }),
            head.takeSpaces(text) >= 4, head.take(UInt8(ascii: "|"), text),
            head.takeSpaceOrEnd(text)
        else { return nil }
        var found = WrappedLine(.swarm, payload: head.rest, end: line.end)
        found.time = time
        found.identity.append(node)
        found.identity.append(task)
        return found
    }

    /// Whether a slot's number stands behind a service's name.
    private static func isTask(_ text: Span<UInt8>, _ task: Range<Int>) -> Bool {
        var cursor = HeadCursor(task)
        while let part = cursor.run(text, of: { $0 != ASCII.dot }) {
            let isSlot =
                part.lowerBound > task.lowerBound
                && text.endOfDigits(part.lowerBound, before: part.upperBound) == part.upperBound
            if isSlot { return true }
            guard cursor.take(ASCII.dot, text) else { return false }
        }
        return false
    }
}

extension UInt8 {
    fileprivate var isTaskByte: Bool { isWord || self == ASCII.minus || self == ASCII.dot }
}
