/// Writes a page for a terminal: wrapped to its columns, with colour if it is wished.
struct TextRenderer {
    /// Of a stack, a terminal shows the beginning.
    private static let traceLines = 30
    /// No column is narrower than this because of others.
    private static let narrowest = 8

    private let style: TextStyle
    private let columns: Int
    private var output = ""

    static func render(_ page: Page, style: TextStyle) -> String {
        var renderer = TextRenderer(style: style)
        for block in page.blocks { renderer.write(block, indent: 0) }
        return renderer.output
    }

    private init(style: TextStyle) {
        self.style = style
        columns = min(max(style.columns, 80), 400)
    }

    private mutating func write(_ block: Page.Block, indent: Int) {
        if !output.isEmpty { output += "\n" }
        switch block {
        case .heading(let level, let phrase): writeHeading(level, phrase)
        case .paragraph(let phrase): write(phrase, first: indent, rest: indent)
        case .list(let items):
            for item in items {
                output += String(repeating: " ", count: indent) + "- "
                write(item, first: indent + 2, rest: indent + 2, isBegun: true)
            }
        case .table(let table): write(table)
        case .bars(let bars):
            for line in BarChart.text(of: bars).split(separator: "\n") { writeBar(String(line)) }
        case .check(let check):
            write(check.reading, first: indent, rest: indent)
            output += "\n    " + painted(VisibleText.line(check.command), .command) + "\n"
        case .fold(let title, let body): writeFold(title, body, indent: indent)
        case .trace(let lines): write(lines, indent: indent)
        }
    }

    private mutating func writeHeading(_ level: Int, _ phrase: Phrase) {
        let text = phrase.pieces.map { VisibleText.line($0.text) }.joined()
        let title = Phrase(pieces: [Phrase.Piece(text: text, kind: .words)])
        let lines = Self.lines(of: title, columns: columns)
        for line in lines { output += painted(line, .heading) + "\n" }
        guard level < 3 else { return }
        let rule = level == 1 ? "=" : "-"
        let width = lines.map { DisplayWidth.of($0) }.max() ?? 0
        output += String(repeating: rule, count: width) + "\n"
    }

    /// The words of a title in as few lines as they need.
    private static func lines(of title: Phrase, columns: Int) -> [String] {
        var lines: [String] = []
        for word in words(of: title, widest: columns).map({ $0.map(\.text).joined() }) {
            if let last = lines.last, DisplayWidth.of(last) + 1 + DisplayWidth.of(word) <= columns {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(word)
            }
        }
        return lines
    }

    /// A row of a chart: its bar in a colour, that of the peak in another.
    private mutating func writeBar(_ line: String) {
        let text = DisplayWidth.clipped(VisibleText.line(line), to: columns)
        guard let start = text.firstIndex(of: "█"), let end = text.lastIndex(of: "█") else {
            output += text + "\n"
            return
        }
        let isPeak = text.hasSuffix("peak")
        output += text[..<start] + painted(String(text[start...end]), isPeak ? .bad : .data)
        output += text[text.index(after: end)...] + "\n"
    }

    /// What is folded inside of something folded is only named: a terminal does not unfold it.
    private mutating func writeFold(_ title: Phrase, _ body: [Page.Block], indent: Int) {
        output += String(repeating: " ", count: indent) + "* "
        let isNested = indent > 0
        let named = isNested ? title + ": not shown here, the markdown page has it" : title
        write(named, first: indent + 2, rest: indent + 2, isBegun: true)
        guard !isNested else { return }
        for block in body { write(block, indent: indent + 4) }
    }

    private mutating func write(_ lines: [Page.TraceLine], indent: Int) {
        for line in lines.prefix(Self.traceLines) {
            let depth = 2 * line.depth
            let text = DisplayWidth.clipped(
                VisibleText.line(line.text),
                to: max(20, columns - indent - depth)
            )
            output += String(repeating: " ", count: indent)
            output += line.isOwn ? ">" + String(repeating: " ", count: max(0, depth - 1)) : ""
            output +=
                line.isOwn ? painted(text, .strong) : String(repeating: " ", count: depth) + text
            output += "\n"
        }
        let more = lines.count - Self.traceLines
        if more > 0 {
            output += String(repeating: " ", count: indent)
            output += "… \(Wording.count(more, "more line")); the markdown page has them all\n"
        }
    }

    // MARK: - Tables

    private mutating func write(_ table: Page.Table) {
        let head = table.columns.map(\.title)
        let rows = table.rows.map { row in
            row.map { phrase in phrase.pieces.map { VisibleText.line($0.text) }.joined() }
        }
        let widths = fitted(
            head.indices.map { column in
                ([head] + rows).map { DisplayWidth.of($0[column]) }.max() ?? 0
            },
            table.columns
        )
        writeRow(head, table.columns, widths, paint: .heading)
        for row in rows { writeRow(row, table.columns, widths, paint: nil) }
    }

    private mutating func writeRow(
        _ cells: [String],
        _ columns: [Page.Column],
        _ widths: [Int],
        paint: Paint?
    ) {
        var line = ""
        for index in cells.indices {
            let clipped = DisplayWidth.clipped(
                cells[index],
                to: widths[index],
                keepingEnd: columns[index].keepsEnd
            )
            let padded = DisplayWidth.padded(
                clipped,
                to: widths[index],
                right: columns[index].isNumeric
            )
            line += (index == 0 ? "" : "  ") + padded
        }
        while line.last == " " { line.removeLast() }
        output += (paint.map { painted(line, $0) } ?? line) + "\n"
    }

    /// Widths that fit: the widest column gives way first, those that are to stay whole last.
    private func fitted(_ natural: [Int], _ columns: [Page.Column]) -> [Int] {
        var widths = natural
        let room = self.columns - 2 * (natural.count - 1)
        while widths.reduce(0, +) > room {
            let narrowable = widths.indices.filter { widths[$0] > Self.narrowest }
            let first = narrowable.filter { !columns[$0].staysWhole && !columns[$0].isNumeric }
            guard
                let widest = (first.isEmpty ? narrowable : first).max(by: {
                    widths[$0] < widths[$1]
                })
            else { break }
            widths[widest] -= 1
        }
        return widths
    }

    // MARK: - Words

    /// Writes a phrase word by word, wrapped at the columns.
    private mutating func write(
        _ phrase: Phrase,
        first: Int,
        rest: Int,
        isBegun: Bool = false
    ) {
        if !isBegun { output += String(repeating: " ", count: first) }
        var column = first
        for word in Self.words(of: phrase, widest: columns - rest) {
            let width = word.reduce(0) { $0 + DisplayWidth.of($1.text) }
            let blank = column > rest ? 1 : 0
            if column + blank + width > columns, column > rest {
                output += "\n" + String(repeating: " ", count: rest)
                column = rest
            } else if blank == 1 {
                output += " "
                column += 1
            }
            for piece in word { output += painted(piece.text, Paint(piece)) }
            column += width
        }
        output += "\n"
    }

    /// The words of a phrase, cut where they are wider than a line; a word may have pieces of several
    /// kinds (`x,`).
    private static func words(of phrase: Phrase, widest: Int) -> [[Phrase.Piece]] {
        var words: [[Phrase.Piece]] = []
        var word: [Phrase.Piece] = []
        for piece in phrase.pieces {
            let parts = VisibleText.line(piece.text).split(
                separator: " ",
                omittingEmptySubsequences: false
            )
            for (index, part) in parts.enumerated() {
                if index > 0, !word.isEmpty {
                    words.append(word)
                    word = []
                }
                for chunk in DisplayWidth.chunks(String(part), of: widest) {
                    let before = word.reduce(0) { $0 + DisplayWidth.of($1.text) }
                    if before + DisplayWidth.of(chunk) > widest, !word.isEmpty {
                        words.append(word)
                        word = []
                    }
                    word.append(Phrase.Piece(text: chunk, kind: piece.kind, tone: piece.tone))
                }
            }
        }
        return word.isEmpty ? words : words + [word]
    }

    // MARK: - Colour

    private enum Paint {
        case heading, strong, data, command, good, bad, open

        init?(_ piece: Phrase.Piece) {
            switch (piece.kind, piece.tone) {
            case (.words, _): return nil
            case (.data, _): self = .data
            case (.strong, .plain): self = .strong
            case (.strong, .good): self = .good
            case (.strong, .bad): self = .bad
            case (.strong, .open): self = .open
            }
        }

        /// The parameter of `ESC [ … m`.
        var code: String {
            switch self {
            case .heading: "1;4"
            case .strong: "1"
            case .data: "36"
            case .command: "32"
            case .good: "1;32"
            case .bad: "1;31"
            case .open: "1;33"
            }
        }
    }

    private func painted(_ text: String, _ paint: Paint?) -> String {
        guard style.color, let paint else { return text }
        return "\u{1B}[\(paint.code)m\(text)\u{1B}[0m"
    }
}
