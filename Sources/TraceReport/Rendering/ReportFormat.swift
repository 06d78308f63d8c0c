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
        switch format {
        case .text: TextRenderer.render(PageBuilder.page(of: self, top: top), style: style)
        case .markdown: MarkdownRenderer.render(PageBuilder.page(of: self, top: top))
        case .html: HTMLRenderer.render(self, top: top)
        case .json: ReportJSON.text(of: self)
        }
    }
}
