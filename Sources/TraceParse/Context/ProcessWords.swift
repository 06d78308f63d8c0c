/// Words by which supervisors, init systems, kernels and programs tell that a process began or
/// ended.
///
/// ```
/// supervisor = "exited: exit status 2; restarting in 2s" / "started, pid 14167" / "spawned: …"
/// systemd    = "Main process exited, code=killed, status=9/KILL" / "Started NAME" / "Stopping NAME"
/// kubelet    = "Back-off restarting failed container" / "OOMKilled" / "Started container NAME"
/// kernel     = "Out of memory: Killed process 123 (NAME)"
/// program    = "listening on ADDRESS" / "shutting down" / "received signal SIGTERM" / …
/// ```
enum ProcessWords {
    /// What a phrase tells.
    private enum Meaning {
        case event(ProcessEvent.Kind)
        /// An exit status follows.
        case exit
        /// systemd's `status=` follows, a number that is a signal's.
        case killedBySignal
        /// Go's word for a signal follows: `signal: killed`.
        case namedSignal
        /// It listens, unless a word before it says the opposite.
        case listening
    }

    /// By the first letter, so that a line costs a look at each word's beginning.
    private static let phrases: [[(StaticString, Meaning)]] = {
        var byLetter = [[(StaticString, Meaning)]](repeating: [], count: 26)
        for (phrase, meaning) in all {
            let letter = unsafe phrase.utf8Start[0] &- UInt8(ascii: "a")
            byLetter[Int(letter)].append((phrase, meaning))
        }
        return byLetter
    }()

    /// The second letters of the phrases that begin with each letter: most words have another.
    private static let secondLetters = phrases.map { phrases in
        phrases.reduce(0 as UInt32) { mask, phrase in
            mask | 1 << UInt32(unsafe phrase.0.utf8Start[1] &- UInt8(ascii: "a"))
        }
    }

    private static let all: [(StaticString, Meaning)] = [
        ("exit status", .exit), ("exit code", .exit), ("exited with code", .exit),
        ("exited with status", .exit), ("exited with exit code", .exit),
        ("exited with exit status", .exit), ("exit_code", .exit), ("exitcode", .exit),
        ("code=exited, status=", .exit), ("code=killed, status=", .killedBySignal),
        ("code=dumped, status=", .killedBySignal), ("terminated by signal", .killedBySignal),
        ("killed by signal", .killedBySignal), ("signal:", .namedSignal),
        ("oomkilled", .event(.outOfMemory)), ("oom-killed", .event(.outOfMemory)),
        ("oom killed", .event(.outOfMemory)),
        ("out of memory: killed process", .event(.outOfMemory)),
        ("out of memory: kill process", .event(.outOfMemory)),
        ("killed by the oom killer", .event(.outOfMemory)),
        ("result 'oom-kill'", .event(.outOfMemory)),
        ("back-off restarting", .event(.backOff)), ("crashloopbackoff", .event(.backOff)),
        ("scheduled restart job", .event(.backOff)), ("entered fatal state", .event(.backOff)),
        ("start request repeated too quickly", .event(.backOff)),
        ("shutting down", .event(.stopping)), ("shutdown signal", .event(.stopping)),
        ("shutdown requested", .event(.stopping)), ("graceful shutdown", .event(.stopping)),
        ("received signal", .event(.stopping)), ("got signal", .event(.stopping)),
        ("caught signal", .event(.stopping)), ("signal received", .event(.stopping)),
        ("received sigterm", .event(.stopping)), ("received sigint", .event(.stopping)),
        ("sigterm", .event(.stopping)), ("http: server closed", .event(.stopped)),
        ("server stopped", .event(.stopped)), ("shutdown complete", .event(.stopped)),
        ("deactivated successfully", .event(.stopped)), ("stopped gracefully", .event(.stopped)),
        ("started, pid", .event(.started)), ("started pid", .event(.started)),
        ("started with pid", .event(.started)), ("spawned:", .event(.started)),
        ("entered running state", .event(.started)), ("started container", .event(.started)),
        ("starting server", .event(.started)), ("starting up", .event(.started)),
        ("server starting on", .event(.listening)), ("server started", .event(.listening)),
        ("http server started", .event(.listening)), ("service started", .event(.started)),
        ("application started", .event(.started)), ("process started", .event(.started)),
        ("now listening", .event(.listening)), ("listening", .listening),
        ("listening and serving", .listening), ("serving on", .event(.listening)),
        ("ready to accept connections", .event(.listening)),
    ]

    /// Words of init systems and supervisors that begin a message, as in `Started NAME.`.
    private static let leading: [(StaticString, ProcessEvent.Kind)] = [
        ("started ", .started), ("stopping ", .stopping), ("stopped ", .stopped),
    ]

    /// What a line tells of a process, or `nil`.
    ///
    /// An end outweighs a beginning that is announced beside it: `exited: exit status 2; restarting`.
    static func read(_ text: Span<UInt8>, _ range: Range<Int>) -> ProcessEvent? {
        let secondLetters = secondLetters
        var best: ProcessEvent?
        var position = range.lowerBound
        var isStart = true
        while position + 1 < range.upperBound {
            let byte = text[position]
            if isStart, byte.isLetter, text[position + 1].isLetter,
                secondLetters[letter(byte)] >> UInt32(letter(text[position + 1])) & 1 == 1
            {
                let found = event(text, at: position, range)
                if let found, found.kind.weight > best?.kind.weight ?? -1 { best = found }
            }
            isStart = !byte.isWord
            position += 1
        }
        best = best ?? leadingEvent(text, range)
        if best != nil { best?.pid = pid(text, range) }
        return best
    }

    private static func letter(_ byte: UInt8) -> Int { Int((byte | 0x20) &- UInt8(ascii: "a")) }

    private static func event(
        _ text: Span<UInt8>,
        at position: Int,
        _ range: Range<Int>
    ) -> ProcessEvent? {
        var found: ProcessEvent?
        for (phrase, meaning) in phrases[letter(text[position])]
        where ContextPhrase.stands(phrase, text, at: position, range) {
            let after = position + phrase.utf8CodeUnitCount
            let event = event(text, meaning, position, after, range)
            if let event, event.kind.weight > found?.kind.weight ?? -1 { found = event }
        }
        return found
    }

    private static func event(
        _ text: Span<UInt8>,
        _ meaning: Meaning,
        _ start: Int,
        _ after: Int,
        _ range: Range<Int>
    ) -> ProcessEvent? {
        switch meaning {
        case .event(let kind): return ProcessEvent(kind: kind)
        case .exit:
            guard let code = number(text, after, range.upperBound) else { return nil }
            return ProcessEvent(kind: code == 0 ? .stopped : .exited, code: code)
        case .killedBySignal:
            guard let signal = number(text, after, range.upperBound) else { return nil }
            return ProcessEvent(kind: signal == 15 ? .stopped : .killed, code: signal)
        case .namedSignal: return namedSignal(text, after, range)
        case .listening:
            return isDenied(text, before: start, range) ? nil : ProcessEvent(kind: .listening)
        }
    }

    private static let signals: [(StaticString, Int32)] = [
        ("killed", 9), ("broken pipe", 13), ("aborted", 6), ("segmentation fault", 11),
        ("illegal instruction", 4), ("bus error", 7), ("trace/breakpoint trap", 5),
        ("hangup", 1), ("quit", 3), ("terminated", 15), ("interrupt", 2),
    ]

    private static func namedSignal(
        _ text: Span<UInt8>,
        _ after: Int,
        _ range: Range<Int>
    ) -> ProcessEvent? {
        let start = after < range.upperBound && text[after] == ASCII.space ? after + 1 : after
        for (name, number) in signals
        where ContextPhrase.stands(name, text, at: start, range) {
            let isAsked = number == 15 || number == 2
            return ProcessEvent(kind: isAsked ? .stopping : .killed, code: number)
        }
        return nil
    }

    /// `not listening`, `stopped listening`, `nothing is listening`.
    private static func isDenied(
        _ text: Span<UInt8>,
        before position: Int,
        _ range: Range<Int>
    ) -> Bool {
        let head = max(range.lowerBound, position - 24)..<position
        let denials: [StaticString] = [
            "not", "stopped", "stop", "stops", "nothing", "nobody", "isn't", "error", "failed",
            "no longer", "wasn't", "one",
        ]
        return denials.contains { ContextPhrase.first($0, text, head) != nil }
    }

    /// The number after `=`, `:`, quotes and spaces.
    private static func number(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int32? {
        var start = position
        while start < min(limit, position + 4), !text[start].isDigit, !text[start].isLetter {
            start += 1
        }
        let end = text.endOfDigits(start, before: min(limit, start + 6))
        guard end > start, end - start <= 5 else { return nil }
        return text.decimal(start..<end).map { Int32(clamping: $0) }
    }

    private static func pid(_ text: Span<UInt8>, _ range: Range<Int>) -> Int32 {
        guard let word = ContextPhrase.first("pid", text, range) else { return -1 }
        var start = word.upperBound
        while start < min(range.upperBound, word.upperBound + 3), !text[start].isDigit {
            start += 1
        }
        let end = text.endOfDigits(start, before: min(range.upperBound, start + 10))
        return text.decimal(start..<end).map { Int32(clamping: $0) } ?? -1
    }

    /// systemd's and supervisors' words, which begin what stands behind a program's name: a sentence
    /// of a program's own that begins with them says something else.
    private static func leadingEvent(
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) -> ProcessEvent? {
        let programs: [StaticString] = ["systemd", "supervisord", "supervisor", "dockerd", "runit"]
        for program in programs {
            guard let name = ContextPhrase.first(program, text, range) else { continue }
            let rest = name.upperBound..<range.upperBound
            guard let colon = ByteScan.firstIndex(of: ASCII.colon, in: text, rest) else { continue }
            var start = colon + 1
            while start < range.upperBound, text[start] == ASCII.space { start += 1 }
            for (word, kind) in leading
            where ContextPhrase.stands(word, text, at: start, start..<range.upperBound) {
                return ProcessEvent(kind: kind)
            }
        }
        return nil
    }
}

extension ProcessEvent.Kind {
    /// Which of several in a line it is about.
    fileprivate var weight: Int {
        switch self {
        case .outOfMemory: 7
        case .killed: 6
        case .exited: 5
        case .stopped: 4
        case .backOff: 3
        case .stopping: 2
        case .listening: 1
        case .started: 0
        }
    }
}
