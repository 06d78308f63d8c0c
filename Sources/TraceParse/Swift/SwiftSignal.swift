/// Signals by the numbers and words that Swift's runtime and the shells print.
enum SwiftSignal {
    /// The name of a number, or `nil` for one that ends no program by itself.
    static func name(_ number: Int) -> String? {
        switch number {
        case 1: "SIGHUP"
        case 2: "SIGINT"
        case 3: "SIGQUIT"
        case 4: "SIGILL"
        case 5: "SIGTRAP"
        case 6: "SIGABRT"
        case 7, 10: "SIGBUS"
        case 8: "SIGFPE"
        case 9: "SIGKILL"
        case 11: "SIGSEGV"
        case 12, 31: "SIGSYS"
        case 13: "SIGPIPE"
        case 15: "SIGTERM"
        default: nil
        }
    }

    /// What the backtracer and the shells call them.
    private static let words: [(StaticString, String)] = [
        ("Illegal instruction", "SIGILL"), ("Bad pointer dereference", "SIGSEGV"),
        ("Segmentation fault", "SIGSEGV"), ("Aborted", "SIGABRT"), ("Abort trap", "SIGABRT"),
        ("Floating point exception", "SIGFPE"), ("Bus error", "SIGBUS"),
        ("Trace/breakpoint trap", "SIGTRAP"), ("Trace/BPT trap", "SIGTRAP"),
        ("System trap", "SIGTRAP"), ("Quit", "SIGQUIT"), ("Bad system call", "SIGSYS"),
    ]

    /// The name of the signal whose words begin at a position, and where they end.
    static func named(
        _ text: Span<UInt8>,
        at start: Int,
        before limit: Int
    ) -> (name: String, end: Int)? {
        for (word, name) in words where text.has(word, at: start, before: limit) {
            return (name, start + word.utf8CodeUnitCount)
        }
        return nil
    }

    /// The name of the signal whose words end just before a position, and where they begin.
    static func named(
        _ text: Span<UInt8>,
        endingAt end: Int,
        after floor: Int
    ) -> (name: String, start: Int)? {
        for (word, name) in words where text.has(word, endingAt: end, after: floor) {
            return (name, end - word.utf8CodeUnitCount)
        }
        return nil
    }

    /// Whether an address is none: after `raise` and `abort` the sender's process id stands there.
    static func isProcess(
        _ text: Span<UInt8>,
        _ address: Range<Int>,
        of record: borrowing IncidentRecord
    ) -> Bool {
        let (arena, name) = (record.arena.span, record.signalName.range)
        guard !arena.same("SIGSEGV", as: name), !arena.same("SIGBUS", as: name), address.count > 2
        else { return false }
        var value: UInt64 = 0
        for index in address.dropFirst(2) {
            guard text[index].isLowerHex else { return false }
            value = value << 4 | UInt64(text[index].hexValue)
        }
        // The kernel's highest process id.
        return value <= 1 << 22
    }
}
