import TraceParse

/// Incidents as lines of text, for tables of what must be read.
///
///     panic nil_dereference: runtime error: …
///       then: a later message of the chain
///       signal SIGSEGV code=0x1 addr=0x0 pc=0x48e132
///     goroutine 7 [chan receive, 2 minutes, locked] {k: "v"}
///       main.f(0x1) /app/main.go:12 +0x1f
///       ...54 elided
///       created by main.main in 1 /app/main.go:9 +0x25
///     ancestor 1
///       main.main(...) /app/main.go:9 +0x25
struct Outline {
    private(set) var lines: [String] = []

    var text: String { lines.joined(separator: "\n") }

    init(_ incidents: [Incident]) {
        for incident in incidents { add(incident) }
    }

    private mutating func add(_ incident: Incident) {
        let message = incident.message.map {
            ": \($0.split(separator: "\n").joined(separator: "/"))"
        }
        lines.append(
            "\(incident.kind.rawValue) \(incident.errorClass?.rawValue ?? "-")\(message ?? "")"
        )
        lines += incident.chain.map { "  then: \($0)" }
        if let signal = incident.signal { lines.append("  signal \(describe(signal))") }
        for goroutine in incident.goroutines { add(goroutine) }
        if incident.goroutinesElided > 0 { lines.append("\(incident.goroutinesElided) elided") }
        if incident.truncated { lines.append("truncated") }
        if incident.clipped { lines.append("clipped") }
    }

    private func describe(_ signal: SignalInfo) -> String {
        var words = [signal.name]
        if let code = signal.code { words.append("code=\(code)") }
        if let address = signal.address { words.append("addr=\(address)") }
        if let pc = signal.pc { words.append("pc=\(pc)") }
        return words.joined(separator: " ")
    }

    private mutating func add(_ goroutine: Goroutine) {
        lines.append(header(goroutine))
        for frame in goroutine.frames { lines.append("  \(describe(frame))") }
        if let elided = goroutine.framesElided { lines.append("  ...\(elided) elided") }
        add(goroutine.createdBy)
        for ancestor in goroutine.ancestors {
            lines.append("ancestor \(ancestor.id)")
            for frame in ancestor.frames { lines.append("  \(describe(frame))") }
            add(ancestor.createdBy)
        }
    }

    private func header(_ goroutine: Goroutine) -> String {
        if let access = goroutine.access {
            return "\(access) [\(goroutine.id.map(String.init) ?? "-")]"
        }
        guard let state = goroutine.state ?? goroutine.id.map({ _ in "" }) else { return "frames" }
        guard let id = goroutine.id else { return state }
        var text = "goroutine \(id) [\(state)"
        if let minutes = goroutine.waitMinutes { text += ", \(minutes) minutes" }
        if goroutine.lockedToThread { text += ", locked" }
        if let bubble = goroutine.bubble { text += ", bubble \(bubble)" }
        return text + "]" + (goroutine.labels.map { " {\($0)}" } ?? "")
    }

    private mutating func add(_ creator: Goroutine.Creator?) {
        guard let creator else { return }
        let parent = creator.goroutine.map { " in \($0)" } ?? ""
        let place = position(creator.location.file, creator.location.line, creator.offset)
        lines.append("  created by \(creator.location.function)\(parent)\(place)")
    }

    private func describe(_ frame: Frame) -> String {
        let arguments = frame.arguments.map { "(\($0))" } ?? ""
        let ambiguous = frame.ambiguous ? " ambiguous" : ""
        return frame.function + arguments + position(frame.file, frame.line, frame.offset)
            + ambiguous
    }

    private func position(_ file: String?, _ line: Int?, _ offset: Int?) -> String {
        guard let file else { return "" }
        let line = line.map { ":\($0)" } ?? ""
        return " \(file)\(line)" + (offset.map { " +0x\(String($0, radix: 16))" } ?? "")
    }
}
