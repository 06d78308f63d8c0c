/// Where an access line begins in text whose newlines were lost.
///
///     common   = host " " ident " " user " [" time "] " …
///     haproxy  = address ":" port " [" time "] " …
///
/// The text before touches the host: `0.053127.0.0.5 - - [`. Which digits are whose cannot be told
/// for sure; ``AccessHost`` says how it is decided.
enum AccessLineStart {
    /// The longest field that is looked at.
    private static let longest = 128

    /// The start of the line whose time's bracket is at a position: the bracket itself if the
    /// fields before it are others than these.
    static func start(bracket: Int, _ text: Span<UInt8>, from floor: Int) -> Int {
        guard let user = field(endingBeforeSpaceAt: bracket - 1, text, from: floor) else {
            return bracket
        }
        if let ident = field(endingBeforeSpaceAt: user.lowerBound - 1, text, from: floor),
            ident.count == 1, text[ident.lowerBound] == ASCII.minus,
            ident.lowerBound > floor, text[ident.lowerBound - 1] == ASCII.space
        {
            return AccessHost.start(endingAt: ident.lowerBound - 1, text, from: floor)
        }
        guard let port = port(endingAt: user.upperBound, text, from: user.lowerBound) else {
            return bracket
        }
        let host = AccessHost.start(endingAt: port, text, from: floor)
        return host < port ? host : bracket
    }

    /// The field that ends before the space at a position, nil if no space is there.
    private static func field(
        endingBeforeSpaceAt space: Int,
        _ text: Span<UInt8>,
        from floor: Int
    ) -> Range<Int>? {
        guard space > floor, text[space] == ASCII.space else { return nil }
        var start = space
        while start > floor, space - start < longest, !text[start - 1].isWhitespace { start -= 1 }
        return start < space ? start..<space : nil
    }

    /// The colon before a port that ends at a position.
    private static func port(endingAt end: Int, _ text: Span<UInt8>, from floor: Int) -> Int? {
        var start = end
        while start > floor, end - start <= 5, text[start - 1].isDigit { start -= 1 }
        guard start < end, start > floor, text[start - 1] == ASCII.colon else { return nil }
        return start - 1
    }
}
