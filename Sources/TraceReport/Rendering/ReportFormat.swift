/// What a report can be written as.
public enum ReportFormat: String, Hashable, Sendable, CaseIterable {
    case text
    case markdown
    case html
    case json
}

/// How a page is drawn.
public struct TextStyle: Hashable, Sendable {
    /// Whether meaning is shown by colour as well.
    public var color: Bool
    /// How many columns there are.
    public var columns: Int

    /// How a terminal's page is drawn.
    public init(color: Bool = false, columns: Int = 80) {
        self.color = color
        self.columns = columns
    }
}

extension Report {
    /// Writes the report: same report, same bytes.
    ///
    /// - Parameters:
    ///   - format: What to write.
    ///   - style: How a terminal's page is drawn.
    ///   - top: How many rows a page's table shows at most.
    /// - Returns: The report in that format, ending in a newline.
    public func rendered(
        as format: ReportFormat,
        style: TextStyle = TextStyle(),
        top: Int = 10
    ) -> String {
        var bytes: [UInt8] = []
        write(as: format, style: style, top: top) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes the report in portions, so that one of many megabytes never stands whole in memory.
    ///
    /// - Parameters:
    ///   - format: What to write.
    ///   - style: How a terminal's page is drawn.
    ///   - top: How many rows a page's table shows at most.
    ///   - receive: Takes what comes next, in UTF-8.
    /// - Throws: What `receive` throws.
    public func write<Failure>(
        as format: ReportFormat,
        style: TextStyle = TextStyle(),
        top: Int = 10,
        to receive: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        switch format {
        case .text:
            let page = PageBuilder.page(of: self, top: top)
            try receive(Array(TextRenderer.render(page, style: style).utf8))
        case .markdown:
            let page = PageBuilder.page(of: self, top: top)
            try receive(Array(MarkdownRenderer.render(page).utf8))
        case .html:
            try receive(Array(HTMLRenderer.render(self, top: top).utf8))
        case .json:
            try ReportJSON.write(self, to: receive)
        }
    }
}
