/// The prefix of `docker compose` 1 and 2, of podman-compose, and of what runs a Procfile (foreman,
/// honcho, goreman, overmind).
///
///     line = [ colour ] [ clock SP ] ( name 2*SP / "[" name "]" 1*SP / name 1*SP ) "|" [ colour ]
///            ( SP [ colour ] text / end )
///     name = ( letter / digit ) *( letter / digit / "_" / "-" / "." )
///
/// Compose pads names to the longest and a space, so two spaces stand before its bar at least; one
/// may do behind a clock. Version 1 numbers its containers `web_1`, version 2 `web-1`, a Procfile's
/// runners `web.1`. A container may have been given any name, and a table looks like that: then a
/// line nearby must begin with the same name.
enum ComposeLine {
    private static let longestName = 128

    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        var isSure = head.takeColours(text)
        let isClocked = takeClock(text, &head)
        let isBracketed = head.take(ASCII.leftBracket, text)
        guard let name = head.run(text, of: { $0.isNameByte }), name.count <= longestName,
            text[name.lowerBound].isLetter || text[name.lowerBound].isDigit,
            !isBracketed || head.take(ASCII.rightBracket, text),
            head.takeSpaces(text) >= (isClocked || isBracketed ? 1 : 2),
            head.take(UInt8(ascii: "|"), text)
        else { return nil }
        let prefix = name.lowerBound..<head.position
        head.takeColours(text)
        guard head.takeSpaceOrEnd(text) else { return nil }
        head.takeColours(text)
        isSure = isSure || !isBracketed && isNumbered(text, name)
        guard isSure || isRepeated(text, prefix, line) else { return nil }
        var found = WrappedLine(.compose, payload: head.rest, end: line.end)
        found.identity.append(name)
        found.takeTime(text, line)
        return found
    }

    /// Steps over `11:23:00 ` and the colour behind it.
    private static func takeClock(_ text: Span<UInt8>, _ head: inout HeadCursor) -> Bool {
        guard head.position + 8 < head.limit, ClockScanner.isClock(text, at: head.position),
            text[head.position + 8] == ASCII.space
        else { return false }
        head.go(to: head.position + 9)
        head.takeColours(text)
        return true
    }

    /// Whether a line nearby has the same name at the same place.
    private static func isRepeated(
        _ text: Span<UInt8>,
        _ prefix: Range<Int>,
        _ line: PhysicalLine
    ) -> Bool {
        let offset = prefix.lowerBound - line.start
        return NeighbourLines.any(text, around: line) { neighbour in
            let start = neighbour.lowerBound + offset
            return start + prefix.count <= neighbour.upperBound
                && text.same(prefix, start..<start + prefix.count)
        }
    }

    /// Whether a name ends as those that Compose makes.
    private static func isNumbered(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        var digits = name.upperBound
        while digits > name.lowerBound, text[digits - 1].isDigit { digits -= 1 }
        guard digits < name.upperBound, digits > name.lowerBound + 1 else { return false }
        switch text[digits - 1] {
        case ASCII.underscore, ASCII.minus, ASCII.dot: return true
        default: return false
        }
    }
}

extension UInt8 {
    fileprivate var isNameByte: Bool { isWord || self == ASCII.minus || self == ASCII.dot }
}
