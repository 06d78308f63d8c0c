/// The registers that the runtime prints behind a position in a crash's dump.
///
///     registers = " fp=0x" hex " sp=0x" hex [ " pc=0x" hex ]
struct GoRegisterTail {
    /// The digits of `pc=`, none where there are none.
    var pc = ByteRun.none
    var end: Int

    /// The registers that begin at a position, or `nil`.
    init?(_ text: Span<UInt8>, at start: Int, before limit: Int) {
        guard start < limit, text[start] == ASCII.space,
            text.has(" fp=0x", at: start, before: limit)
        else { return nil }
        let frame = Self.digits.end(text, from: start + 6, before: limit)
        guard text.has(" sp=0x", at: frame, before: limit) else { return nil }
        end = Self.digits.end(text, from: frame + 6, before: limit)
        // Without `pc=` it is the stack pointer that the next token touches; its digits are no
        // fact of ours, so only their end counts.
        guard text.has(" pc=0x", at: end, before: limit) else { return }
        let first = end + 6
        end = Self.digits.end(text, from: first, before: limit)
        pc = ByteRun(first..<end)
    }

    private static let digits = ByteClass { $0.isLowerHex }
}
