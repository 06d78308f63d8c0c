/// A report as a page: blocks in the order in which they are read, the same for every format that
/// people read.
struct Page: Hashable, Sendable {
    var blocks: [Block] = []

    /// A part of a page.
    indirect enum Block: Hashable, Sendable {
        case heading(level: Int, Phrase)
        case paragraph(Phrase)
        case list([Phrase])
        case table(Table)
        case bars([Bar])
        case check(Report.Check)
        /// Something long that a format may fold.
        case fold(title: Phrase, body: [Block])
        case trace([TraceLine])
    }

    /// A table; its cells are phrases.
    struct Table: Hashable, Sendable {
        var columns: [Column]
        var rows: [[Phrase]]
    }

    /// The head of a table's column.
    struct Column: Hashable, Sendable {
        var title: String
        var isNumeric = false
        /// Whether a cell that is too wide is cut in its middle rather than at its end: names are told
        /// by both.
        var keepsEnd = false
        /// Whether other columns give way first: half a moment says nothing.
        var staysWhole = false
    }

    /// A row of a bar chart.
    enum Bar: Hashable, Sendable {
        case bar(label: String, count: Int, note: String)
        /// A stretch in which nothing was counted.
        case gap(String)
    }

    /// A line of a stack.
    struct TraceLine: Hashable, Sendable {
        var text: String
        /// How deep it is indented, in steps.
        var depth: Int
        /// Whether it is of the program's own code, between `origin` and `handler`.
        var isOwn: Bool
    }
}
