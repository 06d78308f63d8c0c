/// Writes a page in GitHub's Markdown, so that it also reads well as it is.
struct MarkdownRenderer {
    private var output = ""

    static func render(_ page: Page) -> String {
        var renderer = MarkdownRenderer()
        for block in page.blocks { renderer.write(block) }
        return renderer.output
    }

    private mutating func write(_ block: Page.Block) {
        if !output.isEmpty { output += "\n" }
        switch block {
        case .heading(let level, let phrase):
            output += String(repeating: "#", count: level) + " " + MarkdownText.inline(phrase)
        case .paragraph(let phrase): output += MarkdownText.inline(phrase)
        case .list(let items):
            output += items.map { "- " + MarkdownText.inline($0) }.joined(separator: "\n")
        case .table(let table): output += Self.text(of: table)
        case .bars(let bars): output += MarkdownText.fenced(BarChart.text(of: bars))
        case .check(let check):
            output += MarkdownText.inline(check.reading) + "\n\n"
            output += MarkdownText.fenced(check.command, language: "sh")
        case .fold(let title, let body):
            output += "<details>\n<summary>\(MarkdownText.html(title))</summary>\n"
            for block in body { write(block) }
            output += "\n</details>"
        case .trace(let lines): output += MarkdownText.fenced(Self.text(of: lines))
        }
        output += "\n"
    }

    private static func text(of lines: [Page.TraceLine]) -> String {
        lines.map { line in
            let indent = String(repeating: "    ", count: line.depth)
            let text = VisibleText.line(line.text)
            return line.isOwn ? ">" + indent.dropFirst() + text : indent + text
        }.joined(separator: "\n")
    }

    /// A table whose columns are padded, so that it is one without being rendered, too.
    private static func text(of table: Page.Table) -> String {
        let head = table.columns.map { MarkdownText.escaped($0.title) }
        let rows = table.rows.map { $0.map(MarkdownText.cell) }
        let widths = head.indices.map { column in
            max(3, min(60, ([head] + rows).map { DisplayWidth.of($0[column]) }.max() ?? 0))
        }
        let rule = zip(table.columns, widths).map { column, width in
            column.isNumeric
                ? String(repeating: "-", count: width - 1) + ":"
                : String(repeating: "-", count: width)
        }
        return ([head, rule] + rows).map { cells in
            let padded = cells.indices.map { index in
                let isNumeric = table.columns[index].isNumeric
                return DisplayWidth.padded(cells[index], to: widths[index], right: isNumeric)
            }
            return "| " + padded.joined(separator: " | ") + " |"
        }.joined(separator: "\n")
    }
}
