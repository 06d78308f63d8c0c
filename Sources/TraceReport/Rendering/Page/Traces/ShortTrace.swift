import TraceParse

/// An incident in a few lines: its message and the program's own frames; runs of runtime's and
/// libraries' frames become one line each.
enum ShortTrace {
    /// So many of a goroutine without own frames stand for it.
    private static let others = 3
    private static let most = 32

    static func lines(of incident: Incident) -> [Page.TraceLine] {
        var lines = WholeTrace.message(of: incident)
        if lines.count > most {
            lines = lines.prefix(most) + [.more(lines.count - most, "line")]
        }
        return lines + stack(of: incident)
    }

    private static func stack(of incident: Incident) -> [Page.TraceLine] {
        if let goroutine = telling(of: incident) {
            let own = GoroutineLines.ownRun(of: goroutine, in: incident)
            let frames = goroutine.frames.enumerated().map { index, frame in
                StackLine(
                    text: frame.function,
                    place: GoroutineLines.place(frame.file, frame.line, nil),
                    library: library(of: frame.function),
                    isOwn: own.contains(index)
                )
            }
            let more = incident.goroutines.count - 1 + incident.goroutinesElided
            return [Page.TraceLine(GoroutineLines.header(of: goroutine))] + lines(of: frames)
                + (more > 0 ? [.more(more, "goroutine")] : [])
        }
        guard let thread = incident.threadsCrashedFirst.first else { return [] }
        let own = ThreadLines.ownRun(of: thread, in: incident)
        let frames = thread.frames.enumerated().map { index, frame in
            StackLine(
                text: frame.function ?? frame.address ?? "…",
                place: GoroutineLines.place(frame.file, frame.line, nil),
                library: frame.image ?? "",
                isOwn: own.contains(index)
            )
        }
        let more = incident.threads.count - 1
        return [Page.TraceLine(ThreadLines.header(of: thread))] + lines(of: frames)
            + (more > 0 ? [.more(more, "thread")] : [])
    }

    /// The goroutine with own frames, else the first.
    private static func telling(of incident: Incident) -> Goroutine? {
        incident.goroutines.first { !GoroutineLines.ownRun(of: $0, in: incident).isEmpty }
            ?? incident.goroutines.first
    }

    private struct StackLine {
        var text: String
        var place: String?
        var library: String
        var isOwn: Bool
    }

    private static func lines(of frames: [StackLine]) -> [Page.TraceLine] {
        guard frames.contains(where: \.isOwn) else {
            let rest = frames.dropFirst(others)
            return frames.prefix(others).flatMap { shown($0) } + folded(rest)
        }
        var lines: [Page.TraceLine] = []
        var index = 0
        while index < frames.count, lines.count < most {
            let run = frames[index...].prefix { $0.isOwn == frames[index].isOwn }
            lines += frames[index].isOwn ? run.prefix(most).flatMap { shown($0) } : folded(run)
            index = run.endIndex
        }
        return lines
    }

    private static func shown(_ frame: StackLine) -> [Page.TraceLine] {
        let function = Page.TraceLine(text: frame.text, depth: 1, isOwn: frame.isOwn)
        guard let place = frame.place else { return [function] }
        return [function, Page.TraceLine(text: place, depth: 2, isOwn: frame.isOwn)]
    }

    /// `… 5 frames of net/http, github.com/gin-gonic/gin`.
    private static func folded(_ frames: ArraySlice<StackLine>) -> [Page.TraceLine] {
        guard !frames.isEmpty else { return [] }
        var libraries: [String] = []
        for frame in frames where !frame.library.isEmpty && !libraries.contains(frame.library) {
            libraries.append(frame.library)
        }
        let more = libraries.count > others ? ", …" : ""
        let names = libraries.prefix(others).joined(separator: ", ") + more
        let count = Wording.count(frames.count, "frame")
        return [Page.TraceLine("… \(count)\(names.isEmpty ? "" : " of " + names)", depth: 1)]
    }

    /// The package of a Go function: what stands before the first dot after the last slash.
    private static func library(of function: String) -> String {
        let path = function.utf8.prefix { $0 != UInt8(ascii: "(") }
        let slash = path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
        guard let dot = path[slash...].firstIndex(of: UInt8(ascii: ".")) else { return "runtime" }
        return String(decoding: path[..<dot], as: UTF8.self)
    }
}
