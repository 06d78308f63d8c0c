import TraceParse

/// What failed, as far as causes tell operations apart.
enum Operation: UInt8, Hashable, Sendable, CaseIterable {
    case unnamed, read, write, dial, accept, listen, lookup, close, other
}

/// What the failed operation worked on.
enum Channel: UInt8, Hashable, Sendable {
    case network, unixSocket
    /// A pipe or a file: its broken pipe says nothing about a network.
    case local
}

/// Who opened the connection that failed.
enum Side: UInt8, Hashable, Sendable, CaseIterable {
    /// Someone else: this process served it.
    case incoming
    /// This process did.
    case outgoing
    case unknown
}

/// Whose time limit a timeout's text says ran out.
enum TimeLimit: UInt8, Hashable, Sendable {
    /// It is no timeout.
    case none
    /// This process's own, as far as is said.
    case own
    /// The kernel's: the other end acknowledged nothing (`connection timed out`, ETIMEDOUT).
    case kernel
    /// That of an HTTP handler in this process (`http: Handler timeout`).
    case handler
    /// That of a proxy which wrote the line (`upstream timed out`).
    case proxy
}

extension IncidentRecord {
    /// The words of limits that are not this process's own, in lower case, and where in them `ti`
    /// stands.
    private static let limitWords: [(words: [UInt8], mark: Int, limit: TimeLimit)] = [
        (Array("upstream timed out".utf8), 9, .proxy),
        (Array("handler timeout".utf8), 8, .handler),
        (Array("connection timed out".utf8), 11, .kernel),
    ]

    /// Whose time limit ran out, by the words of a timeout's text, of which the end counts, where the
    /// innermost cause stands; the first of the words above decides.
    var timeLimit: TimeLimit {
        guard errorClass == .timeout else { return .none }
        let end = message.range.upperBound
        let start = max(message.range.lowerBound, end - 160)
        var found = Self.limitWords.count
        let letters = (UInt8(ascii: "t"), UInt8(ascii: "i"))
        var next = start
        while next < end,
            let place = ByteScan.firstIndex(ofLetters: letters, in: arena.span, next..<end)
        {
            next = place + 1
            found =
                Self.limitWords.indices.prefix(found).first { index in
                    let (words, mark, _) = Self.limitWords[index]
                    return holds(words, at: place - mark, in: start..<end)
                } ?? found
        }
        return found < Self.limitWords.count ? Self.limitWords[found].limit : .own
    }

    /// Whether words in lower case stand at a place of a range, in whatever case.
    private func holds(_ words: [UInt8], at place: Int, in range: Range<Int>) -> Bool {
        guard place >= range.lowerBound, place + words.count <= range.upperBound else {
            return false
        }
        return words.indices.allSatisfy { arena[place + $0] | 0x20 == words[$0] }
    }

    /// The operation that the record names.
    ///
    /// Go calls the sending side of a copy `readfrom` and the receiving side `writeto`, after the
    /// end of the copy that is *not* the connection.
    var operationName: Operation {
        switch operation.count {
        case 0: .unnamed
        case 4: says(operation, "dial") ? .dial : says(operation, "read") ? .read : .other
        case 5: says(operation, "write") ? .write : says(operation, "close") ? .close : .other
        case 6:
            says(operation, "accept")
                ? .accept
                : says(operation, "listen") ? .listen : says(operation, "lookup") ? .lookup : .other
        case 7: says(operation, "writeto") ? .read : .other
        case 8: says(operation, "readfrom") ? .write : .other
        default: .other
        }
    }

    /// What the failed operation worked on.
    var channel: Channel {
        guard transport.count >= 4 else { return .network }
        if says(transport, "pipe") || says(transport, "file") { return .local }
        let unix = TextRange(start: Int(transport.start), count: 4)
        return says(unix, "unix") ? .unixSocket : .network
    }

    /// Who opened the connection that failed, as far as the record tells.
    var side: Side { side(operationName, isCallOfURL: isCallOfURL) }

    /// Who opened the connection that failed, as far as the record tells.
    ///
    /// The operation says it where it can. A peer that is the client whose request was served came
    /// in; another peer is one that this process called. Otherwise the ports say it: the opener's
    /// is taken from the high range.
    func side(_ operation: Operation, isCallOfURL: @autoclosure () -> Bool) -> Side {
        switch operation {
        case .dial, .lookup: return .outgoing
        case .accept, .listen: return .incoming
        default: break
        }
        if client.isPresent {
            guard peer.isPresent else { return isCallOfURL() ? .outgoing : .incoming }
            return isPeerClient ? .incoming : .outgoing
        }
        guard peer.isPresent else { return .unknown }
        if local.port >= 0, peer.port >= 0, local.port != peer.port {
            return peer.port > local.port ? .incoming : .outgoing
        }
        // Only a server logs a peer and no end of its own: `TLS handshake error from ADDR`.
        return local.isPresent || operation != .unnamed ? .unknown : .incoming
    }

    /// Whether the error is that of a request that this process made: Go names its method and URL.
    ///
    ///     call = method SP <"> "http" …
    ///
    /// A call that was canceled says nothing of the called service: its client had gone.
    var isCallOfURL: Bool {
        guard errorClass != .canceled else { return false }
        let start = message.range.lowerBound
        let end = min(message.range.upperBound, start + 512)
        guard end - start > Self.quotedScheme.count + 3 else { return false }
        let text = arena.span
        var place = start + 4
        let last = end - Self.quotedScheme.count
        while place <= last,
            let mark = ByteScan.firstIndex(of: UInt8(ascii: "\""), in: text, place..<last + 1)
        {
            let isScheme = Self.quotedScheme.indices.allSatisfy {
                text[mark - 1 + $0] == Self.quotedScheme[$0]
            }
            if isScheme, text[mark - 2].isLetter { return true }
            place = mark + 1
        }
        return false
    }

    private static let quotedScheme = Array(" \"http".utf8)

    private func says(_ run: TextRange, _ word: StaticString) -> Bool {
        guard run.count == word.utf8CodeUnitCount else { return false }
        let start = Int(run.start)
        for index in 0..<word.utf8CodeUnitCount
        where unsafe arena[start + index] != word.utf8Start[index] {
            return false
        }
        return true
    }

    /// Whether the peer is the client whose request was being served.
    var isPeerClient: Bool {
        guard client.isPresent, client.host.count == peer.host.count else { return false }
        let text = arena.span
        let (left, right) = (Int(client.host.start), Int(peer.host.start))
        return ByteScan.areEqual(text, left, text, right, count: Int(client.host.count))
    }
}
