/// When it happened.
enum TimelineSection {
    static func blocks(_ context: PageContext) -> [Page.Block] {
        let rows = TimelineRows(context.report.timeline)
        guard rows.bars.count > 1 else { return [] }
        var words: Phrase =
            "Incidents in steps of \(words: Wording.span(rows.seconds)), times in UTC."
        if let peak = rows.peak { words += " Most: " + peak + "." }
        if let gap = rows.longestGap { words += " Longest gap: " + gap + "." }
        return [.heading(level: 2, "Timeline"), .paragraph(words), .bars(rows.bars)]
    }
}
