/// The registers that the runtime prints after a crash by signal (`dumpregs` in `signal_*.go`).
///
///     register = name SP { SP } "0x" hex
///
/// Joined, a value touches the next name: `0x0cs     0x33`.
enum GoRegisters {
    /// The end of the register that begins at a position, or `nil`.
    static func end(_ text: Span<UInt8>, at start: Int, before limit: Int) -> Int? {
        guard let value = startOfValue(text, at: start, limit) else { return nil }
        let run = value..<text.endOfHex(value, before: limit)
        guard !run.isEmpty else { return nil }
        for taken in stride(from: min(3, run.count - 1), through: 1, by: -1)
        where startOfValue(text, at: run.upperBound - taken, limit) != nil {
            return run.upperBound - taken
        }
        return run.upperBound
    }

    /// Where the digits of a known register's value begin.
    private static func startOfValue(
        _ text: Span<UInt8>,
        at start: Int,
        _ limit: Int
    ) -> Int? {
        guard start < limit, text[start].isLowerLetter else { return nil }
        var end = start
        while end < limit, end - start < 8, text[end].isLowerLetter || text[end].isDigit {
            end += 1
        }
        guard end - start >= 2, isRegister(text, start..<end) else { return nil }
        var position = end
        while position < limit, text[position] == ASCII.space || text[position] == ASCII.tab {
            position += 1
        }
        guard position > end, text.has("0x", at: position, before: limit) else { return nil }
        return position + 2
    }

    /// The registers of amd64, 386, arm, arm64, riscv64, ppc64, s390x and mips.
    private static let names: [StaticString] = [
        "rax", "rbx", "rcx", "rdx", "rdi", "rsi", "rbp", "rsp", "rip", "rflags", "cs", "fs", "gs",
        "eax", "ebx", "ecx", "edx", "edi", "esi", "ebp", "esp", "eip", "eflags", "lr", "sp", "pc",
        "fp", "ip", "fault", "trap", "error", "oldmask", "cpsr", "ra", "gp", "tp", "hi", "lo",
        "link", "ctr", "xer", "ccr", "msr", "dar", "dsisr", "sstatus", "scause", "sbadaddr",
    ]

    private static func isRegister(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        let first = text[name.lowerBound]
        // r0 to r31, and riscv's t0, s0, a0.
        if "rtsa".utf8.contains(first), name.count <= 3,
            text.endOfDigits(name.lowerBound + 1, before: name.upperBound) == name.upperBound
        {
            return true
        }
        return names.contains {
            $0.utf8CodeUnitCount == name.count
                && text.has($0, at: name.lowerBound, before: name.upperBound)
        }
    }
}
