import TraceParse

/// What two readings of the same fault must have in common whatever its layout and place: its
/// goroutines, frames, class, peers, times, kind and fingerprint.
struct Essence: Equatable {
    var language: Language?
    var kind: IncidentKind
    var errorClass: ErrorClass?
    var time: Timestamp?
    var timeText: String?
    var client: Endpoint?
    var peer: Endpoint?
    var local: Endpoint?
    var operation: String?
    var transport: String?
    var signal: SignalInfo?
    var handler: CodeLocation?
    var origin: CodeLocation?
    var goroutines: [Goroutine]
    var goroutinesElided: Int
    var threads: [CrashThread]
    var repeats: Int
    var fingerprint: String
    var truncated: Bool
    var clipped: Bool

    init(_ incident: Incident) {
        language = incident.language
        kind = incident.kind
        errorClass = incident.errorClass
        time = incident.time
        timeText = incident.timeText
        client = incident.client
        peer = incident.peer
        local = incident.local
        operation = incident.operation
        transport = incident.transport
        signal = incident.signal
        handler = incident.handler
        origin = incident.origin
        goroutines = incident.goroutines
        goroutinesElided = incident.goroutinesElided
        threads = incident.threads
        repeats = incident.repeats
        fingerprint = incident.fingerprint
        truncated = incident.truncated
        clipped = incident.clipped
    }
}

/// What differs between two lists of incidents, a line each, or nothing.
func differences(_ found: [Essence], from expected: [Essence]) -> [String] {
    var lines: [String] = []
    if found.count != expected.count {
        lines.append("\(found.count) incidents, not \(expected.count)")
    }
    for (index, (found, expected)) in zip(found, expected).enumerated() where found != expected {
        lines += differences(found, from: expected).map { "incident \(index): \($0)" }
    }
    return Array(lines.prefix(12))
}

private func differences(_ found: Essence, from expected: Essence) -> [String] {
    let facts = zip(Mirror(reflecting: found).children, Mirror(reflecting: expected).children)
    return facts.flatMap { found, expected -> [String] in
        if let found = found.value as? [Goroutine], let expected = expected.value as? [Goroutine] {
            return differences(found, from: expected)
        }
        if let found = found.value as? [CrashThread],
            let expected = expected.value as? [CrashThread]
        {
            return differences(found, from: expected)
        }
        let (found, expected, name) = ("\(found.value)", "\(expected.value)", found.label ?? "")
        return found == expected ? [] : ["\(name) \(found), not \(expected)"]
    }
}

private func differences(_ found: [Goroutine], from expected: [Goroutine]) -> [String] {
    var lines: [String] = []
    if found.count != expected.count {
        lines.append("\(found.count) goroutines, not \(expected.count)")
    }
    for (found, expected) in zip(found, expected) where found != expected {
        let name = "goroutine \(expected.id ?? -1)"
        if found.frames.count != expected.frames.count {
            lines.append("\(name): \(found.frames.count) frames, not \(expected.frames.count)")
        }
        for (found, expected) in zip(found.frames, expected.frames) where found != expected {
            lines.append("\(name): \(found), not \(expected)")
        }
        var (bare, wanted) = (found, expected)
        (bare.frames, wanted.frames) = ([], [])
        if bare != wanted { lines.append("\(name): \(bare), not \(wanted)") }
    }
    return lines
}

private func differences(_ found: [CrashThread], from expected: [CrashThread]) -> [String] {
    var lines: [String] = []
    if found.count != expected.count {
        lines.append("\(found.count) threads, not \(expected.count)")
    }
    for (found, expected) in zip(found, expected) where found != expected {
        let name = "thread \(expected.index ?? -1)"
        if found.frames.count != expected.frames.count {
            lines.append("\(name): \(found.frames.count) frames, not \(expected.frames.count)")
        }
        for (found, expected) in zip(found.frames, expected.frames) where found != expected {
            lines.append("\(name): \(found), not \(expected)")
        }
        var (bare, wanted) = (found, expected)
        (bare.frames, wanted.frames) = ([], [])
        if bare != wanted { lines.append("\(name): \(bare), not \(wanted)") }
    }
    return lines
}
