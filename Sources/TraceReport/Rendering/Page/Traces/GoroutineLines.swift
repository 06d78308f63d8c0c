import TraceParse

/// A goroutine as Go prints it, the program's own frames marked.
enum GoroutineLines {
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
        if dropped > 0 { lines.append(.more(dropped, "frame", depth: 1)) }
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

    static func header(of goroutine: Goroutine) -> String {
        if let access = goroutine.access { return access }
        guard let id = goroutine.id else { return goroutine.state ?? "stack" }
        var state = goroutine.state ?? "unknown"
        if let minutes = goroutine.waitMinutes { state += ", \(minutes) minutes" }
        if goroutine.lockedToThread { state += ", locked to thread" }
        return "goroutine \(id) [\(state)]:"
    }

    static func place(_ file: String?, _ line: Int?, _ offset: Int?) -> String? {
        guard let file else { return nil }
        var place = line.map { "\(file):\($0)" } ?? file
        if let offset { place += " +0x" + String(offset, radix: 16) }
        return place
    }

    /// The frames from `origin` to `handler`, by index.
    static func ownRun(of goroutine: Goroutine, in incident: Incident) -> Range<Int> {
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
