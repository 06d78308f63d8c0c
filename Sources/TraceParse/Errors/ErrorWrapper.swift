/// Reads the wrapping that stands before an error's cause, from the cause towards the left.
///
/// ```
/// wrapper   = call ": " | method " " url ": " | ["rpc error: code = " word " "] "desc = " [quote]
///           | words ": " | announcement address ": " | failure "(target: " address ", error: "
///           | "(" number ": "
/// call      = name "(" labels ")" [" failed"]                    Swift's NIO
/// words     = "net/http" | "tls" | "remote error" | …            known ones only
/// ```
///
/// What the program itself puts before an error is no wrapper: it differs from place to place, and
/// the error is the same.
struct ErrorWrapper {
    /// Where the error's text begins.
    var start: Int
    /// Whether the wrapping alone tells that an error follows.
    var isAnnounced = false
    /// Whether a TLS handshake failed.
    var isHandshake = false
    /// What failed, where a call's name says so.
    var operation: NetworkOperation?
    /// The far end, where the wrapping names it.
    var peer: EndpointRange?
    /// Whose request was being served, where the wrapping names it.
    var client: EndpointRange?
    /// The language whose libraries alone wrap errors so, or `nil`.
    var language: Language?
    /// The error number in the wrapping, or -1.
    var number: Int32 = -1
    /// Whether the number opens brackets that the error closes: `(111: Connection refused)`.
    var isBracketed = false

    /// Takes in the wrapping before a position.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - start: Where the cause, or its network operation, begins.
    ///   - floor: Where the text to look at begins.
    ///   - isSystemError: Whether a system call's name may stand right before it.
    init(_ text: Span<UInt8>, before start: Int, floor: Int, isSystemError: Bool) {
        self.start = start
        if isSystemError, ErrorBytes.ends(text, start, floor, ": ") {
            takeInSystemCall(text, start - 2, floor)
        }
        for _ in 0..<12 where !takeIn(text, floor) { return }
    }

    /// What this and a wrapper around it say together.
    func inside(_ outer: ErrorWrapper) -> ErrorWrapper {
        var both = self
        both.start = outer.start
        both.isAnnounced = isAnnounced || outer.isAnnounced
        both.isHandshake = isHandshake || outer.isHandshake
        both.operation = operation ?? outer.operation
        both.peer = peer ?? outer.peer
        both.client = client ?? outer.client
        both.language = language ?? outer.language
        return both
    }

    /// Takes in one more wrapper, and returns whether there was one.
    private mutating func takeIn(_ text: Span<UInt8>, _ floor: Int) -> Bool {
        if takeInDescription(text, floor) { return true }
        guard ErrorBytes.ends(text, start, floor, ": ") else { return false }
        let end = start - 2
        return takeInURL(text, end, floor) || takeInAttempt(text, end, floor)
            || takeInCall(text, end, floor) || takeInNumber(text, end, floor)
            || takeInWords(text, end, floor) || takeInAnnouncement(text, end, floor)
    }

    // MARK: gRPC

    private mutating func takeInDescription(_ text: Span<UInt8>, _ floor: Int) -> Bool {
        let quote = ErrorBytes.quoteBefore(text, start, floor)?.length ?? 0
        guard ErrorBytes.ends(text, start - quote, floor, "desc = ") else { return false }
        start -= quote + 7
        announce(.go)
        if ErrorBytes.ends(text, start, floor, "connection error: ") { start -= 18 }
        var code = start - 1
        while code > max(floor, start - 24), text[code - 1].isLetter { code -= 1 }
        if ErrorBytes.ends(text, code, floor, "rpc error: code = ") { start = code - 18 }
        return true
    }

    // MARK: HTTP

    /// `Get "http://10.0.0.9/": `, and without quotation marks before Go 1.14.
    private mutating func takeInURL(_ text: Span<UInt8>, _ end: Int, _ floor: Int) -> Bool {
        var url = end
        let quote = ErrorBytes.quoteBefore(text, end, floor)
        if let quote {
            url -= quote.length
            guard let open = Self.openingQuote(text, url, floor, depth: quote.depth) else {
                return false
            }
            url = open
        } else {
            let most = max(floor, end - 2048)
            while url > most, text[url - 1] != ASCII.space { url -= 1 }
            guard Self.holdsScheme(text, url..<end) else { return false }
        }
        guard url > floor, text[url - 1] == ASCII.space else { return false }
        var method = url - 1
        while method > max(floor, url - 12), text[method - 1].isLetter { method -= 1 }
        guard method < url - 2, text[method].isUpperLetter else { return false }
        start = method
        announce(quote == nil ? nil : .go)
        return true
    }

    /// Where the quotation mark begins that opens what a mark of a depth closes at a position.
    static func openingQuote(
        _ text: Span<UInt8>,
        _ position: Int,
        _ floor: Int,
        depth: Int
    ) -> Int? {
        var end = position
        let most = max(floor, position - 2048)
        while end > most {
            if let quote = ErrorBytes.quoteBefore(text, end, most) {
                if quote.depth <= depth { return end - quote.length }
                end -= quote.length
            } else {
                end -= 1
            }
        }
        return nil
    }

    private static func holdsScheme(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let most = min(range.upperBound, range.lowerBound + 12)
        return (range.lowerBound..<most).contains {
            ErrorBytes.starts(text, $0, range.upperBound, "://")
        }
    }

    // MARK: Swift

    /// `SingleConnectionFailure(target: [IPv4]localhost/127.0.0.1:1, error: `.
    private mutating func takeInAttempt(_ text: Span<UInt8>, _ end: Int, _ floor: Int) -> Bool {
        guard ErrorBytes.ends(text, end, floor, ", error") else { return false }
        let most = max(floor, end - 400)
        var open = end - 7
        while open > most, !ErrorBytes.ends(text, open, most, "(target: ") { open -= 1 }
        var name = open - 9
        guard open > most else { return false }
        while name > most, text[name - 1].isLetter { name -= 1 }
        peer = peer ?? Self.socketAddress(text, open, end - 7)
        operation = operation ?? NetworkOperation(.dial, range: name..<end, reason: start)
        start = name
        announce(.swift)
        return true
    }

    /// Reads how NIO prints an address: `[IPv4]localhost/127.0.0.1:1`, `[UDS]/run/a.sock`.
    static func socketAddress(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> EndpointRange? {
        if ErrorBytes.starts(text, position, limit, "[UDS]") {
            return position + 5 < limit ? EndpointRange(host: position + 5..<limit) : nil
        }
        guard
            ErrorBytes.starts(text, position, limit, "[IPv4]")
                || ErrorBytes.starts(text, position, limit, "[IPv6]")
        else { return nil }
        var address = position + 6
        let most = min(limit, position + 300)
        while address < most, text[address] != ASCII.slash { address += 1 }
        if address == most { address = position + 5 }
        if text[position + 4] == UInt8(ascii: "6"), let end = unbracketed(text, address + 1, limit)
        {
            return end
        }
        return EndpointReader.address(text, address + 1, limit)?.endpoint
    }

    /// An address of IPv6 without brackets, its port behind the last colon: `::1:8081`.
    private static func unbracketed(
        _ text: Span<UInt8>,
        _ start: Int,
        _ limit: Int
    ) -> EndpointRange? {
        var end = start
        var colon = start
        while end < limit,
            text[end].isLowerHex || text[end] == ASCII.colon || text[end] == ASCII.dot
        {
            if text[end] == ASCII.colon { colon = end }
            end += 1
        }
        guard colon > start, text.endOfDigits(colon + 1, before: limit) == end,
            let port = text.decimal(colon + 1..<end), port <= 65_535
        else { return nil }
        return EndpointRange(host: start..<colon, port: Int32(port))
    }

    /// `read(descriptor:pointer:size:): `, ` failed` in between before NIO 2; nginx's `connect()`.
    private mutating func takeInCall(_ text: Span<UInt8>, _ end: Int, _ floor: Int) -> Bool {
        var close = end
        if ErrorBytes.ends(text, close, floor, " failed") { close -= 7 }
        guard close > floor, text[close - 1] == ASCII.rightParenthesis else { return false }
        var open = close - 1
        while open > max(floor, close - 96), text[open - 1].isWord || text[open - 1] == ASCII.colon
        {
            open -= 1
        }
        guard open > floor, text[open - 1] == ASCII.leftParenthesis else { return false }
        var name = open - 1
        while name > max(floor, open - 33), text[name - 1].isWord { name -= 1 }
        guard name < open - 1, open < close - 1 || close < end || isBracketed else { return false }
        note(text, call: name..<open - 1, reason: start)
        start = name
        if open < close - 1 { announce(.swift) }
        return true
    }

    /// `(111: `, before which nginx prints the call: `connect() failed (111: `.
    private mutating func takeInNumber(_ text: Span<UInt8>, _ end: Int, _ floor: Int) -> Bool {
        var digits = end
        while digits > max(floor, end - 6), text[digits - 1].isDigit { digits -= 1 }
        guard digits < end, digits > floor, text[digits - 1] == ASCII.leftParenthesis else {
            return false
        }
        number = ErrorNumber.read(text, digits, end)
        isBracketed = true
        start = digits - 1
        let before = start
        if ErrorBytes.ends(text, start, floor, "() failed ") {
            var name = before - 10
            while name > max(floor, before - 42), text[name - 1].isWord { name -= 1 }
            note(text, call: name..<before - 10, reason: end + 2)
            start = name
        }
        return true
    }

    private mutating func announce(_ language: Language?) {
        isAnnounced = true
        self.language = self.language ?? language
    }

    private mutating func note(_ text: Span<UInt8>, call: Range<Int>, reason: Int) {
        guard operation == nil,
            let name = OperationParser.name(ofSystemCall: text, call)
        else { return }
        operation = NetworkOperation(name, range: call, reason: reason)
    }

    // MARK: Words

    private mutating func takeInWords(_ text: Span<UInt8>, _ end: Int, _ floor: Int) -> Bool {
        for words in Self.libraryWords where Self.endsWord(text, end, floor, words) {
            start = end - words.utf8CodeUnitCount
            return true
        }
        for words in Self.announcements where Self.endsWord(text, end, floor, words) {
            // It stands before the error and is none of it.
            announce(nil)
            return false
        }
        for words in Self.preambles where Self.endsWord(text, end, floor, words) {
            start = end - words.utf8CodeUnitCount
            announce(nil)
            return true
        }
        return false
    }

    /// `connect: connection refused`.
    private mutating func takeInSystemCall(_ text: Span<UInt8>, _ end: Int, _ floor: Int) {
        var word = end
        while word > max(floor, end - 16), text[word - 1].isWord { word -= 1 }
        guard word == floor || !text[word - 1].isJoining,
            ErrorLead.introduces(text, word, floor),
            OperationParser.name(ofSystemCall: text, word..<end) != nil
                || Self.callsWithoutOperation.contains(where: {
                    word + $0.utf8CodeUnitCount == end && ErrorBytes.starts(text, word, end, $0)
                })
        else { return }
        note(text, call: word..<end, reason: start)
        start = word
    }

    private static func endsWord(
        _ text: Span<UInt8>,
        _ end: Int,
        _ floor: Int,
        _ words: StaticString
    ) -> Bool {
        let start = end - words.utf8CodeUnitCount
        return ErrorBytes.ends(text, end, floor, words)
            && (start == floor || !text[start - 1].isJoining)
            && ErrorLead.introduces(text, start, floor)
    }

    private static let libraryWords: [StaticString] = [
        "net/http", "http", "http2", "tls", "x509", "remote error", "local error", "transport",
        "Error while dialing", "error while dialing", "connection error",
        "error reading from server", "error reading server preface",
        "failed to write client preface", "failed to receive server preface",
        "failed to verify certificate", "HTTP/1.x transport connection broken", "reading body",
        "connection reset (error set)", "connection reset (no error set)", "signal",
    ]

    private static let announcements: [StaticString] = ["http: Accept error", "http: proxy error"]

    private static let preambles: [StaticString] = [
        "Connection errors", "DNS error", "closing transport due to",
    ]

    private static let callsWithoutOperation: [StaticString] = [
        "socket", "setsockopt", "getsockopt", "shutdown", "fcntl", "pipe", "pipe2",
    ]

    // MARK: Announcements

    /// `TLS handshake error from 10.0.0.5:41204: `, `panic serving 10.0.0.5:41204: `.
    private mutating func takeInAnnouncement(
        _ text: Span<UInt8>,
        _ end: Int,
        _ floor: Int
    ) -> Bool {
        var address = end
        while address > max(floor, end - 80), text[address - 1] != ASCII.space { address -= 1 }
        let endpoint = EndpointReader.address(text, address, end).flatMap {
            $0.end == end ? $0.endpoint : nil
        }
        let isUnnamed = address == end - 1 && text[address] == ASCII.at
        guard endpoint != nil || isUnnamed else { return false }
        if ErrorBytes.ends(text, address, floor, "TLS handshake error from ") {
            start = address - 25
            peer = peer ?? endpoint
            isHandshake = true
        } else if ErrorBytes.ends(text, address, floor, "panic serving ") {
            client = endpoint
            announce(.go)
            return false
        } else if ErrorBytes.ends(
            text,
            address,
            floor,
            "http2: server: error reading preface from client "
        ) {
            start = address - 49
            peer = peer ?? endpoint
        } else {
            return false
        }
        announce(.go)
        return true
    }
}

extension UInt8 {
    /// What joins a word to the one before it.
    fileprivate var isJoining: Bool { isWord || self == ASCII.minus || self == ASCII.dot }
}
