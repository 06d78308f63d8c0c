/// Reads how Go prints a failed operation.
///
/// ```
/// OpError   = op [" " net] [" " source] [("->" | " ") addr] ": " reason
///             "->" where there is a source and a " " where there is none; reason may be another
/// op        = "accept" | "close" | "dial" | "file" | "listen" | "raw-control" | "raw-read"
///           | "raw-write" | "read" | "readfrom" | "route" | "set" | "write" | "writeto"
///           | "proxyconnect" | "socks connect"
/// net       = ("tcp" | "udp" | "ip") ["4" | "6"] [":" protocol] | "ip+net" | "pipe" | "vsock"
///           | "unix" | "unixgram" | "unixpacket"
/// addr      = v4 ":" port | "[" v6 ["%" zone] "]:" port | ":" port | name ":" port
///           | v4 | v6 (networks "ip…") | path | "@" [name] | "" | "<nil>"
/// DNSError  = "lookup " name [" on " server] ": " reason
/// PathError = op " " path ": " reason
/// ```
///
/// The near end is always printed first, whether data went out or came in.
enum OperationParser {
    /// Reads the operation whose name begins at a position.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - position: Where a word begins.
    ///   - floor: Where the text to look at begins.
    ///   - limit: Where it ends.
    /// - Returns: The operation, or `nil` where the text there is none.
    static func operation(
        _ text: Span<UInt8>,
        at position: Int,
        floor: Int,
        limit: Int
    ) -> NetworkOperation? {
        guard position < limit, beginsWord(text, position, floor) else { return nil }
        if ErrorBytes.starts(text, position, limit, "lookup ") {
            return lookup(text, position, floor, limit)
        }
        guard namesTarget(text, position, limit) else { return nil }
        for (word, name) in names
        where ErrorBytes.starts(text, position, limit, word) {
            let after = position + word.utf8CodeUnitCount
            if let found = networkOperation(text, name, position, after, limit) { return found }
            if let found = pathOperation(text, name, position, after, limit) { return found }
        }
        return nil
    }

    /// Whether a word begins at a position that could name an operation.
    @inline(__always)
    static func beginsWord(_ text: Span<UInt8>, _ position: Int, _ floor: Int) -> Bool {
        guard text[position].isLowerLetter else { return false }
        guard position > floor else { return true }
        let before = text[position - 1]
        return !before.isLetter && before != ASCII.underscore && before != ASCII.minus
            && before != ASCII.dot
    }

    /// The operation that a system call's name stands for, where it is known.
    static func name(ofSystemCall text: Span<UInt8>, _ range: Range<Int>) -> OperationName? {
        for (word, name) in systemCalls
        where range.count == word.utf8CodeUnitCount
            && ErrorBytes.starts(text, range.lowerBound, range.upperBound, word)
        {
            return name
        }
        return nil
    }

    /// Whether a network, a path or a proxy's `connect` may follow the word at a position: that
    /// passes most words over.
    private static func namesTarget(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        var end = position + 1
        let most = min(limit - 1, position + 13)
        while end < most, text[end].isLowerLetter || text[end] == ASCII.minus { end += 1 }
        guard end < most, text[end] == ASCII.space else { return false }
        switch text[end + 1] {
        case UInt8(ascii: "t"), UInt8(ascii: "u"), UInt8(ascii: "i"), UInt8(ascii: "p"),
            UInt8(ascii: "v"), UInt8(ascii: "c"), ASCII.slash, UInt8(ascii: "|"), ASCII.dot:
            return true
        case let byte:
            return byte.isUpperLetter
        }
    }

    // MARK: Networks

    private static func networkOperation(
        _ text: Span<UInt8>,
        _ name: OperationName,
        _ start: Int,
        _ position: Int,
        _ limit: Int
    ) -> NetworkOperation? {
        guard let network = network(text, position, limit) else { return nil }
        var found = NetworkOperation(
            name,
            range: start..<network.upperBound,
            reason: limit,
            transport: .printed(network)
        )
        let after = network.upperBound
        if let reason = endOfColon(text, after, limit) {
            found.reason = reason
            return found
        }
        guard after < limit, text[after] == ASCII.space else { return nil }
        let isPath = ErrorBytes.starts(text, position, limit, "unix")
        let read = isPath ? paths : addresses
        guard let ends = read(text, after + 1, limit) else { return nil }
        found.range = start..<ends.end
        found.reason = ends.reason
        assign(ends, to: &found)
        return found
    }

    private static func assign(_ ends: Ends, to found: inout NetworkOperation) {
        if ends.hasArrow {
            found.local = ends.first
            found.peer = ends.second
        } else if found.name.loneAddressIsPeer {
            found.peer = ends.first
        } else {
            found.local = ends.first
        }
    }

    /// The name of a network, or `nil`.
    private static func network(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> Range<Int>? {
        for word in networks where ErrorBytes.starts(text, position, limit, word) {
            var end = position + word.utf8CodeUnitCount
            if end < limit, text[end] == UInt8(ascii: "4") || text[end] == UInt8(ascii: "6") {
                end += 1
            }
            end = endOfProtocol(text, end, limit)
            guard end < limit, text[end] == ASCII.space || text[end] == ASCII.colon else {
                return nil
            }
            return position..<end
        }
        return nil
    }

    /// Where the `:icmp` of `ip4:icmp` ends.
    private static func endOfProtocol(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> Int {
        guard position < limit, text[position] == ASCII.colon else { return position }
        var end = position + 1
        while end < min(limit, position + 24), text[end].isWord || text[end] == ASCII.minus {
            end += 1
        }
        return end > position + 1 && end < limit && text[end] == ASCII.space ? end : position
    }

    // MARK: Addresses

    private struct Ends {
        var first: EndpointRange?
        var second: EndpointRange?
        var hasArrow = false
        var end = 0
        var reason = 0
    }

    private static func addresses(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> Ends? {
        guard var end = endOfAddress(text, position, limit) else { return nil }
        var found = Ends(first: end.endpoint)
        let arrow = ErrorBytes.arrow(text, end.position, limit)
        if arrow > 0 {
            found.hasArrow = true
            guard let second = endOfAddress(text, end.position + arrow, limit) else { return nil }
            found.second = second.endpoint
            end = second
        }
        guard let reason = endOfColon(text, end.position, limit) else { return nil }
        found.end = end.position
        found.reason = reason
        return found
    }

    /// Reads one address; an address that is there but empty gives no endpoint.
    private static func endOfAddress(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> (endpoint: EndpointRange?, position: Int)? {
        if let nothing = endOfNothing(text, position, limit) { return (nil, nothing) }
        let found =
            EndpointReader.address(text, position, limit)
            ?? EndpointReader.portAlone(text, position, limit)
            ?? EndpointReader.named(text, position, limit)
        if let found { return (found.endpoint, found.end) }
        // A side may be empty: `read tcp 10.0.0.1:80->: EOF`.
        let isEmpty =
            endOfColon(text, position, limit) != nil
            || ErrorBytes.arrow(text, position, limit) > 0
        return isEmpty ? (nil, position) : nil
    }

    private static func endOfNothing(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> Int? {
        if ErrorBytes.starts(text, position, limit, "<nil>") { return position + 5 }
        return ErrorBytes.starts(text, position, limit, "&lt;nil&gt;") ? position + 11 : nil
    }

    /// Reads the paths of sockets: they hold spaces, so they reach to the first colon and space.
    private static func paths(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> Ends? {
        var found = Ends()
        var start = position
        var end = position
        let most = min(limit, position + longestPath)
        while end < most {
            let arrow = found.hasArrow ? 0 : ErrorBytes.arrow(text, end, limit)
            if arrow > 0 {
                found.hasArrow = true
                found.first = socket(text, start..<end)
                end += arrow
                start = end
            } else if let reason = endOfColon(text, end, limit) {
                let last = socket(text, start..<end)
                if found.hasArrow { found.second = last } else { found.first = last }
                found.end = end
                found.reason = reason
                return found
            } else {
                guard ErrorBytes.lineBreak(text, end, limit) == 0, text[end] != ASCII.quote else {
                    return nil
                }
                end += 1
            }
        }
        return nil
    }

    /// Two paths of 108 bytes, the arrow, and a name in between.
    private static let longestPath = 512

    /// A socket's path; an unnamed socket (`@`, or nothing) is none.
    private static func socket(_ text: Span<UInt8>, _ range: Range<Int>) -> EndpointRange? {
        let isUnnamed = range.isEmpty || range.count == 1 && text[range.lowerBound] == ASCII.at
        return isUnnamed ? nil : EndpointRange(host: range)
    }

    // MARK: Names and files

    private static func lookup(
        _ text: Span<UInt8>,
        _ start: Int,
        _ floor: Int,
        _ limit: Int
    ) -> NetworkOperation? {
        var end = start + 7
        let most = min(limit, start + 7 + 300)
        var dots = 0
        while end < most, text[end] != ASCII.space, !text[end].isBreaking,
            endOfColon(text, end, limit) == nil
        {
            if text[end] == ASCII.dot { dots += 1 }
            end += 1
        }
        let name = start + 7..<end
        var hasServer = false
        if ErrorBytes.starts(text, end, limit, " on ") {
            hasServer = true
            end += 4
            while end < most, text[end] != ASCII.space, endOfColon(text, end, limit) == nil {
                end += 1
            }
        }
        guard let reason = endOfColon(text, end, limit) else { return nil }
        // `cache lookup failed: EOF` is no lookup of a name.
        guard
            hasServer || dots > 0
                || ErrorBytes.ends(text, start, floor, ": ") && !name.isEmpty
                    && !ErrorBytes.starts(text, name.lowerBound, limit, "failed:")
        else { return nil }
        return NetworkOperation(.lookup, range: start..<end, reason: reason)
    }

    private static func pathOperation(
        _ text: Span<UInt8>,
        _ name: OperationName,
        _ start: Int,
        _ position: Int,
        _ limit: Int
    ) -> NetworkOperation? {
        guard [.open, .read, .write, .close].contains(name), position < limit else { return nil }
        let isPipe = text[position] == UInt8(ascii: "|")
        let isPath =
            isPipe || text[position] == ASCII.slash
            || ErrorBytes.starts(text, position, limit, "./")
            || text[position].isUpperLetter && ErrorBytes.starts(text, position + 1, limit, ":\\")
        guard isPath else { return nil }
        var end = position
        while end < min(limit, position + longestPath) {
            if let reason = endOfColon(text, end, limit) {
                return NetworkOperation(
                    name,
                    range: start..<end,
                    reason: reason,
                    transport: isPipe ? .pipe : .file
                )
            }
            guard text[end] != ASCII.newline, text[end] != ASCII.quote else { return nil }
            end += 1
        }
        return nil
    }

    /// The position after `: `, or `nil` where it does not stand.
    private static func endOfColon(
        _ text: Span<UInt8>,
        _ position: Int,
        _ limit: Int
    ) -> Int? {
        position + 1 < limit && text[position] == ASCII.colon
            && text[position + 1] == ASCII.space ? position + 2 : nil
    }

    // MARK: Words

    /// Each with its space.
    private static let names: [(StaticString, OperationName)] = [
        ("accept ", .accept), ("close ", .close), ("dial ", .dial), ("file ", .file),
        ("listen ", .listen), ("open ", .open), ("openat ", .open),
        ("proxyconnect ", .proxyconnect), ("raw-control ", .rawControl),
        ("raw-read ", .rawRead), ("raw-write ", .rawWrite), ("read ", .read),
        ("readfrom ", .readfrom), ("route ", .route), ("set ", .set), ("socks connect ", .dial),
        ("write ", .write), ("writeto ", .writeto),
    ]

    private static let networks: [StaticString] = [
        "tcp", "udp", "unixgram", "unixpacket", "unix", "ip+net", "ip", "pipe", "vsock",
    ]

    private static let systemCalls: [(StaticString, OperationName)] = [
        ("read", .read), ("readv", .read), ("recv", .read), ("recvfrom", .read),
        ("recvmsg", .read), ("recvmmsg", .read), ("wsarecv", .read), ("wsarecvfrom", .read),
        ("write", .write), ("writev", .write), ("pwrite", .write), ("send", .write),
        ("sendto", .write), ("sendmsg", .write), ("sendmmsg", .write), ("sendfile", .write),
        ("splice", .write), ("wsasend", .write), ("wsasendto", .write),
        ("transmitfile", .write), ("connect", .dial), ("connectx", .dial),
        ("connectex", .dial), ("ConnectEx", .dial), ("accept", .accept), ("accept4", .accept),
        ("acceptex", .accept), ("bind", .listen), ("listen", .listen), ("open", .open),
        ("openat", .open), ("close", .close), ("getaddrinfow", .lookup),
    ]
}

extension UInt8 {
    /// What no name of a host holds.
    fileprivate var isBreaking: Bool {
        self == ASCII.quote || self == ASCII.newline || self == ASCII.backslash
    }
}
