import TraceParse

/// The first screen: what happened, what broke, since when, with whom, where, why, and what to do
/// first.
enum VerdictSection {
    static func blocks(_ context: PageContext) -> [Page.Block] {
        let verdict = context.report.verdict
        guard let mechanism = verdict.mechanism else {
            return [
                .heading(level: 1, "tracelens report"), .paragraph(verdict.sentence.sentence),
            ]
        }
        var blocks: [Page.Block] = [.heading(level: 1, title(mechanism, context))]
        if context.report.totals.incidents > 0 { blocks.append(.paragraph(facts(context))) }
        blocks.append(.list(answers(context)))
        if let check = context.checks.first {
            let reading = Phrase.strong("Check first: ") + check.reading
            blocks.append(.check(Report.Check(command: check.command, reading: reading)))
        }
        return blocks
    }

    /// `tracelens report: The client's time limit ran out … (medium confidence, 0.60)`.
    private static func title(_ mechanism: CauseID, _ context: PageContext) -> Phrase {
        let confidence = context.report.verdict.confidence
        guard mechanism != .unknown else { return "tracelens report: no verdict" }
        let title = context.cause(mechanism)?.title ?? mechanism.rawValue
        return """
            tracelens report: \(words: title) \
            (\(words: confidence.level) confidence, \(words: confidence.text))
            """
    }

    // MARK: - What, since when, with whom, where

    private static func facts(_ context: PageContext) -> Phrase {
        let report = context.report
        var facts = [what(report)]
        if let since = since(report) { facts.append(since) }
        if let who = who(report) { facts.append(who) }
        if let place = place(report) { facts.append(place) }
        return Phrase.joined(facts, by: "; ").sentence
    }

    private static func what(_ report: Report) -> Phrase {
        guard let first = report.classes.first else { return "" }
        let name: Phrase = first.errorClass == nil ? "without a class" : .data(first.name)
        let others = report.classes.count - 1
        return others == 0
            ? .strong("\(Wording.number(first.count)) × ") + name
            : .strong("\(Wording.number(first.count)) × ") + name
                + " of \(words: Wording.count(report.totals.incidents, "incident")), and \(words: Wording.count(others, "other class", "other classes"))"
    }

    private static func since(_ report: Report) -> Phrase? {
        guard let first = report.totals.first, let last = report.totals.last,
            let seconds = report.totals.spanSeconds
        else { return nil }
        guard seconds > 0 else { return "at " + .strong(Wording.time(first)) + " UTC" }
        let end = TimeFormat(report.times).text(last)
        return "since " + .strong(Wording.time(first)) + " UTC, the last at \(words: end)"
    }

    /// The busiest peer, or the busiest client where no peer is known.
    private static func who(_ report: Report) -> Phrase? {
        let hosts = report.peers.isEmpty ? report.clients : report.peers
        guard let host = hosts.first else { return nil }
        let others = hosts.count - 1
        let more = others > 0 ? " and \(words: Wording.count(others, "more host"))" : "" as Phrase
        return
            "other end \(data: host.host) (\(words: HostWords.text(host)), \(host.count) of \(report.totals.incidents))"
            + more
    }

    /// The handler of most incidents, or the place of their fault.
    private static func place(_ report: Report) -> Phrase? {
        guard let top = HandlerRow.rows(of: report.groups).first else { return nil }
        return "in " + .code(top.location) + " (\(at: top.source))"
    }

    // MARK: - Why, and what to do first

    private static func answers(_ context: PageContext) -> [Phrase] {
        let verdict = context.report.verdict
        var answers: [Phrase] = [.strong("Why: ") + verdict.sentence.sentence]
        answers += verdict.also.compactMap { other in
            context.cause(other.mechanism).map {
                .strong("Also (\($0.confidence.text)): ") + $0.statement.sentence
            }
        }
        if !verdict.doubt.isEmpty {
            answers.append(.strong("What would change it: ") + verdict.doubt.sentence)
        }
        if let remedy = firstRemedy(context) {
            answers.append(.strong("Do first: ") + remedy.text)
        }
        return answers
    }

    /// What stops the bleeding, else what fixes it: of the root, else of the mechanism.
    static func firstRemedy(_ context: PageContext) -> Report.Remedy? {
        let verdict = context.report.verdict
        let remedies = [verdict.root, verdict.mechanism].flatMap {
            context.cause($0)?.remedies ?? []
        }
        return remedies.first { $0.rank == .stopTheBleeding } ?? remedies.first
    }
}
