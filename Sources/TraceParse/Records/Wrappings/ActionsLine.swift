/// A line of `gh run view --log`, of GitHub's workflows.
///
///     line = job TAB step TAB time SP text
///     job, step = 1*256( char but TAB )
///     time = RFC 3339 with seven digits of a fraction and "Z"
enum ActionsLine {
    private static let longestName = 256
    private static let timeLength = 28

    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        guard let job = name(text, &head), let step = name(text, &head) else { return nil }
        // Each file of a step begins with a byte-order mark.
        _ = head.take("\u{FEFF}", text)
        guard let time = head.isoTime(text, zoned: true), time.count == timeLength,
            head.takeSpaceOrEnd(text)
        else { return nil }
        var found = WrappedLine(.actions, payload: head.rest, end: line.end)
        found.time = time
        found.identity.append(job)
        found.identity.append(step)
        return found
    }

    /// Steps over a name and the tab behind it.
    private static func name(_ text: Span<UInt8>, _ head: inout HeadCursor) -> Range<Int>? {
        guard let name = head.run(text, of: { $0 >= ASCII.space }), name.count <= longestName,
            head.take(ASCII.tab, text)
        else { return nil }
        return name
    }
}
