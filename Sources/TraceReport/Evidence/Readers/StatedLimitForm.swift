/// Time limits that somebody states: in a note of one line, or in a pasted configuration.
///
///     client response timeout: 5s
///     the client's timeouts: connect 0.5 s, response 5 s
///     proxy_read_timeout 60s;                        (nginx)
///     timeout server 3s                              (HAProxy; a bare number is of milliseconds)
///     WriteTimeout: 15 * time.Second,                (Go)
///     连接超时:0.5秒,响应超时5秒
///
/// They count only as whole lines of a text that was given as evidence: in a log they are prose.
struct StatedLimitForm: HostTextForm {
    private var limits: [StatedLimit]

    private static let longest = 240

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        guard !desk.isLog, line.count <= longest, line.bytes.contains(where: \.isDigit) else {
            return nil
        }
        let text = line.trimmed { $0.isBlank || "#*-/>•".utf8.contains($0) }
        let limits = configured(text).map { [$0] } ?? spoken(text)
        return limits.isEmpty ? nil : Self(limits: limits)
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        limits.prefix(8).map { .timeLimit($0) }
    }

    /// The settings that are known by name.
    private static let settings: [(StaticString, StatedLimit.Side, StatedLimit.Phase)] = [
        ("proxy_read_timeout", .proxy, .response), ("proxy_connect_timeout", .proxy, .connect),
        ("proxy_send_timeout", .proxy, .write), ("fastcgi_read_timeout", .proxy, .response),
        ("uwsgi_read_timeout", .proxy, .response), ("grpc_read_timeout", .proxy, .response),
        ("keepalive_timeout", .proxy, .idle), ("client_header_timeout", .proxy, .read),
        ("client_body_timeout", .proxy, .read), ("send_timeout", .proxy, .write),
        ("timeout server", .proxy, .response), ("timeout client", .proxy, .idle),
        ("timeout connect", .proxy, .connect), ("timeout queue", .proxy, .connect),
        ("timeout http-request", .proxy, .read), ("timeout http-keep-alive", .proxy, .idle),
        ("ReadHeaderTimeout", .server, .read), ("ReadTimeout", .server, .read),
        ("WriteTimeout", .server, .write), ("IdleTimeout", .server, .idle),
        ("ResponseHeaderTimeout", .client, .response), ("IdleConnTimeout", .client, .idle),
        ("TLSHandshakeTimeout", .client, .connect), ("Client.Timeout", .client, .response),
    ]

    private static func configured(_ text: HostText) -> StatedLimit? {
        guard let setting = settings.first(where: { text.starts($0.0) }) else { return nil }
        let name = "\(setting.0)"
        let rest = text.dropFirst(name.utf8.count)
        guard let next = rest.first,
            next.isBlank || next == UInt8(ascii: ":") || next == UInt8(ascii: "=")
        else { return nil }
        let value = rest.trimmed { $0.isBlank || ":=;,".utf8.contains($0) }
        let isHAProxy = text.starts("timeout ")
        guard
            let milliseconds = goDuration(value)
                ?? SpelledDuration(value, bareUnit: isHAProxy ? 1 : 1000)?.milliseconds(
                    endingIn: value
                )
        else { return nil }
        return StatedLimit(
            side: setting.1,
            phase: setting.2,
            milliseconds: milliseconds,
            name: name
        )
    }

    // `15 * time.Second`
    private static func goDuration(_ text: HostText) -> Int? {
        let fields = text.fields(atMost: 4)
        guard fields.count >= 3, fields[1].same("*"), let count = fields[0].number,
            count < 1_000_000
        else { return nil }
        return switch fields[2].trimmed({ !$0.isLetter }).string(clippedTo: 24) {
        case "time.Second": count * 1000
        case "time.Millisecond": count
        case "time.Minute": count * 60_000
        default: nil
        }
    }

    /// The clauses of a note, each with words for a limit and a duration.
    private static func spoken(_ text: HostText) -> [StatedLimit] {
        let words = text.lowercased()
        guard
            words.contains("timeout") || words.contains("time limit")
                || words.contains("gives up after")
                || words.contains("times out after") || words.contains("超时")
        else { return [] }
        // What happened is no limit: `Operation timed out after …`, a line of a log with a time.
        guard !words.contains("timed out"), !words.contains("exceeded"), !words.contains("curl"),
            !startsWithTime(words)
        else { return [] }
        var limits: [StatedLimit] = []
        var side = StatedLimit.Side.unknown
        var isLimit = false
        for clause in clauses(words) {
            side = Self.side(clause) ?? side
            isLimit = isLimit || isLimitName(clause)
            guard isLimit, let duration = SpelledDuration.last(in: clause) else { continue }
            let name = HostText(clause.bytes[..<duration.start]).trimmed {
                $0.isBlank || ":=".utf8.contains($0)
            }
            guard name.fields(atMost: 12).count < 9, namesLimit(name), duration.isAtEnd(of: clause)
            else { continue }
            let phase = phase(name)
            // Who is not named otherwise, and waits for an answer, is the client.
            let whose =
                side == .unknown && (phase == .response || phase == .connect) ? .client : side
            limits.append(
                StatedLimit(
                    side: whose,
                    phase: phase,
                    milliseconds: duration.milliseconds,
                    name: name.string(clippedTo: 80)
                )
            )
        }
        return limits
    }

    /// Parts between commas, semicolons and `and`.
    private static func clauses(_ words: HostText) -> [HostText] {
        var made: [HostText] = []
        var start = words.bytes.startIndex
        var index = start
        while index < words.bytes.endIndex, made.count < 8 {
            let rest = words.from(index)
            // U+FF0C and U+FF1B, the comma and the semicolon of Chinese.
            let wide = rest.starts("，") || rest.starts("；")
            let and = rest.starts(" and ")
            if wide || and || rest.starts(", ") || rest.first == UInt8(ascii: ";")
                || rest.starts(",") && !(rest.dropFirst(1).first?.isDigit ?? false)
            {
                made.append(words[start..<index].trimmed)
                index += wide ? 3 : and ? 5 : 1
                start = index
            } else {
                index += 1
            }
        }
        made.append(words.from(start).trimmed)
        return made.filter { !$0.isEmpty }
    }

    private static func startsWithTime(_ words: HostText) -> Bool {
        words.bytes.prefix(4).allSatisfy(\.isDigit) || words.first == UInt8(ascii: "{")
            || words.first == UInt8(ascii: "[")
    }

    private static func isLimitName(_ clause: HostText) -> Bool {
        clause.contains("timeout") || clause.contains("time limit") || clause.contains("超时")
            || clause.contains("gives up after") || clause.contains("times out after")
    }

    /// Whether the words before a duration end as those for a limit do, and not as those of a story
    /// in which a limit comes: `timeout: 5s`, `timeout is 5s`, `gives up after 5s`.
    private static func namesLimit(_ name: HostText) -> Bool {
        guard let last = name.fields(atMost: 12).last else { return false }
        let word = last.trimmed { ":=-\"'`()".utf8.contains($0) }
        let endings: [StaticString] = [
            "timeout", "timeouts", "limit", "connect", "connection", "response", "request", "read",
            "write", "idle", "handler", "header", "is", "of", "to", "after", "at", "超时",
        ]
        return endings.contains { word.ends($0) }
    }

    private static func side(_ clause: HostText) -> StatedLimit.Side? {
        if clause.contains("client") || clause.contains("caller") || clause.contains("客户端") {
            return .client
        }
        if clause.contains("proxy") || clause.contains("nginx") || clause.contains("haproxy")
            || clause.contains("balancer") || clause.contains("gateway")
        {
            return .proxy
        }
        if clause.contains("upstream") || clause.contains("backend") || clause.contains("node ") {
            return .upstream
        }
        return clause.contains("server") || clause.contains("服务端") ? .server : nil
    }

    private static func phase(_ name: HostText) -> StatedLimit.Phase {
        if name.contains("connect") || name.contains("dial") || name.contains("连接") {
            return .connect
        }
        if name.contains("idle") || name.contains("keepalive") || name.contains("keep-alive") {
            return .idle
        }
        if name.contains("write") || name.contains("send") { return .write }
        if name.contains("read") && !name.contains("header") { return .read }
        if name.contains("handler") { return .handler }
        return .response
    }
}

/// A duration in a text.
private struct SpelledDuration {
    var milliseconds: Int
    var start: Int
    var end: Int

    /// `5s`, `0.5 s`, `500ms`, `5 seconds`, `2 min`, `5秒` at the beginning of a text; a number without
    /// a unit where one is given for it, in milliseconds.
    init?(_ text: HostText, bareUnit: Int? = nil) {
        start = text.bytes.startIndex
        let figure = text.bytes.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
        guard let value = HostText(figure).millionths else { return nil }
        var index = figure.endIndex
        while index < text.bytes.endIndex, text.bytes[index].isBlank { index += 1 }
        let rest = text.from(index)
        let unit = HostText(rest.bytes.prefix(while: \.isLetter)).lowercased(clippedTo: 16)
        end = index + unit.count
        switch unit.string() {
        case "s", "sec", "secs", "second", "seconds": milliseconds = value / 1000
        case "ms", "msec", "millis", "millisecond", "milliseconds": milliseconds = value / 1_000_000
        case "m", "min", "mins", "minute", "minutes": milliseconds = value / 1000 * 60
        case "h", "hour", "hours": milliseconds = value / 1000 * 3600
        case "" where rest.starts("毫秒"):
            milliseconds = value / 1_000_000
            end = index + 6
        case "" where rest.starts("秒"):
            milliseconds = value / 1000
            end = index + 3
        case "":
            guard let bareUnit else { return nil }
            milliseconds = value / 1_000_000 * bareUnit
            end = figure.endIndex
        default: return nil
        }
        guard milliseconds > 0, milliseconds <= 7 * 24 * 3_600_000 else { return nil }
    }

    /// The last duration of a text.
    static func last(in text: HostText) -> SpelledDuration? {
        var found: SpelledDuration?
        var index = text.bytes.startIndex
        while index < text.bytes.endIndex {
            guard text.bytes[index].isDigit else {
                index += 1
                continue
            }
            let isInWord =
                index > text.bytes.startIndex
                && (text.bytes[index - 1].isLetter || text.bytes[index - 1] == UInt8(ascii: "."))
            if !isInWord, let duration = SpelledDuration(text.from(index)) {
                found = duration
                index = duration.end
            } else {
                while index < text.bytes.endIndex,
                    text.bytes[index].isDigit || text.bytes[index] == UInt8(ascii: ".")
                {
                    index += 1
                }
            }
        }
        return found
    }

    /// Whether nothing but punctuation follows.
    func isAtEnd(of text: HostText) -> Bool {
        text.from(end).bytes.allSatisfy { $0.isBlank || ".)];:!".utf8.contains($0) }
    }

    /// The duration, where nothing else stands in the text but a comment.
    func milliseconds(endingIn text: HostText) -> Int? {
        let rest = text.from(end).trimmed
        return rest.isEmpty || rest.first == UInt8(ascii: "#") || rest.first == UInt8(ascii: ";")
            || rest.first == UInt8(ascii: ",") || rest.starts("//") ? milliseconds : nil
    }
}
