import TraceParse

/// The first screen: what broke, since when, who was at the other end, where, why, and what to do
/// first.
struct VerdictCard {
    let context: PageContext

    private var report: Report { context.report }
    private var verdict: Report.Verdict { report.verdict }

    func write(to page: inout HTMLWriter) {
        page.element("div", #"class="card \#(mood)""#) { card in
            card.element("p", #"class="sure""#) { writeConfidence(to: &$0) }
            card.element("h1", #"id="verdict-title""#) { $0.add(verdict.sentence.sentence) }
            writeAnswers(to: &card)
            for other in verdict.also { writeOther(other, to: &card) }
            if !verdict.doubt.isEmpty {
                card.element("p", #"class="doubt""#) {
                    $0.add(.strong("What would change it: ") + verdict.doubt.sentence)
                }
            }
        }
        writeReasoning(to: &page)
    }

    /// What colour the card has, which its words say as well.
    private var mood: Markup {
        switch verdict.mechanism {
        case nil: report.totals.bytes > 0 ? "calm" : "open"
        case .benign: "calm"
        case .unknown: "open"
        default: "broken"
        }
    }

    private func writeConfidence(to line: inout HTMLWriter) {
        switch verdict.mechanism {
        case nil: line.add("Result")
        case .unknown: line.add("No verdict")
        default: line.add(confidence: verdict.confidence)
        }
    }

    private func writeOther(_ other: Report.Verdict.Other, to card: inout HTMLWriter) {
        guard let cause = context.cause(other.mechanism) else { return }
        card.element("p", #"class="also""#) {
            $0.add(.strong("Also (\(cause.confidence.text)): ") + cause.statement.sentence)
        }
    }

    // MARK: - Six questions

    private func writeAnswers(to card: inout HTMLWriter) {
        guard report.totals.incidents > 0 else { return }
        let answers: [(Phrase, Phrase)] = [
            ("What broke", what), ("Since when", when), ("Other end", who), ("In the code", place),
            ("Probably why", why), ("Do first", first),
        ]
        card.element("dl", #"class="answers""#) { list in
            for (question, answer) in answers where !answer.isEmpty {
                list.element("div") { row in
                    row.element("dt") { $0.add(question) }
                    row.element("dd") { $0.add(answer) }
                }
            }
        }
    }

    private var what: Phrase {
        let shown = report.classes.prefix(3).map { row -> Phrase in
            row.errorClass == nil
                ? "\(row.count) without a class" : "\(row.count)\u{A0}×\u{A0}\(data: row.name)"
        }
        let more = report.classes.count - shown.count
        let groups = Wording.count(report.totals.groups, "group")
        return .joined(shown) + (more > 0 ? ", and \(more) more" : "") + " in \(words: groups)"
    }

    private var when: Phrase {
        let times = report.times
        guard let first = times.first, let last = times.last, let seconds = times.seconds else {
            return "The log has no times"
        }
        guard seconds > 0 else { return "\(words: Wording.time(first)) UTC" }
        let end = TimeFormat(times).text(last)
        return
            "\(words: Wording.time(first)) to \(words: end) UTC, for \(words: Wording.span(seconds))"
    }

    private var who: Phrase {
        guard let lead = VerdictSection.lead(context),
            let (host, count, others) = VerdictSection.busiest(of: lead, report)
        else { return "No address stands in the incidents" }
        return
            "\(data: host.host) in \(count) of \(lead.count), probably: \(words: HostWords.text(host))"
            + (others > 0 ? "; and \(words: Wording.count(others, "more host"))" : "")
    }

    private var place: Phrase {
        let lead = VerdictSection.lead(context)
        let rows = lead.map { VerdictSection.handlers(of: $0, report) } ?? []
        guard let first = rows.first else { return "No stack names it" }
        let more = rows.count - 1
        return .code(first.location) + (more > 0 ? ", and \(more) more" : "")
    }

    private var why: Phrase {
        guard verdict.mechanism != .unknown, let cause = context.cause(verdict.mechanism) else {
            return "The input cannot tell"
        }
        let mechanism = Phrase.words(cause.title).sentence
        guard let root = context.cause(verdict.root) else {
            return mechanism + " Why, the input cannot tell."
        }
        return root.id == cause.id
            ? mechanism : mechanism + " " + Phrase.words(root.title).sentence
    }

    /// The first remedy, else how to read the first check.
    private var first: Phrase {
        VerdictSection.firstRemedy(context)?.text ?? context.checks.first?.reading ?? ""
    }

    // MARK: - How it came about

    private func writeReasoning(to page: inout HTMLWriter) {
        guard !verdict.chain.isEmpty || !verdict.usualReading.isEmpty else { return }
        page.element("div", #"class="reasoning""#) { reasoning in
            for phrase in [verdict.chain, verdict.usualReading] where !phrase.isEmpty {
                reasoning.element("p") { $0.add(phrase) }
            }
        }
    }
}

extension HTMLWriter {
    /// A confidence as a bar and in words.
    mutating func add(confidence: Confidence) {
        let level = confidence.level.prefix(1).uppercased() + confidence.level.dropFirst()
        element("span", #"class="confidence""#) { span in
            span.element(
                "svg",
                #"class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true""#
            ) { svg in
                svg.element("rect", #"width="\#(confidence.hundredths)" height="8""#) { _ in }
            }
            span.add(text: "\(level) confidence (\(confidence.text))")
        }
    }
}
