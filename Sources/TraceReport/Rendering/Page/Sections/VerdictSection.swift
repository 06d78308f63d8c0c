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
        guard let lead = lead(context) else { return "" }
        var facts = [what(lead, context.report), since(lead, context)]
        if let who = who(lead, context.report) { facts.append(who) }
        facts.append(place(lead, context.report))
        return Phrase.joined(facts, by: "; ").sentence
    }

    /// The class that the verdict is about, else the most frequent one.
    static func lead(_ context: PageContext) -> Report.ClassCount? {
        let verdict = context.report.verdict
        let explained = [verdict.mechanism, verdict.root].lazy
            .compactMap { context.cause($0)?.explains.first }.first
        return context.report.classes.first { $0.name == explained?.name }
            ?? context.report.classes.first
    }

    private static func what(_ lead: Report.ClassCount, _ report: Report) -> Phrase {
        let name: Phrase = lead.errorClass == nil ? "without a class" : .data(lead.name)
        let what = .strong("\(Wording.number(lead.count)) × ") + name
        let others = report.classes.count - 1
        guard others > 0 else { return what }
        return what
            + " of \(words: Wording.count(report.totals.incidents, "incident")), beside \(words: Wording.count(others, "other class", "other classes"))"
    }

    private static func since(_ lead: Report.ClassCount, _ context: PageContext) -> Phrase {
        guard let first = lead.first, let last = lead.last else { return "no time in the log" }
        guard first.seconds < last.seconds else {
            return "at " + .strong(Wording.time(first)) + " UTC"
        }
        let end = TimeFormat(lead.times).text(last)
        return "since " + .strong(Wording.time(first)) + " UTC, the last at \(words: end)"
    }

    private static func who(_ lead: Report.ClassCount, _ report: Report) -> Phrase? {
        guard let (host, count, others) = busiest(of: lead, report) else { return nil }
        let more: Phrase =
            others > 0 ? " and \(words: Wording.count(others, "more host"))" : ""
        return
            "other end \(data: host.host) (\(words: HostWords.text(host)), \(count) of \(lead.count))"
            + more
    }

    /// The host with most of a class, how much of it, and how many others have some: a peer, or a client
    /// where no peer is known.
    static func busiest(
        of lead: Report.ClassCount,
        _ report: Report
    ) -> (host: Report.Host, count: Int, others: Int)? {
        for hosts in [report.peers, report.clients] {
            let concerned = hosts.filter { $0.count(of: lead) > 0 }
            let most = concerned.map { $0.count(of: lead) }.max()
            guard let most, let host = concerned.first(where: { $0.count(of: lead) == most })
            else { continue }
            return (host, most, concerned.count - 1)
        }
        return nil
    }

    /// The handler of most incidents of a class, else where the first of them stands in the log.
    private static func place(_ lead: Report.ClassCount, _ report: Report) -> Phrase {
        guard let top = handlers(of: lead, report).first else {
            return "no code of the program's own in a stack (\(at: lead.source))"
        }
        return "in " + .code(top.location) + " (\(at: top.source))"
    }

    /// The handlers of a class, the most frequent first.
    static func handlers(of lead: Report.ClassCount, _ report: Report) -> [HandlerRow] {
        HandlerRow.rows(of: report.groups.filter { $0.errorClass == lead.errorClass })
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

extension Report.Host {
    /// How many incidents of a class it had.
    fileprivate func count(of row: Report.ClassCount) -> Int {
        classes.first { $0.errorClass == row.errorClass }?.count ?? 0
    }
}
