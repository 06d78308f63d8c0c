/// The blocks of a page as HTML.
extension HTMLWriter {
    mutating func add(_ blocks: [Page.Block]) {
        for block in blocks { add(block) }
    }

    private mutating func add(_ block: Page.Block) {
        switch block {
        case .heading(_, let phrase): element("h3") { $0.add(phrase) }
        case .paragraph(let phrase): element("p") { $0.add(phrase) }
        case .list(let items): list(items)
        case .table(let table): add(table)
        case .bars(let bars): add(bars)
        case .check(let check): element("div", #"class="check""#) { $0.add(check) }
        case .fold(let title, let body): fold(title, body)
        case .trace(let lines): HTMLTrace(lines, bytes: 1 << 14).write(to: &self)
        }
    }

    /// Something that is shown when it is asked for.
    mutating func fold(_ title: Phrase, _ blocks: [Page.Block]) {
        element("details", #"class="fold""#) { fold in
            fold.element("summary") { $0.add(title) }
            fold.add(blocks)
        }
    }

    mutating func list(_ items: [Phrase]) {
        element("ul") { list in
            for item in items { list.element("li") { $0.add(item) } }
        }
    }

    /// How to read what a command says, and the command.
    mutating func add(_ check: Report.Check) {
        element("p") { $0.add(check.reading) }
        element("pre", #"class="command" tabindex="0""#) { $0.add(text: check.command) }
    }

    /// The checks in their order; what else is among the blocks comes before them.
    mutating func checks(_ blocks: [Page.Block]) {
        var checks: [Report.Check] = []
        for block in blocks {
            if case .check(let check) = block { checks.append(check) } else { add(block) }
        }
        element("ol", #"class="checks""#) { list in
            for check in checks { list.element("li") { $0.add(check) } }
        }
    }

    /// A table of what and how much as tiles.
    mutating func tiles(_ blocks: [Page.Block]) {
        for block in blocks {
            guard case .table(let table) = block, table.columns.count == 2 else {
                add(block)
                continue
            }
            element("dl", #"class="tiles""#) { list in
                for row in table.rows {
                    list.element("div") { tile in
                        tile.element("dt") { $0.add(row[0]) }
                        tile.element("dd") { $0.add(row[1]) }
                    }
                }
            }
        }
    }

    // MARK: - Tables

    /// A table; on a telephone each row is a block, and the cells tell their columns.
    mutating func add(_ table: Page.Table) {
        element("table", #"aria-labelledby="\#(heading)""#) { made in
            made.element("thead") { head in
                head.element("tr") { row in
                    for column in table.columns {
                        row.element("th", Self.attributes(of: column, scope: true)) {
                            $0.add(text: column.title)
                        }
                    }
                }
            }
            made.element("tbody") { body in
                for row in table.rows { body.add(row, of: table.columns) }
            }
        }
    }

    private mutating func add(_ cells: [Phrase], of columns: [Page.Column]) {
        element("tr") { row in
            for (index, cell) in cells.enumerated() {
                let name: Markup = index == 0 ? "th" : "td"
                let scope: Markup = index == 0 ? #"scope="row""# : ""
                let attributes = columns[index].isNumeric ? #"class="n""# : scope
                row.element(name, attributes) { made in
                    // The head of the column, where a narrow page has none.
                    if index > 0 {
                        made.element("span", #"class="of" aria-hidden="true""#) {
                            $0.add(text: columns[index].title)
                        }
                    }
                    made.element("span") { $0.add(cell) }
                    if let percent = cell.percent { ShareBar.draw(percent, of: 100, in: &made) }
                }
            }
        }
    }

    private static func attributes(of column: Page.Column, scope: Bool) -> Markup {
        column.isNumeric ? #"scope="col" class="n""# : #"scope="col""#
    }

    /// The rows of a bar chart in figures.
    private mutating func add(_ bars: [Page.Bar]) {
        let greatest = bars.map(\.count).max() ?? 0
        element("table", #"class="bars" aria-labelledby="\#(heading)""#) { table in
            table.element("thead") {
                $0.markup(
                    #"<tr><th scope="col">From</th><th scope="col" class="n">Incidents</th><th scope="col">Of these</th></tr>"#
                )
            }
            table.element("tbody") { body in
                for bar in bars { body.add(bar, greatest: greatest) }
            }
        }
    }

    private mutating func add(_ bar: Page.Bar, greatest: Int) {
        element("tr") { row in
            switch bar {
            case .gap(let span):
                row.element("td", #"colspan="3" class="gap""#) {
                    $0.add(text: "\(span) without an incident")
                }
            case .bar(let label, let count, let note):
                row.element("th", #"scope="row""#) { $0.add(text: label) }
                row.element("td", #"class="n""#) { $0.add(text: Wording.number(count)) }
                row.element("td") { cell in
                    ShareBar.draw(count, of: greatest, in: &cell)
                    cell.add(text: note)
                }
            }
        }
    }
}

extension Phrase {
    /// The figure, where the phrase is a share in percent and nothing else, in the report's own words.
    fileprivate var percent: Int? {
        guard pieces.count == 1, pieces[0].kind == .words, pieces[0].text.hasSuffix(" %") else {
            return nil
        }
        let digits = pieces[0].text.dropLast(2).drop { $0 == "<" || $0 == ">" || $0 == " " }
        return Int(digits)
    }
}
