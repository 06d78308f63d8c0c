/// Finds for each incident the access line, or the connection's reuse, that is about the same
/// request: of the same client in the same second, and close by.
///
/// Lines wait until what may follow an incident has been seen, 4 KiB past it. Each incident takes
/// one line at most, each line one incident.
struct ContextPairing {
    /// How far from an incident a line may stand.
    static let reach = 4096
    /// How much farther a line may be on the side where it is expected.
    private static let detour = 256
    /// However dense they are, no more wait.
    static let most = 128

    private struct Line {
        var record: ContextRecord
        var end: Int
        var localPort: Int32
        var isPaired = false
    }

    private var lines: [Line] = []
    private var incidents: [IncidentKey] = []
    /// How many of them, the first ones, are paired: they are removed together.
    private var paired = 0

    /// Whether no line waits.
    var hasNoLines: Bool { lines.isEmpty }

    /// Takes a line that stands behind all that were taken before.
    mutating func add(
        _ record: ContextRecord,
        end: Int,
        localPort: Int32,
        into made: inout [ContextRecord]
    ) {
        settle(before: record.byteOffset, into: &made)
        lines.append(Line(record: record, end: end, localPort: localPort))
    }

    /// Takes an incident that stands behind all that were taken before.
    mutating func add(_ incident: IncidentKey, into made: inout [ContextRecord]) {
        settle(before: incident.range.lowerBound, into: &made)
        incidents.append(incident)
    }

    /// Pairs what nothing from an offset on can be paired with, and hands it over.
    mutating func settle(before offset: Int, into made: inout [ContextRecord]) {
        while paired < incidents.count,
            offset - incidents[paired].range.upperBound > Self.reach
                || incidents.count - paired >= Self.most || lines.count >= 2 * Self.most
        {
            pair(incidents[paired])
            paired += 1
        }
        if paired >= Self.most {
            incidents.removeFirst(paired)
            paired = 0
        }
        let first =
            paired < incidents.count ? min(incidents[paired].range.lowerBound, offset) : offset
        var done = 0
        while done < lines.count,
            first - lines[done].end > Self.reach || lines[done].isPaired
                || lines.count - done >= 2 * Self.most
        {
            made.append(lines[done].record)
            done += 1
        }
        if done > 0 { lines.removeFirst(done) }
    }

    /// Hands everything over, at the end of the input.
    mutating func finish(into made: inout [ContextRecord]) {
        settle(before: Int.max, into: &made)
    }

    private mutating func pair(_ incident: IncidentKey) {
        var best: (index: Int, cost: Int)?
        for index in lines.indices where !lines[index].isPaired {
            guard let cost = cost(of: lines[index], for: incident) else { continue }
            if cost < best?.cost ?? Int.max { best = (index, cost) }
        }
        guard let best else { return }
        lines[best.index].isPaired = true
        switch lines[best.index].record.fact {
        case .access(var line):
            line.failure = incident.failure
            lines[best.index].record.fact = .access(line)
        case .reuse(var reuse):
            reuse.isPaired = true
            lines[best.index].record.fact = .reuse(reuse)
        default: break
        }
    }

    /// How far a line is from being the incident's: `nil` where it cannot be.
    private func cost(of line: Line, for incident: IncidentKey) -> Int? {
        let distance = Self.distance(line.record.byteOffset..<line.end, incident.range)
        guard distance <= Self.reach, isSameMoment(line.record.time, incident.time) else {
            return nil
        }
        switch line.record.fact {
        case .access(let access):
            guard !incident.hasLatency else { return nil }
            // A handler's error comes before the line that is written when the handler is done; the
            // server's words about its panic come after it.
            let isAfter = line.record.byteOffset > incident.range.lowerBound
            let detour = isAfter == incident.isUnhandled ? Self.detour : 0
            return cost(of: access, distance, for: incident).map { $0 + detour }
        case .reuse:
            guard line.end <= incident.range.lowerBound else { return nil }
            // The end of this process is the same: the connection that failed. Where it is not
            // said, it is the one that was used last.
            if line.localPort > 0, line.localPort == incident.localPort { return distance }
            return incident.isLostCall ? Self.reach + distance : nil
        default: return nil
        }
    }

    private func cost(of line: AccessLine, _ distance: Int, for incident: IncidentKey) -> Int? {
        guard line.client != 0 else { return nil }
        let port: Int32
        if line.client == incident.client {
            port = incident.clientPort
        } else if line.client == incident.peer {
            port = incident.peerPort
        } else {
            return nil
        }
        if line.clientPort >= 0, port >= 0 {
            return line.clientPort == port ? distance : nil
        }
        guard !incident.isUnhandled || distance <= 2 else { return nil }
        // The same port is surer than any nearness, and so is the status of a failure.
        return Self.reach * (line.status >= 400 ? 1 : 2) + distance
    }

    /// Whether the moments are at most a second apart, or one is not known.
    private func isSameMoment(_ left: Timestamp?, _ right: Timestamp?) -> Bool {
        guard let left, let right else { return true }
        return abs(left.seconds - right.seconds) <= 1
    }

    private static func distance(_ left: Range<Int>, _ right: Range<Int>) -> Int {
        if left.upperBound <= right.lowerBound { return right.lowerBound - left.upperBound }
        return max(0, left.lowerBound - right.upperBound)
    }
}
