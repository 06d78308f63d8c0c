import TraceParse

/// The groups: a row for each, then one incident of each, its program's own frames first and the whole
/// folded away.
enum GroupsSection {
    static func blocks(_ context: PageContext) -> [Page.Block] {
        let groups = context.report.groups.prefix(context.top)
        guard !groups.isEmpty else { return [] }
        return [
            .heading(level: 2, "Groups"),
            .paragraph(
                """
                Incidents with the same fingerprint; of each the first, the program's own frames marked `>`. \
                The trend runs over the whole window.
                """
            ),
            .table(table(of: groups, context)),
        ]
            + groups.enumerated().map { number, group in
                .fold(title: title(of: group, number + 1), body: body(of: group, context))
            }
            + context.rest(
                context.report.groups.count - groups.count + context.report.totals.groupsFolded,
                "group"
            )
    }

    // MARK: - The table

    private static func table(of groups: ArraySlice<Report.Group>, _ context: PageContext)
        -> Page.Table
    {
        let rows = groups.enumerated().map { number, group -> [Phrase] in
            [
                "\(number + 1)", "\(group.count)", .data(group.name), place(of: group),
                .words(group.trend.map { Sparkline.text(of: $0.counts) } ?? ""),
                context.range(group.times),
            ]
        }
        return Page.Table(
            columns: [
                .init(title: "No.", isNumeric: true), .init(title: "Count", isNumeric: true),
                .init(title: "Class"), .init(title: "Where", keepsEnd: true), .init(title: "Trend"),
                .init(title: "First to last", staysWhole: true),
            ],
            rows: rows
        )
    }

    private static func place(of group: Report.Group) -> Phrase {
        if let place = group.place { return .data(place.function) }
        return group.message.map { .data($0, clippedTo: 60) } ?? ""
    }

    private static func title(of group: Report.Group, _ number: Int) -> Phrase {
        var title: Phrase = "\(number). \(group.count) × \(data: group.name)"
        if let place = group.place {
            title += " in \(data: place.function)"
        } else if let message = group.message {
            title += ": " + .data(message, clippedTo: 90)
        }
        return title
    }

    // MARK: - One group

    private static func body(of group: Report.Group, _ context: PageContext) -> [Page.Block] {
        var blocks: [Page.Block] = [.list(facts(of: group, context))]
        guard let sample = group.sample else { return blocks }
        let short = ShortTrace.lines(of: sample)
        let whole = WholeTrace.lines(of: sample)
        if !short.isEmpty { blocks.append(.trace(short)) }
        if whole.count > short.count {
            let title: Phrase = "The whole trace, \(words: Wording.count(whole.count, "line"))"
            blocks.append(.fold(title: title, body: [.trace(whole)]))
        }
        return blocks
    }

    static func facts(of group: Report.Group, _ context: PageContext) -> [Phrase] {
        var facts: [Phrase] = []
        var first: Phrase = "first at \(at: group.source)"
        if group.times.first != nil { first += ", " + context.range(group.times) }
        facts.append(first + ", kind \(data: group.kind.rawValue)")
        if let span = span(of: group) { facts.append(span) }
        if group.repeats > 0 {
            facts.append("repeated \(words: Wording.count(group.repeats, "time")) beside it")
        }
        if let handler = group.handler { facts.append("handler " + .code(handler)) }
        if let origin = group.origin, origin != group.handler {
            facts.append("fails in " + .code(origin))
        }
        facts.append("fingerprint \(data: group.fingerprint)")
        return facts
    }

    private static func span(of group: Report.Group) -> Phrase? {
        guard group.count > 1, let seconds = group.times.seconds else { return nil }
        var span: Phrase = "\(group.count) within \(words: Wording.span(seconds))"
        if let direction = group.trend?.direction { span += ", \(words: direction.words)" }
        return span
    }
}

extension Report.Trend.Direction {
    /// As a page says it.
    fileprivate var words: String {
        switch self {
        case .rising: "rising: at least twice as many in the window's second half"
        case .falling: "falling: at most half as many in the window's second half"
        case .steady: "steady"
        case .burst: "a burst: four of five in one step"
        }
    }
}
