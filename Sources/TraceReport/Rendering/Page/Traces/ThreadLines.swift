import TraceParse

/// A thread of a crash, one line a frame, the program's own frames marked.
enum ThreadLines {
    static func lines(of thread: CrashThread, in incident: Incident, most: Int)
        -> [Page.TraceLine]
    {
        var lines = [Page.TraceLine(header(of: thread))]
        let own = ownRun(of: thread, in: incident)
        for (index, frame) in thread.frames.prefix(most).enumerated() {
            lines.append(
                Page.TraceLine(text: text(of: frame), depth: 1, isOwn: own.contains(index))
            )
        }
        let dropped = thread.frames.count - most
        if dropped > 0 { lines.append(.more(dropped, "frame", depth: 1)) }
        return lines
    }

    static func header(of thread: CrashThread) -> String {
        var title = thread.index.map { "thread \($0)" } ?? "thread"
        if let name = thread.name { title += " \"\(name)\"" }
        if thread.crashed { title += " crashed" }
        return title + ":"
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

    static func ownRun(of thread: CrashThread, in incident: Incident) -> Range<Int> {
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
