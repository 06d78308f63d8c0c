/// What `curl` prints: the times that `-w` asks for, and its line of error.
///
///     0.000::0.000::0.088::0.088::1572245.000
///     200 0.000020::0.000109::1.001628::1.001715::16
///     time_starttransfer:  0.088
///     curl: (28) Operation timed out after 2001 milliseconds with 0 bytes received
struct CurlForm: HostTextForm {
    private var probe = HTTPProbe()
    private var format: CurlFormat?
    /// A name of each line, where the times stand one a line.
    private var hasNamedTimes = false

    /// Where a line of error counts in a log, so far below its command; words of the writer's may
    /// stand in between.
    private static let reach = 16

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        guard line.count < 2048 else { return nil }
        let command = desk.command.flatMap { $0.tool == .curl ? $0 : nil }
        if desk.isLog {
            guard command != nil, desk.linesSinceCommand < Self.reach else { return nil }
        }
        var made = Self()
        made.format = command.flatMap(CurlFormat.init)
        made.probe = command.map(HTTPProbe.init(command:)) ?? HTTPProbe()
        return made.take(line, &desk) ? made : nil
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        guard line.count < 2048 else { return false }
        return takeFailure(line) || takeTimes(line) || takeNamedTime(line) || isProgress(line)
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        probe.timing == nil && probe.failure == nil ? [] : [.probe(probe)]
    }

    private mutating func takeFailure(_ line: HostText) -> Bool {
        guard line.starts("curl: ("), probe.failure == nil,
            let end = line.range(of: ") "),
            let number = line.dropFirst(7)[line.bytes.startIndex + 7..<end.lowerBound].number,
            (1...200).contains(number)
        else { return false }
        let text = line.from(end.upperBound).trimmed
        probe.failure = HTTPProbe.Failure(number: number, text: text)
        if let target = CurlTarget(error: text) {
            probe.host = probe.host ?? target.host
            probe.port = probe.port ?? target.port
        }
        return true
    }

    private mutating func takeTimes(_ line: HostText) -> Bool {
        guard probe.timing == nil, probe.failure == nil,
            let timing = format?.times(line) ?? CurlFormat.usual(line)
        else { return false }
        probe.timing = timing
        return true
    }

    /// `time_total:  0.088s`, as templates for `-w @file` print it.
    private mutating func takeNamedTime(_ line: HostText) -> Bool {
        guard line.count < 80 else { return false }
        let text = line.trimmed
        guard
            text.starts("time_")
                || hasNamedTimes
                    && (text.starts("speed_") || text.starts("size_")
                        || text.starts("http_code") || text.starts("--")),
            let colon = text.range(of: ":") ?? text.range(of: "=") ?? text.range(of: "--")
        else { return false }
        let name = HostText(text.bytes[..<colon.lowerBound]).trimmed.string(clippedTo: 24)
        let figure = text.from(colon.upperBound).trimmed { $0.isBlank || $0 == UInt8(ascii: "s") }
        var timing = probe.timing ?? HTTPProbe.Timing()
        guard timing.set(name, figure) || hasNamedTimes else { return false }
        probe.timing = timing
        hasNamedTimes = true
        return true
    }

    private func isProgress(_ line: HostText) -> Bool {
        line.starts("  % Total") || line.contains(" Dload  Upload ") || line.contains("--:--:--")
    }
}

/// What `-w` is told to print.
struct CurlFormat {
    /// The names and what stands between them, in order.
    private let parts: [(name: String, separator: [UInt8])]

    init?(_ command: ShellCommand) {
        guard let option = command.words.first(where: { $0.contains("%{") }) else { return nil }
        var parts: [(String, [UInt8])] = []
        var rest = option
        while parts.count < 16, let start = rest.range(of: "%{"),
            let end = rest.range(of: "}", from: start.upperBound)
        {
            let name = HostText(rest.bytes[start.upperBound..<end.lowerBound]).string(clippedTo: 32)
            let after = rest.from(end.upperBound)
            let next = after.range(of: "%{")?.lowerBound ?? after.bytes.endIndex
            parts.append(
                (
                    name,
                    Array(
                        after.bytes[after.bytes.startIndex..<next].prefix {
                            $0 != UInt8(ascii: "\\")
                        }
                    )
                )
            )
            rest = after
        }
        guard parts.contains(where: { $0.0.hasPrefix("time_") }) else { return nil }
        self.parts = parts
    }

    /// The times that a line of this format gives.
    func times(_ line: HostText) -> HTTPProbe.Timing? {
        var timing = HTTPProbe.Timing()
        var rest = line.trimmed
        for (index, part) in parts.enumerated() {
            var figure = rest
            if !part.separator.isEmpty, index + 1 < parts.count {
                guard let end = Self.range(of: part.separator, in: rest) else { return nil }
                figure = HostText(rest.bytes[..<end.lowerBound])
                rest = rest.from(end.upperBound)
            }
            let isFigure = timing.set(part.name, figure.trimmed)
            if part.name.hasPrefix("time_"), !isFigure { return nil }
        }
        return timing
    }

    private static func range(of part: [UInt8], in text: HostText) -> Range<Int>? {
        var index = text.bytes.startIndex
        while index + part.count <= text.bytes.endIndex {
            if text.bytes[index..<index + part.count].elementsEqual(part) {
                return index..<index + part.count
            }
            index += 1
        }
        return nil
    }

    /// `lookup::connect::starttransfer::total::speed`, a status before it or not: the usual template.
    static func usual(_ line: HostText) -> HTTPProbe.Timing? {
        guard line.count < 120, line.contains("::") else { return nil }
        var fields = line.fields(atMost: 3)
        var timing = HTTPProbe.Timing()
        if fields.count == 2, fields[0].count == 3, let status = fields[0].number {
            timing.status = status
            fields.removeFirst()
        }
        guard fields.count == 1 else { return nil }
        let figures = fields[0].split(UInt8(ascii: ":"), atMost: 12)
        let names = [
            "time_namelookup", "time_connect", "time_starttransfer", "time_total", "speed_download",
        ]
        guard figures.count == 9 else { return nil }
        for (index, name) in names.enumerated() {
            guard timing.set(name, figures[2 * index]) else { return nil }
        }
        return timing
    }
}

extension HTTPProbe.Timing {
    /// Sets what a variable of `-w` gives; whether it is a figure.
    fileprivate mutating func set(_ name: String, _ figure: HostText) -> Bool {
        switch name {
        case "http_code", "response_code": status = figure.number
        case "time_namelookup": lookup = figure.millionths
        case "time_connect": connect = figure.millionths
        case "time_starttransfer": firstByte = figure.millionths
        case "time_total": total = figure.millionths
        case "speed_download": speed = figure.millionths.map { $0 / 1_000_000 }
        default: break
        }
        return figure.millionths != nil
    }
}

extension HTTPProbe {
    /// A request that a command makes.
    fileprivate init(command: ShellCommand) {
        for word in command.words.dropFirst() {
            if let target = CurlTarget(url: word) {
                host = target.host
                port = target.port
            }
        }
        for (index, word) in command.words.enumerated() where index + 1 < command.words.count {
            let figure = command.words[index + 1].millionths.map { $0 / 1000 }
            if word.same("--connect-timeout") { connectLimit = figure }
            if word.same("-m") || word.same("--max-time") { totalLimit = figure }
        }
    }
}

extension HTTPProbe.Failure {
    /// What a number and a text of curl's mean.
    fileprivate init(number: Int, text: HostText) {
        let words = text.lowercased(clippedTo: 400)
        kind =
            switch number {
            case 5, 6: .lookup
            case 7:
                words.contains("no route") || words.contains("unreachable")
                    ? .unreachable : .refused
            case 28: Self.isConnect(words) ? .connectTimeout : .transferTimeout
            case 52: .emptyReply
            case 18, 56: .receive
            case 55: .send
            case 35, 51, 58, 59, 60, 77, 80, 83, 90, 91: .tls
            case 16, 92: .http2
            default: .other
            }
        self.number = number
        self.text = text.string(clippedTo: 200)
        after = Self.after(words)
    }

    /// A time-out before the connection was made: `Connection timed out after 1001 milliseconds`,
    /// `Failed to connect to … after 1001 ms: Timeout was reached`, `Resolving timed out …`.
    private static func isConnect(_ words: HostText) -> Bool {
        words.starts("connection timed out") || words.starts("connection timeout")
            || words.starts("failed to connect") || words.starts("resolving timed out")
            || words.starts("ssl connection timeout") || words.starts("connect timeout")
            || words.starts("proxy connect")
    }

    private static func after(_ words: HostText) -> Int? {
        guard let start = words.range(of: " after ") else { return nil }
        let fields = words.from(start.upperBound).fields(atMost: 2)
        guard fields.count == 2, fields[1].starts("ms") || fields[1].starts("millisecond") else {
            return nil
        }
        return fields[0].number
    }
}

/// The host and the port that a request went to.
private struct CurlTarget {
    var host: String
    var port: Int?

    // `http://127.0.0.1:9093/api`
    init?(url: HostText) {
        guard url.starts("http://") || url.starts("https://") else { return nil }
        let isSecure = url.starts("https://")
        let rest = url.dropFirst(isSecure ? 8 : 7).bytes.prefix { !"/?#".utf8.contains($0) }
        let authority = rest.lastIndex(of: UInt8(ascii: "@")).map { rest[($0 + 1)...] } ?? rest
        let text = HostText(authority)
        guard !text.isEmpty, text.count < 260 else { return nil }
        if let end = HostAddress(text), end.port != nil {
            host = end.host
            port = end.port
        } else {
            host = HostAddress.canonical(text)
            port = isSecure ? 443 : 80
        }
    }

    // `Failed connect to 127.0.0.1:9093; …`, `Failed to connect to 127.0.0.1 port 9999 after …`
    init?(error: HostText) {
        guard let start = error.range(of: "connect to ") else { return nil }
        let fields = error.from(start.upperBound).fields(atMost: 3)
        guard let name = fields.first?.trimmed({ ";:,".utf8.contains($0) }), !name.isEmpty else {
            return nil
        }
        if fields.count == 3, fields[1].same("port"),
            let number = fields[2].trimmed({ !$0.isDigit }).number
        {
            host = HostAddress.canonical(name)
            port = (1...65535).contains(number) ? number : nil
        } else if let end = HostAddress(name) {
            host = end.host
            port = end.port
        } else {
            return nil
        }
    }
}
