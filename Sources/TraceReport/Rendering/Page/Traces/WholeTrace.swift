import TraceParse

/// An incident as it was printed, the program's own frames marked.
enum WholeTrace {
    /// Of more, only the number is told.
    private static let goroutines = 64
    private static let frames = 128

    static func lines(of incident: Incident) -> [Page.TraceLine] {
        message(of: incident) + stacks(of: incident)
    }

    /// The messages of the incident, and its signal.
    static func message(of incident: Incident) -> [Page.TraceLine] {
        var lines: [Page.TraceLine] = []
        for text in [incident.message].compactMap({ $0 }) + incident.chain.prefix(16) {
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).prefix(64) {
                lines.append(Page.TraceLine(String(line).clipped(to: 2048)))
            }
        }
        if let signal = incident.signal {
            let parts = [signal.code.map { "code \($0)" }, signal.address.map { "address \($0)" }]
            let details = parts.compactMap { $0 }.joined(separator: ", ")
            lines.append(
                Page.TraceLine(details.isEmpty ? signal.name : "\(signal.name), \(details)")
            )
        }
        return lines
    }

    private static func stacks(of incident: Incident) -> [Page.TraceLine] {
        var lines: [Page.TraceLine] = []
        for goroutine in incident.goroutines.prefix(goroutines) {
            lines += GoroutineLines.lines(of: goroutine, in: incident, most: frames)
        }
        let more = max(0, incident.goroutines.count - goroutines) + incident.goroutinesElided
        if more > 0 { lines.append(.more(more, "goroutine")) }
        for thread in incident.threadsCrashedFirst.prefix(goroutines) {
            lines += ThreadLines.lines(of: thread, in: incident, most: frames)
        }
        if incident.threads.count > goroutines {
            lines.append(.more(incident.threads.count - goroutines, "thread"))
        }
        return lines
    }
}

extension Incident {
    /// The threads, those that crashed first: others may fill pages.
    var threadsCrashedFirst: [CrashThread] {
        threads.filter(\.crashed) + threads.filter { !$0.crashed }
    }
}

extension Page.TraceLine {
    /// A line that is not of the program's own code.
    init(_ text: String, depth: Int = 0) {
        self.init(text: text, depth: depth, isOwn: false)
    }

    /// `… 3 more frames`.
    static func more(_ count: Int, _ one: String, depth: Int = 0) -> Page.TraceLine {
        Page.TraceLine("… \(Wording.count(count, "more " + one))", depth: depth)
    }
}
