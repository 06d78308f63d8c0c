/// A report of the race detector (`tsan` prints it, see `tsan_report.cpp`, Go's form).
///
///     report  = "WARNING: DATA RACE" { section }
///     section = access { frame }
///     access  = words " at 0x" hex " by " ( "goroutine " id / "main goroutine" ) ":"
///             / "Goroutine " id " (" state ") created at:"
///     frame   = call gap position
struct GoRaceReport {
    struct Section {
        var access: Range<Int>
        /// -1 where it names no goroutine by number.
        var id: Int64
        var frames: [(call: GoCall, position: GoPosition)] = []
    }

    var sections: [Section] = []
    var end: Int

    private static let mostFrames = 4096

    /// The report whose first line begins at a position.
    static func read(_ text: Span<UInt8>, at start: Int, before limit: Int) -> GoRaceReport {
        var report = GoRaceReport(end: start + 18)
        var count = 0
        while count < mostFrames {
            let gap = Gap(text, at: report.end, before: limit)
            if let section = section(text, at: gap.end, limit) {
                report.sections.append(section)
                report.end = section.access.upperBound
            } else if !report.sections.isEmpty, let frame = frame(text, at: gap.end, limit) {
                report.sections[report.sections.count - 1].frames.append(frame)
                report.end = frame.position.end
                count += 1
            } else if text.has("[failed to restore the stack]", at: gap.end, before: limit) {
                report.end = gap.end + 29
            } else {
                if text.has("==================", at: gap.end, before: limit) {
                    report.end = gap.end + 18
                }
                break
            }
        }
        return report
    }

    private static func frame(
        _ text: Span<UInt8>,
        at start: Int,
        _ limit: Int
    ) -> (call: GoCall, position: GoPosition)? {
        guard let call = GoCall.read(text, at: start, before: limit) else { return nil }
        let gap = Gap(text, at: call.end, before: limit)
        guard var position = GoPosition.read(text, at: gap.end, before: limit) else { return nil }
        if !position.offset.isEmpty {
            position.end = endBeforeNextSection(text, position.offset.range, limit)
            position.offset = ByteRun(position.offset.lowerBound..<position.end)
        }
        return (call, position)
    }

    /// The end of an offset that the next name may touch; a section begins with a capital, so
    /// only a function's name can.
    private static func endBeforeNextSection(
        _ text: Span<UInt8>,
        _ offset: Range<Int>,
        _ limit: Int
    ) -> Int {
        guard let call = GoCall.read(text, at: offset.upperBound, before: limit) else {
            return offset.upperBound
        }
        let gap = Gap(text, at: call.end, before: limit)
        let file = GoPosition.read(text, at: gap.end, before: limit)?.file.range
        return offset.upperBound
            - GoSeam(run: offset).cut(text, before: call, file: file).givenBack
    }

    private static func section(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Section? {
        let limit = min(limit, start + 160)
        guard start < limit, text[start].isUpperLetter else { return nil }
        var end = start
        while end < limit, text[end] != ASCII.colon, text[end] >= ASCII.space { end += 1 }
        guard end < limit, text[end] == ASCII.colon else { return nil }
        let access = start..<end + 1
        guard
            text.firstRange(of: " by goroutine ", in: access) != nil
                || text.firstRange(of: " by main goroutine", in: access) != nil
                || text.firstRange(of: " created at", in: access) != nil
        else { return nil }
        return Section(access: access, id: number(text, access))
    }

    private static func number(_ text: Span<UInt8>, _ access: Range<Int>) -> Int64 {
        for word in ["oroutine "] as [StaticString] {
            guard let found = text.firstRange(of: word, in: access) else { continue }
            let digits =
                found
                .upperBound..<text.endOfDigits(
                    found.upperBound,
                    before: access.upperBound
                )
            if let id = text.decimal(digits) { return id }
        }
        return -1
    }
}
