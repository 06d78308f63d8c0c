/// What a report can be written as.
public enum ReportFormat: String, Hashable, Sendable, CaseIterable {
    case text
    case markdown
    case html
    case json
}

/// How a terminal's page is drawn.
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
    /// The report in the given format, ending in a newline: same report, same bytes.
    public func rendered(as format: ReportFormat, style: TextStyle = TextStyle()) -> String {
        switch format {
        case .text: TextRenderer.render(PageBuilder.page(of: self), style: style)
        case .markdown: MarkdownRenderer.render(PageBuilder.page(of: self))
        case .html: HTMLRenderer.render(self)
        case .json: JSONRenderer.render(self)
        }
    }
}
