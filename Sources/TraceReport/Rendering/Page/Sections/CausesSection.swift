/// Why: each cause with what speaks for it, against it, and what is missing.
enum CausesSection {
    static func blocks(_ context: PageContext) -> [Page.Block] {
        guard !context.report.causes.isEmpty else { return [] }
        let verdict = context.report.verdict
        var blocks: [Page.Block] = [.heading(level: 2, "Causes")]
        if !verdict.chain.isEmpty { blocks.append(.paragraph(verdict.chain.sentence)) }
        if !verdict.usualReading.isEmpty { blocks.append(.paragraph(verdict.usualReading)) }
        for cause in context.report.causes { blocks += self.blocks(of: cause) }
        return blocks
    }

    private static func blocks(of cause: Report.Cause) -> [Page.Block] {
        let lines =
            cause.supporting.map { .strong("for: ", .good) + $0 }
            + cause.against.map { .strong("against: ", .bad) + $0 }
            + cause.missing.map { .strong("missing: ", .open) + $0 }
        var blocks: [Page.Block] = [
            .heading(level: 3, "\(data: cause.id.rawValue): \(words: cause.title)"),
            .paragraph(standing(of: cause)),
        ]
        if !lines.isEmpty { blocks.append(.list(lines)) }
        if cause.isToBeActedOn, !cause.sources.isEmpty {
            let sources = cause.sources.joined(separator: "; ")
            blocks.append(.paragraph("Written down in: \(words: sources)."))
        }
        return blocks
    }

    private static func standing(of cause: Report.Cause) -> Phrase {
        let confidence = "\(cause.confidence.text) (\(cause.confidence.level))"
        switch cause.role {
        case .rejected: return "Rejected, confidence \(words: confidence)."
        case .possible: return "Possible, confidence \(words: confidence)."
        case .also: return "Beside the verdict, confidence \(words: confidence)."
        case .amplifier: return "Makes it worse, confidence \(words: confidence)."
        case .root: return "Why, confidence \(words: confidence)."
        case .mechanism: return "How it happened, confidence \(words: confidence)."
        case .both:
            return cause.id == .unknown
                ? "No cause is sure enough to be named."
                : "How it happened and why, confidence \(words: confidence)."
        }
    }
}

extension Report.Cause {
    /// Whether the verdict names it; only then it is to be acted on.
    var isToBeActedOn: Bool { role != .possible && role != .rejected }
}
