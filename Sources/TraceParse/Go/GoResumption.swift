/// Where a trace goes on after foreign lines in it: at a frame without a header before it.
enum GoResumption {
    private static let mostLines = 8
    private static let mostBytes = 4096

    /// The beginning of the next frame or creator within a few lines, or `nil` where a new
    /// goroutine, a new announcement or nothing of the kind comes first.
    static func find(_ text: Span<UInt8>, after start: Int, before limit: Int) -> Int? {
        let limit = min(limit, start + mostBytes)
        var position = start
        for _ in 0..<mostLines {
            guard let next = startOfNextLine(text, position, limit) else { return nil }
            if announces(text, position..<next) { return nil }
            position = next
            if isFrame(text, position, limit) { return position }
        }
        return nil
    }

    private static func startOfNextLine(
        _ text: Span<UInt8>,
        _ start: Int,
        _ limit: Int
    ) -> Int? {
        var position = start
        while position < limit {
            let byte = text[position]
            if byte == ASCII.newline || byte == ASCII.backslash || byte == ASCII.hash
                || byte == ASCII.less
            {
                let gap = Gap(text, at: position, before: limit)
                if gap.breaks > 0 { return gap.end < limit ? gap.end : nil }
            }
            position += 1
        }
        return nil
    }

    private static func isFrame(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Bool {
        if text.has("created by ", at: start, before: limit) { return true }
        guard let call = GoCall.read(text, at: start, before: limit) else { return false }
        let gap = Gap(text, at: call.end, before: limit)
        return gap.breaks > 0 && GoPosition.read(text, at: gap.end, before: limit) != nil
    }

    /// Whether a line begins a trace of its own or ends a process.
    private static func announces(_ text: Span<UInt8>, _ line: Range<Int>) -> Bool {
        for word in ["goroutine ", "panic", "fatal error: ", "exit status ", "PC=0x", "DATA RACE"]
            as [StaticString]
        where text.firstRange(of: word, in: line) != nil {
            return true
        }
        return false
    }
}
