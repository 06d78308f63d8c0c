/// Lines of a proxy's log: HAProxy's HTTP format, nginx's log of errors and its combined log.
///
///     … haproxy[71]: 10.0.0.1:50000 [11/Apr/2022:11:23:00.123] front back/srv 0/0/1/5002/5003 504 194 - - sH-- 1/1/0/0/0 0/0 "GET / HTTP/1.1"
///     2022/04/11 11:23:00 [error] 71#71: *9 upstream timed out (110: Connection timed out) while reading response header from upstream, …
///     10.0.0.1 - - [11/Apr/2022:11:23:00 +0000] "GET / HTTP/1.1" 499 0 "-" "curl/7.88" 5.001
struct ProxyForm: HostTextForm {
    private var lines: ProxyLines

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        guard !desk.isLog, line.count < 8192, let proxy = proxy(line) else { return nil }
        var made = Self(lines: ProxyLines(proxy: proxy))
        return made.take(line, &desk) ? made : nil
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        guard line.count < 8192, Self.proxy(line) == lines.proxy else { return false }
        let isTaken = lines.proxy == .haproxy ? takeHAProxy(line) : takeNginx(line)
        if isTaken { lines.lines += 1 }
        return isTaken
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] { [.proxy(lines)] }

    private static func proxy(_ line: HostText) -> ProxyLines.Proxy? {
        if line.contains("haproxy["), line.contains("] ") { return .haproxy }
        let isError =
            line.contains("[error] ") || line.contains("[warn] ") || line.contains("[crit] ")
        if isError, line.contains("#"), line.contains(": *") { return .nginx }
        return line.contains(" [") && line.contains("] \"") && line.contains(" HTTP/")
            ? .nginx : nil
    }

    private mutating func takeHAProxy(_ line: HostText) -> Bool {
        let fields = line.fields(atMost: 24)
        guard let timers = fields.firstIndex(where: { Self.timers($0) != nil }),
            timers + 5 < fields.count, let times = Self.timers(fields[timers]),
            let status = Self.signed(fields[timers + 1]), (-1...999).contains(status)
        else { return false }
        let ending = fields[timers + 5]
        guard ending.count == 4 || ending.count == 2 else { return false }
        count(status: status)
        let name = ending.string(clippedTo: 2)
        lines.terminations[name] = (lines.terminations[name] ?? 0) + 1
        if name != "--" || status >= 500 { addFailure(times.last ?? 0) }
        return true
    }

    /// `Tq/Tw/Tc/Tr/Tt`, each -1 where it did not come to it.
    private static func timers(_ text: HostText) -> [Int]? {
        let parts = text.split(UInt8(ascii: "/"), atMost: 6)
        guard parts.count == 5 else { return nil }
        let figures = parts.compactMap(signed)
        return figures.count == 5 ? figures : nil
    }

    private static func signed(_ text: HostText) -> Int? {
        if text.same("-1") { return -1 }
        return (text.first == UInt8(ascii: "+") ? text.dropFirst(1) : text).number
    }

    private mutating func takeNginx(_ line: HostText) -> Bool {
        if line.contains("upstream timed out") {
            let phase =
                line.range(of: ") while ").map { line.from($0.upperBound) }
                .map { HostText($0.bytes.prefix { $0 != UInt8(ascii: ",") }).string(clippedTo: 60) }
            let name = phase ?? "waiting for upstream"
            if lines.timeouts[name] != nil || lines.timeouts.count < 16 {
                lines.timeouts[name] = (lines.timeouts[name] ?? 0) + 1
            }
            return true
        }
        if line.contains("upstream prematurely closed") {
            lines.prematureCloses += 1
            return true
        }
        if line.contains("(111: Connection refused)") || line.contains("no live upstreams") {
            lines.refused += 1
            return true
        }
        return takeCombined(line)
    }

    private mutating func takeCombined(_ line: HostText) -> Bool {
        guard let request = line.range(of: " HTTP/"),
            let quote = line.range(of: "\" ", from: request.upperBound)
        else { return false }
        let rest = line.from(quote.upperBound)
        guard let status = rest.fields(atMost: 1).first?.number, (100...599).contains(status) else {
            return false
        }
        count(status: status)
        if [499, 502, 504].contains(status), let time = Self.requestTime(line) { addFailure(time) }
        return true
    }

    /// The last figure with a fraction: where formats add the time, they add it at the end.
    private static func requestTime(_ line: HostText) -> Int? {
        let tail = HostText(line.bytes.suffix(80)).fields().suffix(3)
        return tail.reversed().lazy.compactMap { field -> Int? in
            let figure = field.trimmed { !$0.isDigit && $0 != UInt8(ascii: ".") }
            return figure.bytes.contains(UInt8(ascii: "."))
                ? figure.millionths.map { $0 / 1000 } : nil
        }.first
    }

    private mutating func count(status: Int) {
        if lines.statuses[status] != nil || lines.statuses.count < 64 {
            lines.statuses[status] = (lines.statuses[status] ?? 0) + 1
        }
    }

    private mutating func addFailure(_ milliseconds: Int) {
        lines.shortestFailure = min(lines.shortestFailure ?? .max, milliseconds)
        lines.longestFailure = max(lines.longestFailure ?? 0, milliseconds)
    }
}
