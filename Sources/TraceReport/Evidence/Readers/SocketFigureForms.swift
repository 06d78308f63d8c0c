/// `/proc/net/sockstat` and `/proc/net/sockstat6`.
///
///     sockets: used 1138
///     TCP: inuse 21 orphan 0 tw 0 alloc 786 mem 220
///     TCP6: inuse 31
struct SocketMemoryForm: HostTextForm {
    private var version4: SocketMemory?
    private var version6: SocketMemory?
    private var used: Int?

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        var made = Self()
        guard
            line.starts("sockets: used ") || line.starts("TCP: inuse ")
                || line.starts("TCP6: inuse ")
        else { return nil }
        return made.take(line, &desk) ? made : nil
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        let fields = line.fields(atMost: 16)
        guard fields.count >= 3 else { return false }
        if fields[0].same("sockets:") {
            guard used == nil else { return false }
            used = desk.number(fields[2])
            return true
        }
        if fields[0].same("TCP:") {
            guard version4 == nil else { return false }
            version4 = Self.figures(fields, isIPv6: false, &desk)
            return true
        }
        if fields[0].same("TCP6:") {
            guard version6 == nil else { return false }
            version6 = Self.figures(fields, isIPv6: true, &desk)
            return true
        }
        return ["UDP:", "UDPLITE:", "RAW:", "FRAG:", "UDP6:", "UDPLITE6:", "RAW6:", "FRAG6:"]
            .contains(fields[0].string(clippedTo: 12))
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        var made: [HostReading.Value] = []
        if var version4 {
            version4.used = used
            made.append(.socketMemory(version4))
        }
        if let version6 { made.append(.socketMemory(version6)) }
        return made
    }

    private static func figures(
        _ fields: [HostText],
        isIPv6: Bool,
        _ desk: inout ReadingDesk
    ) -> SocketMemory {
        var made = SocketMemory(isIPv6: isIPv6)
        for index in stride(from: 1, to: fields.count - 1, by: 2) {
            let figure = desk.number(fields[index + 1])
            switch fields[index].string(clippedTo: 8) {
            case "inuse": made.inUse = figure
            case "orphan": made.orphans = figure
            case "tw": made.timeWait = figure
            case "alloc": made.allocated = figure
            case "mem": made.pages = figure
            default: break
            }
        }
        return made
    }
}

/// The summary of `ss -s`.
///
///     Total: 187
///     TCP:   434 (estab 184, closed 249, orphaned 0, timewait 248)
///     TCP:   434 (estab 184, closed 249, orphaned 0, synrecv 0, timewait 248/0), ports 0
struct SocketSummaryForm: HostTextForm {
    private var summary = SocketSummary()
    private var isWhole = false

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        var made = Self()
        return made.take(line, &desk) ? made : nil
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        guard !isWhole, line.count < 300 else { return false }
        if line.starts("Total: "), summary.total == nil {
            let fields = line.fields(atMost: 3)
            guard fields.count >= 2, fields[1].isDigits,
                fields.count == 2 || fields[2].starts("(kernel")
            else { return false }
            summary.total = desk.number(fields[1])
            return true
        }
        guard line.starts("TCP:"), let start = line.range(of: "(estab ") else { return false }
        isWhole = true
        let words = line.from(start.lowerBound + 1)
            .trimmed { $0 == UInt8(ascii: ")") || $0.isBlank }
        for part in words.split(UInt8(ascii: ","), atMost: 8) {
            let pair = part.fields(atMost: 2)
            guard pair.count == 2 else { continue }
            let figure = desk.number(HostText(pair[1].bytes.prefix(while: \.isDigit)))
            switch pair[0].string(clippedTo: 10) {
            case "estab": summary.established = figure
            case "closed": summary.closed = figure
            case "orphaned": summary.orphans = figure
            case "timewait": summary.timeWait = figure
            default: break
            }
        }
        return true
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        isWhole ? [.socketSummary(summary)] : []
    }
}
