import TraceParse

/// What a page tells of one group: its facts, and one of its incidents whole.
enum GroupBlocks {
    /// Of more, only the number is told.
    private static let goroutines = 64
    private static let frames = 128

    static func body(of group: IncidentGroup) -> [Page.Block] {
        var blocks: [Page.Block] = [.list(facts(of: group))]
        guard let sample = group.sample else { return blocks }
        let incident = sample.incident.masked
        let lines = message(of: incident) + stacks(of: incident)
        if !lines.isEmpty { blocks.append(.trace(lines)) }
        return blocks
    }

    private static func facts(of group: IncidentGroup) -> [Phrase] {
        var facts: [Phrase] = []
        var first: Phrase = "first at \(at: group.position)"
        if let start = group.times.first, let end = group.times.last {
            first += ", \(words: Wording.time(start))"
            if start != end { first += " to \(words: Wording.time(end))" }
        }
        facts.append(first + ", kind \(data: group.kind.rawValue)")
        if group.repeats > 0 {
            facts.append("repeated \(words: Wording.count(group.repeats, "time")) beside it")
        }
        if let origin = group.origin, origin != group.handler {
            facts.append("fails in \(data: origin.function)\(origin.place)")
        }
        facts.append("fingerprint \(data: Fingerprint.text(group.fingerprint))")
        return facts
    }

    private static func message(of incident: Incident) -> [Page.TraceLine] {
        var lines: [Page.TraceLine] = []
        for text in [incident.message].compactMap({ $0 }) + incident.chain.prefix(16) {
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).prefix(64) {
                lines.append(plain(String(line).clipped(to: 2048)))
            }
        }
        if let signal = incident.signal {
            let parts = [signal.code.map { "code \($0)" }, signal.address.map { "address \($0)" }]
            let details = parts.compactMap { $0 }.joined(separator: ", ")
            lines.append(plain(details.isEmpty ? signal.name : "\(signal.name), \(details)"))
        }
        return lines
    }

    private static func plain(_ text: String, depth: Int = 0) -> Page.TraceLine {
        Page.TraceLine(text: text, depth: depth, isOwn: false)
    }

    private static func stacks(of incident: Incident) -> [Page.TraceLine] {
        var lines: [Page.TraceLine] = []
        for goroutine in incident.goroutines.prefix(goroutines) {
            lines += GoroutineLines.lines(of: goroutine, in: incident, most: frames)
        }
        let more = max(0, incident.goroutines.count - goroutines) + incident.goroutinesElided
        if more > 0 { lines.append(plain("… \(Wording.count(more, "more goroutine"))")) }
        // Those that crashed first: others may fill pages.
        let threads = incident.threads.filter(\.crashed) + incident.threads.filter { !$0.crashed }
        for thread in threads.prefix(goroutines) {
            lines += ThreadLines.lines(of: thread, in: incident, most: frames)
        }
        if incident.threads.count > goroutines {
            let more = incident.threads.count - goroutines
            lines.append(plain("… \(Wording.count(more, "more thread"))"))
        }
        return lines
    }
}

/// A goroutine as Go prints it, the program's own frames marked.
private enum GoroutineLines {
    static func lines(of goroutine: Goroutine, in incident: Incident, most: Int)
        -> [Page.TraceLine]
    {
        var lines = [line(header(of: goroutine), 0)]
        let own = ownRun(of: goroutine, in: incident)
        for (index, frame) in goroutine.frames.prefix(most).enumerated() {
            let isOwn = own.contains(index)
            let arguments = frame.arguments.map { "(\($0))" } ?? ""
            lines.append(line(frame.function + arguments, 1, isOwn))
            if let place = place(frame.file, frame.line, frame.offset) {
                lines.append(line(place, 2, isOwn))
            }
        }
        let dropped = goroutine.frames.count - most
        if dropped > 0 { lines.append(line("… \(Wording.count(dropped, "more frame"))", 1)) }
        if let elided = goroutine.framesElided {
            lines.append(
                line(
                    elided < 0
                        ? "… more frames that were left out"
                        : "… \(Wording.count(elided, "frame")) that were left out",
                    1
                )
            )
        }
        if let creator = goroutine.createdBy {
            let by = creator.goroutine.map { " in goroutine \($0)" } ?? ""
            lines.append(line("created by \(creator.location.function)\(by)", 1))
            if let place = place(creator.location.file, creator.location.line, creator.offset) {
                lines.append(line(place, 2))
            }
        }
        return lines
    }

    private static func header(of goroutine: Goroutine) -> String {
        if let access = goroutine.access { return access }
        guard let id = goroutine.id else { return goroutine.state ?? "stack" }
        var state = goroutine.state ?? "unknown"
        if let minutes = goroutine.waitMinutes { state += ", \(minutes) minutes" }
        if goroutine.lockedToThread { state += ", locked to thread" }
        return "goroutine \(id) [\(state)]:"
    }

    private static func place(_ file: String?, _ line: Int?, _ offset: Int?) -> String? {
        guard let file else { return nil }
        var place = line.map { "\(file):\($0)" } ?? file
        if let offset { place += " +0x" + String(offset, radix: 16) }
        return place
    }

    /// The frames from `origin` to `handler`, by index.
    private static func ownRun(of goroutine: Goroutine, in incident: Incident) -> Range<Int> {
        guard let origin = incident.origin, let handler = incident.handler,
            let start = goroutine.frames.firstIndex(where: { $0.isAt(origin) }),
            let end = goroutine.frames[start...].firstIndex(where: { $0.isAt(handler) })
        else { return 0..<0 }
        return start..<end + 1
    }

    private static func line(_ text: String, _ depth: Int, _ isOwn: Bool = false)
        -> Page.TraceLine
    {
        Page.TraceLine(text: text, depth: depth, isOwn: isOwn)
    }
}

extension Frame {
    fileprivate func isAt(_ location: CodeLocation) -> Bool {
        function == location.function && file == location.file && line == location.line
    }
}

/// A thread of a crash, one line a frame, the program's own frames marked.
private enum ThreadLines {
    static func lines(of thread: CrashThread, in incident: Incident, most: Int)
        -> [Page.TraceLine]
    {
        var title = thread.index.map { "thread \($0)" } ?? "thread"
        if let name = thread.name { title += " \"\(name)\"" }
        if thread.crashed { title += " crashed" }
        var lines = [Page.TraceLine(text: title + ":", depth: 0, isOwn: false)]
        let own = ownRun(of: thread, in: incident)
        for (index, frame) in thread.frames.prefix(most).enumerated() {
            lines.append(
                Page.TraceLine(text: text(of: frame), depth: 1, isOwn: own.contains(index))
            )
        }
        let dropped = thread.frames.count - most
        if dropped > 0 {
            lines.append(
                Page.TraceLine(
                    text: "… \(Wording.count(dropped, "more frame"))",
                    depth: 1,
                    isOwn: false
                )
            )
        }
        return lines
    }

    private static func text(of frame: CrashFrame) -> String {
        var parts: [String] = []
        if let index = frame.index { parts.append(String(index)) }
        if let function = frame.function {
            parts.append(frame.offset.map { "\(function) + \($0)" } ?? function)
        } else {
            parts.append(frame.address ?? (frame.isGap ? "… frames that were left out" : "…"))
        }
        if let image = frame.image { parts.append("in \(image)") }
        if let file = frame.file {
            let line = frame.line.map { ":\($0)" } ?? ""
            parts.append("at \(file)\(line)")
        }
        return parts.joined(separator: " ")
    }

    private static func ownRun(of thread: CrashThread, in incident: Incident) -> Range<Int> {
        guard thread.crashed, let origin = incident.origin, let handler = incident.handler,
            let start = thread.frames.firstIndex(where: { $0.isAt(origin) }),
            let end = thread.frames[start...].lastIndex(where: { $0.isAt(handler) })
        else { return 0..<0 }
        return start..<end + 1
    }
}

extension CrashFrame {
    fileprivate func isAt(_ location: CodeLocation) -> Bool {
        function == location.function && file == location.file && line == location.line
    }

    fileprivate var isGap: Bool { kind == "omitted" || kind == "truncated" }
}

/// A fingerprint as it is printed.
enum Fingerprint {
    static func text(_ fingerprint: UInt64) -> String {
        let digits = String(fingerprint, radix: 16)
        return "g1:" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
