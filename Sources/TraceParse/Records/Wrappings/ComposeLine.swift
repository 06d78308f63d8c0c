/// The prefix of `docker compose logs` and `docker compose up`, of version 1 and 2.
///
///     line = [ colour ] name 2*SP "|" [ colour ] ( SP [ colour ] text / end )
///     name = ( letter / digit ) *( letter / digit / "_" / "-" / "." )
///
/// Names are padded to the longest and a space, so two spaces stand before the bar at least.
/// Version 1 numbers its containers `web_1`, version 2 `web-1`. A container may have been given any
/// name, and a table looks like that: then a line nearby must begin with the same name.
enum ComposeLine {
    private static let longestName = 128

    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        let isColoured = head.takeColours(text)
        guard let name = head.run(text, of: { $0.isNameByte }), name.count <= longestName,
            text[name.lowerBound].isLetter || text[name.lowerBound].isDigit,
            head.takeSpaces(text) >= 2, head.take(UInt8(ascii: "|"), text)
        else { return nil }
        let prefix = line.start..<head.position
        head.takeColours(text)
        guard head.takeSpaceOrEnd(text) else { return nil }
        head.takeColours(text)
        guard
            isColoured || isNumbered(text, name)
                || NeighbourLines.anyBegins(text, with: prefix, around: line)
        else { return nil }
        var found = WrappedLine(.compose, payload: head.rest, end: line.end)
        found.identity.append(name)
        found.takeTime(text, line)
        return found
    }

    /// Whether a name ends as those that Compose makes.
    private static func isNumbered(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        var digits = name.upperBound
        while digits > name.lowerBound, text[digits - 1].isDigit { digits -= 1 }
        guard digits < name.upperBound, digits > name.lowerBound + 1 else { return false }
        return text[digits - 1] == ASCII.underscore || text[digits - 1] == ASCII.minus
    }
}

extension UInt8 {
    fileprivate var isNameByte: Bool { isWord || self == ASCII.minus || self == ASCII.dot }
}
