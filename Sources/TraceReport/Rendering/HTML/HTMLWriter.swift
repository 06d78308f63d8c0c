/// Writes HTML whose elements are closed in the order in which they were opened, and in which text is
/// never taken for markup.
struct HTMLWriter {
    private(set) var output = ""
    /// The id of the heading that names the tables below it.
    var heading: Markup = ""

    /// How many bytes were written.
    var count: Int { output.utf8.count }

    /// Writes markup as it is.
    mutating func markup(_ markup: Markup) {
        output += markup.text
    }

    /// Writes what another writer wrote.
    mutating func add(_ part: HTMLWriter) {
        output += part.output
    }

    /// Writes text on one line, made fit to be looked at.
    mutating func add(text: String) {
        add(visible: VisibleText.line(text))
    }

    /// Writes a phrase: words as they are, what matters most strong, text from the log as code.
    mutating func add(_ phrase: Phrase) {
        for piece in phrase.pieces {
            switch piece.kind {
            case .words: add(text: piece.text)
            case .strong: element("strong") { $0.add(text: piece.text) }
            case .data: code(piece.text)
            }
        }
    }

    /// Writes text from the log, which a narrow line may break after a slash.
    mutating func code(_ text: String) {
        element("code") { writer in
            let parts = VisibleText.line(text).utf8.split(
                separator: UInt8(ascii: "/"),
                omittingEmptySubsequences: false
            )
            for (index, part) in parts.enumerated() {
                if index > 0 { writer.markup("/<wbr>") }
                writer.add(visible: String(Substring(part)))
            }
        }
    }

    /// Writes an element: its tag, what is in it, and its end.
    mutating func element(
        _ name: Markup,
        _ attributes: Markup = "",
        _ body: (inout HTMLWriter) -> Void
    ) {
        output += "<" + name.text
        if !attributes.text.isEmpty { output += " " + attributes.text }
        output += ">"
        body(&self)
        output += "</" + name.text + ">"
    }

    /// Writes text in which nothing acts any more, with a reference for each character that is markup.
    ///
    /// A mark that joins the character before it would join the tag's `>` where a text begins with it,
    /// once somebody normalises the file: so it, too, is written as a reference.
    private mutating func add(visible text: String) {
        var rest = text.unicodeScalars[...]
        if let first = rest.first, first.value >= 0x300, Self.joins(first) {
            output += "&#\(first.value);"
            rest.removeFirst()
        }
        let bytes = Substring(rest).utf8
        guard bytes.contains(where: { Self.reference(for: $0) != nil }) else {
            output.unicodeScalars.append(contentsOf: rest)
            return
        }
        var start = bytes.startIndex
        for index in bytes.indices {
            guard let reference = Self.reference(for: bytes[index]) else { continue }
            output += Substring(bytes[start..<index])
            output += reference
            start = bytes.index(after: index)
        }
        output += Substring(bytes[start...])
    }

    private static func joins(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: true
        default: false
        }
    }

    private static func reference(for byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
