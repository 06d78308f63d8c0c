import TraceParse

/// Lays a report out as a page, without the sections that would be empty.
struct PageBuilder {
    private let report: Report
    private let clock: TimeFormat
    private var page = Page()

    static func page(of report: Report) -> Page {
        var builder = PageBuilder(report: report)
        builder.build()
        return builder.page
    }

    private init(report: Report) {
        self.report = report
        clock = TimeFormat(report.summary.times)
    }

    private mutating func build() {
        add(.heading(level: 1, "tracelens report"))
        addVerdict()
        addKeyNumbers()
        addTimeline()
        addClasses()
        addHosts(report.peers, title: "Peers", one: "peer", folded: report.summary.peers.folded)
        addHosts(
            clientsBesidePeers(),
            title: "Clients whose requests were being served",
            one: "client",
            folded: report.summary.clients.folded
        )
        addHandlers()
        addGroups()
        addEvidence()
        addCauses()
        addChecks()
        addNotes()
    }

    private mutating func add(_ block: Page.Block) {
        page.blocks.append(block)
    }

    // MARK: - What happened

    private mutating func addVerdict() {
        let verdict = report.diagnosis.verdict
        add(.paragraph(Self.headline(verdict)))
        if !verdict.doubt.isEmpty {
            add(.paragraph(.strong("What would change it: ") + verdict.doubt + "."))
        }
        if !verdict.chain.isEmpty { add(.paragraph(verdict.chain)) }
        if !verdict.usualReading.isEmpty { add(.paragraph(verdict.usualReading)) }
        for other in verdict.also { addOther(other) }
    }

    private static func headline(_ verdict: Verdict) -> Phrase {
        guard let mechanism = verdict.mechanism else { return verdict.sentence.sentence }
        guard mechanism != .unknown else { return .strong("No verdict: ") + verdict.sentence + "." }
        let level = verdict.confidence.level
        let words = level.prefix(1).uppercased() + level.dropFirst()
        return .strong("\(words) confidence (\(verdict.confidence.text)): ")
            + verdict.sentence + "."
    }

    private mutating func addOther(_ other: Verdict.Other) {
        guard let finding = report.diagnosis.findings.first(where: { $0.id == other.mechanism })
        else { return }
        add(
            .paragraph(
                .strong("Also (\(finding.confidence.text)): ") + finding.statement + "."
            )
        )
    }

    private mutating func addKeyNumbers() {
        var rows: [[Phrase]] = []
        let summary = report.summary
        if summary.incidents > 0 {
            rows.append(["Incidents", Self.incidents(report)])
        }
        if let first = summary.times.first, let last = summary.times.last,
            let seconds = summary.times.seconds
        {
            rows.append([
                "Window (UTC)",
                "\(words: Wording.time(first)) to \(words: Wording.time(last)), \(words: Wording.span(seconds))",
            ])
        }
        if let peak = TimelineRows(summary.timeline, classes: summary.classes).peak {
            rows.append(["Busiest", peak])
        }
        if summary.repeats > 0 {
            rows.append([
                "Repeated",
                "\(words: Wording.count(summary.repeats, "time")) beside an incident, counted with it",
            ])
        }
        if summary.inputs.count > 0 {
            rows.append(["Read", Self.inputs(summary.inputs)])
        }
        guard !rows.isEmpty else { return }
        add(.heading(level: 2, "Key numbers"))
        add(
            .table(Page.Table(columns: [.init(title: "What"), .init(title: "Figure")], rows: rows))
        )
    }

    private static func incidents(_ report: Report) -> Phrase {
        let summary = report.summary
        var phrase: Phrase =
            "\(summary.incidents) in \(words: Wording.count(report.groups.count, "group"))"
        if !report.peers.isEmpty {
            phrase += ", \(words: Wording.count(report.peers.count, "peer"))"
        }
        if !report.clients.isEmpty {
            phrase += ", \(words: Wording.count(report.clients.count, "client"))"
        }
        return phrase
    }

    private static func inputs(_ inputs: InputTable) -> Phrase {
        var phrase: Phrase =
            "\(words: Wording.bytes(inputs.bytes)), \(words: Wording.count(inputs.lines, "line"))"
        if inputs.count == 1, let only = inputs.notes.first, !only.path.isEmpty {
            phrase += " of \(data: only.path)"
            if let compression = only.compression { phrase += " (\(data: compression))" }
        } else {
            phrase += " of \(words: Wording.count(inputs.count, "input"))"
        }
        return inputs.failed == 0
            ? phrase : phrase + ", \(inputs.failed) of them not whole: see below"
    }

    // MARK: - When, what, who, where

    private mutating func addTimeline() {
        let rows = TimelineRows(report.summary.timeline, classes: report.summary.classes)
        guard rows.bars.count > 1 else { return }
        add(.heading(level: 2, "Timeline"))
        add(
            .paragraph(
                "Incidents in steps of \(words: Wording.span(rows.seconds)), times in UTC."
            )
        )
        add(.bars(rows.bars))
    }

    private mutating func addClasses() {
        let total = report.summary.incidents
        let rows = report.classes.prefix(report.top).map { row -> [Phrase] in
            [
                row.errorClass == nil ? "none" : .data(row.name), "\(row.count)",
                .words(Wording.percent(row.count, of: total)), times(row.times),
                "\(at: row.position)",
            ]
        }
        guard !rows.isEmpty else { return }
        add(.heading(level: 2, "Classes"))
        add(
            .table(
                Page.Table(
                    columns: [
                        .init(title: "Class"), .init(title: "Incidents", isNumeric: true),
                        .init(title: "Share", isNumeric: true), .init(title: "First to last"),
                        .init(title: "Example", keepsEnd: true),
                    ],
                    rows: Array(rows)
                )
            )
        )
        addRest(report.classes.count - rows.count, "class", "classes")
    }

    private mutating func addHosts(
        _ hosts: [HostEntry],
        title: Phrase,
        one: String,
        folded: Folded
    ) {
        guard !hosts.isEmpty else { return }
        let total = hosts.reduce(0) { $0 + $1.count }
        let rows = hosts.prefix(report.top).map { host -> [Phrase] in
            [
                .data(host.name), "\(host.count) of \(total)",
                .words(Wording.percent(host.count, of: total)), Self.ports(host.ports),
                Self.classes(of: host, in: report.summary.classes), times(host.times),
            ]
        }
        add(.heading(level: 2, title))
        add(
            .table(
                Page.Table(
                    columns: [
                        .init(title: "Host"), .init(title: "Incidents", isNumeric: true),
                        .init(title: "Share", isNumeric: true), .init(title: "Ports"),
                        .init(title: "Classes"), .init(title: "First to last"),
                    ],
                    rows: Array(rows)
                )
            )
        )
        addRest(hosts.count - rows.count + folded.entries, one)
    }

    /// The clients, or none where each is a peer of which the same was said already.
    private func clientsBesidePeers() -> [HostEntry] {
        let peers = Dictionary(report.peers.map { ($0.name, $0) }) { first, _ in first }
        let isNew = report.clients.contains { client in
            peers[client.name].map { !$0.isSame(as: client) } ?? true
        }
        return isNew ? report.clients : []
    }

    private mutating func addHandlers() {
        guard !report.handlers.isEmpty else { return }
        let rows = report.handlers.prefix(report.top).map { handler -> [Phrase] in
            [
                .data(handler.location.function), Self.place(handler.location),
                "\(handler.count)", times(handler.times), "\(at: handler.position)",
            ]
        }
        add(.heading(level: 2, "Code"))
        add(
            .paragraph(
                "By handler: the program's own outermost function in the stack, where there is one."
            )
        )
        add(
            .table(
                Page.Table(
                    columns: [
                        .init(title: "Handler", keepsEnd: true),
                        .init(title: "At", keepsEnd: true),
                        .init(title: "Incidents", isNumeric: true), .init(title: "First to last"),
                        .init(title: "Example", keepsEnd: true),
                    ],
                    rows: Array(rows)
                )
            )
        )
        addRest(report.handlers.count - rows.count, "handler")
    }

    private mutating func addGroups() {
        guard !report.groups.isEmpty else { return }
        add(.heading(level: 2, "Groups"))
        add(
            .paragraph(
                "Incidents with the same fingerprint, one of each whole; the program's own frames are marked `>`."
            )
        )
        for group in report.groups.prefix(report.top) {
            add(.fold(title: Self.title(of: group), body: GroupBlocks.body(of: group)))
        }
        addRest(
            report.groups.count - report.top + report.summary.groups.folded.entries,
            "group"
        )
    }

    private static func title(of group: IncidentGroup) -> Phrase {
        var title: Phrase = "\(group.count) × "
        title += group.errorClass.map { .data($0.rawValue) } ?? .data(group.kind.rawValue)
        if let place = group.handler ?? group.origin {
            title += " in \(data: place.function)"
        } else if let message = group.message {
            title += ": " + .data(message, clippedTo: 90)
        }
        return title
    }

    // MARK: - What the hosts say

    /// Every figure that was read, with its place, so that a reader can look it up.
    private mutating func addEvidence() {
        let rows = EvidenceRow.rows(of: report.evidence)
        guard !rows.isEmpty else { return }
        add(.heading(level: 2, "Evidence"))
        add(
            .paragraph(
                """
                What the hosts' texts say. They carry no times: what is told to be of one moment is told by \
                the figures. What stands inside a log counts less, since whoever writes to the log may have \
                put it there.
                """
            )
        )
        let shown = max(4 * report.top, 40)
        add(.list(rows.prefix(shown).map(\.line)))
        addRest(rows.count - shown + report.evidence.omitted, "reading")
    }

    // MARK: - Why, and what next

    private mutating func addCauses() {
        guard !report.diagnosis.findings.isEmpty else { return }
        add(.heading(level: 2, "Causes"))
        for finding in report.diagnosis.findings {
            add(.heading(level: 3, "\(data: finding.id.rawValue): \(words: finding.title)"))
            add(.paragraph(Self.standing(of: finding)))
            let lines =
                finding.supporting.map { .strong("for: ") + $0 }
                + finding.against.map { .strong("against: ") + $0 }
                + finding.missing.map { .strong("missing: ") + $0 }
            add(.list(lines))
            addRemedies(of: finding)
        }
    }

    private static func standing(of finding: Finding) -> Phrase {
        let confidence = "\(finding.confidence.text) (\(finding.confidence.level))"
        switch finding.role {
        case .rejected: return "Rejected, confidence \(words: confidence)."
        case .possible: return "Possible, confidence \(words: confidence)."
        case .also: return "Beside the verdict, confidence \(words: confidence)."
        case .amplifier: return "Makes it worse, confidence \(words: confidence)."
        case .root: return "Why, confidence \(words: confidence)."
        case .mechanism: return "How it happened, confidence \(words: confidence)."
        case .both:
            return finding.id == .unknown
                ? "No cause is sure enough to be named."
                : "How it happened and why, confidence \(words: confidence)."
        }
    }

    /// What to do, by rank; only what the verdict names is to be acted on.
    private mutating func addRemedies(of finding: Finding) {
        guard finding.role != .possible, finding.role != .rejected, !finding.remedies.isEmpty else {
            return
        }
        let lines = Remedy.Rank.allCases.flatMap { rank in
            finding.remedies.filter { $0.rank == rank }
                .map { Phrase.strong("\(rank.words): ") + $0.text }
        }
        add(.paragraph(.strong("What to do, in this order:")))
        add(.list(lines))
        add(.paragraph("Written down in: \(words: finding.sources.joined(separator: "; "))."))
    }

    private mutating func addChecks() {
        var seen: Set<String> = []
        let checks = report.diagnosis.findings.filter { $0.role != .rejected }
            .flatMap(\.checks).filter { seen.insert($0.command.text).inserted }
        let rejected = report.diagnosis.findings.filter { $0.role == .rejected }
            .flatMap(\.checks).filter { seen.insert($0.command.text).inserted }
        guard !checks.isEmpty || !rejected.isEmpty else { return }
        add(.heading(level: 2, "Next checks"))
        for check in (checks + rejected).prefix(8) { add(.check(check)) }
    }

    private mutating func addNotes() {
        guard !report.notes.isEmpty else { return }
        add(.heading(level: 2, "What was not understood"))
        let shown = max(report.top, 20)
        add(.list(Array(report.notes.prefix(shown))))
        addRest(report.notes.count - shown, "note")
    }

    /// Says how many rows were left out.
    private mutating func addRest(_ count: Int, _ one: String, _ many: String? = nil) {
        guard count > 0 else { return }
        add(
            .paragraph(
                "And \(words: Wording.count(count, "more " + one, many.map { "more " + $0 }))."
            )
        )
    }

    // MARK: - Cells

    private func times(_ times: TimeBounds) -> Phrase {
        guard let first = times.first, let last = times.last else { return "undated" }
        return .words(clock.range(first, last))
    }

    private static func ports(_ ports: PortSet) -> Phrase {
        guard let lowest = ports.lowest, let highest = ports.highest else { return "none" }
        if ports.ports.count <= 4, !ports.overflowed {
            return .words(ports.ports.sorted().map { String($0) }.joined(separator: ", "))
        }
        let many = ports.overflowed ? "\(PortSet.limit) or more" : "\(ports.ports.count)"
        return .words("\(many) from \(lowest) to \(highest)")
    }

    private static func classes(of host: HostEntry, in classes: ClassTable) -> Phrase {
        let counts = classes.classes.enumerated().map { number, errorClass in
            (errorClass?.rawValue ?? "none", host.count(ofClass: number))
        }
        let shown = counts.filter { $0.1 > 0 }.sorted {
            $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1
        }
        let phrases = shown.prefix(3).map { name, count -> Phrase in
            shown.count == 1 ? .data(name) : "\(data: name) \(count)"
        }
        var made = Phrase.joined(phrases)
        if shown.count > 3 { made += ", …" }
        return made
    }

    private static func place(_ location: CodeLocation) -> Phrase {
        guard let file = location.file else { return "" }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return .data(location.line.map { "\(name):\($0)" } ?? name)
    }
}

extension HostEntry {
    /// Whether another table says of the same host exactly the same.
    fileprivate func isSame(as other: HostEntry) -> Bool {
        name == other.name && count == other.count && times == other.times && ports == other.ports
    }
}

extension Phrase {
    /// The phrases with commas between them.
    static func joined(_ phrases: [Phrase]) -> Phrase {
        var made: Phrase = ""
        for (index, phrase) in phrases.enumerated() {
            if index > 0 { made += ", " }
            made += phrase
        }
        return made
    }
}
