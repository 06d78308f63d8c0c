import TraceParse

/// The first screen: what broke, since when, who was at the other end, where, why, and what to do
/// first.
struct VerdictCard {
    let report: Report

    private var verdict: Verdict { report.diagnosis.verdict }

    func write(to page: inout HTMLWriter) {
        page.element("div", #"class="card \#(mood)""#) { card in
            card.element("p", #"class="sure""#) { writeConfidence(to: &$0) }
            card.element("h1", #"id="verdict-title""#) { $0.add(verdict.sentence.sentence) }
            writeAnswers(to: &card)
            for other in verdict.also { writeOther(other, to: &card) }
            if !verdict.doubt.isEmpty {
                card.element("p", #"class="doubt""#) {
                    $0.add(.strong("What would change it: ") + verdict.doubt + ".")
                }
            }
        }
        writeReasoning(to: &page)
    }

    /// What colour the card has, which its words say as well.
    private var mood: Markup {
        switch verdict.mechanism {
        case nil: report.summary.inputs.lines > 0 ? "calm" : "open"
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

    private func writeOther(_ other: Verdict.Other, to card: inout HTMLWriter) {
        guard let finding = report.diagnosis.findings.first(where: { $0.id == other.mechanism })
        else { return }
        card.element("p", #"class="also""#) {
            $0.add(
                .strong("Also (\(finding.confidence.text)): ") + finding.statement + "."
            )
        }
    }

    // MARK: - Six questions

    private func writeAnswers(to card: inout HTMLWriter) {
        guard report.summary.incidents > 0 else { return }
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
        let groups = Wording.count(report.groups.count, "group")
        return .joined(shown) + (more > 0 ? ", and \(more) more" : "") + " in \(words: groups)"
    }

    private var when: Phrase {
        let times = report.summary.times
        guard let first = times.first, let last = times.last, let seconds = times.seconds else {
            return "The log has no times"
        }
        guard seconds > 0 else { return "\(words: Wording.time(first)) UTC" }
        let end = TimeFormat(times).text(last)
        return
            "\(words: Wording.time(first)) to \(words: end) UTC, for \(words: Wording.span(seconds))"
    }

    private var who: Phrase {
        let peers = report.peers.isEmpty ? report.clients : report.peers
        guard let busiest = peers.first else { return "No address stands in the incidents" }
        let total = peers.reduce(0) { $0 + $1.count }
        let share: Phrase = "\(data: busiest.name) in \(busiest.count) of \(total)"
        let more = peers.count - 1
        return more > 0 ? share + ", and \(more) more" : share
    }

    private var place: Phrase {
        guard let handler = report.handlers.first else { return "No stack names it" }
        var phrase: Phrase = "\(data: handler.location.function)"
        if let file = handler.location.file {
            let name = file.split(separator: "/").last.map(String.init) ?? file
            phrase += ", \(data: handler.location.line.map { "\(name):\($0)" } ?? name)"
        }
        let more = report.handlers.count - 1
        return more > 0 ? phrase + ", and \(more) more" : phrase
    }

    private var why: Phrase {
        let names = [verdict.mechanism, verdict.root].compactMap { $0 }.filter { $0 != .unknown }
        let findings = report.diagnosis.findings.filter { names.contains($0.id) }
        guard let cause = findings.first(where: { $0.id == verdict.mechanism }) else {
            return "The input cannot tell"
        }
        let mechanism = Phrase.words(cause.title).sentence
        guard let root = findings.first(where: { $0.id == verdict.root }) else {
            return mechanism + " Why, the input cannot tell."
        }
        return root.id == cause.id
            ? mechanism : mechanism + " " + Phrase.words(root.title).sentence
    }

    /// The first thing to do about the root, else about the mechanism, else the first check.
    private var first: Phrase {
        let named = [verdict.root, verdict.mechanism].compactMap { $0 }
        for id in named {
            let finding = report.diagnosis.findings.first { $0.id == id }
            if let remedy = finding?.remedies.first(where: { $0.rank == .stopTheBleeding }) {
                return remedy.text
            }
        }
        for id in named {
            let finding = report.diagnosis.findings.first { $0.id == id }
            if let remedy = finding?.remedies.first { return remedy.text }
        }
        return report.diagnosis.findings.first?.checks.first?.reading ?? ""
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
