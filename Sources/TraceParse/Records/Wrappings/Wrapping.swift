/// A transport's wrapping of lines; each has its grammar in a file of its own.
///
/// A recogniser is an `enum` with one function:
///
///     static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine?
///
/// It tells by content alone whether a line is wrapped so. It is asked once for each line near a
/// point of interest, in the order of ``read(_:_:)``, which sorts by the line's first byte: a
/// foreign line must be refused within some tens of bytes, and no line may cost more than its
/// length. What no recogniser claims is left as it is, so a recogniser must refuse what an
/// application's own logger may have written, unless a transport's marks are in it.
package enum Wrapping: UInt8, CaseIterable, Sendable {
    /// Docker's `json-file` driver.
    case dockerJSON
    /// The log files of containerd and CRI-O.
    case cri
    /// RFC 3164, in files of rsyslog and syslog-ng too, and journald's short output.
    case syslog
    /// RFC 5424.
    case syslog5424
    /// journald's other outputs of one line.
    case journal
    /// `journalctl -o json`.
    case journalJSON
    /// `docker compose logs`, and what runs a Procfile.
    case compose
    /// `docker service logs`.
    case swarm
    /// `kubectl logs --prefix`, kubetail.
    case kubectl
    /// stern.
    case stern
    /// kail.
    case kail
    /// `aws logs tail`.
    case cloudWatch
    /// Events of CloudWatch's API, rows of Insights.
    case cloudWatchJSON
    /// AWS Lambda's runtimes and platform.
    case lambda
    /// Google Cloud Logging.
    case cloudLogging
    /// `logcli query`.
    case loki
    /// `logcli -o jsonl`, Grafana's download.
    case lokiJSON
    /// Filebeat, Fluent Bit, Fluentd, FireLens, Vector and the stores behind them.
    case shipperJSON
    /// A shipper's record of one line, as logfmt.
    case shipperLogfmt
    /// `gh run view --log`.
    case actions
    /// Heroku's Logplex.
    case heroku
    /// A record's text where each member has a line of its own.
    case memberLine
    /// A text of many lines in a record of logfmt.
    case logfmt
    /// A time alone: `docker logs -t`, `kubectl logs --timestamps`.
    case timed
    /// `journalctl -o export`.
    case journalExport
    /// A row of comma-separated values.
    case csv
    /// A mail's or a chat's quotation.
    case quoted
    /// The marks around a block of code in Markdown.
    case fence
    /// A line of HTML.
    case markup
}

extension Wrapping {
    /// Whether a line that is not wrapped goes on with the wrapped line before it: the transport
    /// notes of a text of several lines only the first.
    var mayHaveBareLines: Bool {
        switch self {
        case .syslog, .syslog5424, .journal, .cloudWatch, .lambda, .loki, .timed: true
        default: false
        }
    }

    /// Whether a wrapped line may begin with a byte.
    static func mayBegin(_ byte: UInt8) -> Bool {
        byte == byteOrderMark || !recognisers(of: byte).isEmpty
    }

    /// Whether the line that begins at a position is wrapped by no transport, as its first bytes
    /// show: where its end lies does not matter.
    static func isNone(_ text: Span<UInt8>, at start: Int) -> Bool {
        guard text.count - start > 10 else { return false }
        for index in 0..<10 where index != 4 && index != 7 {
            guard text[start + index].isDigit else { return false }
        }
        return beginsGoLog(text, at: start)
    }

    /// Reads the wrapping around a line, the outermost, or `nil` where there is none.
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard line.start < line.stop,
            line.stop - line.start <= 10 || !beginsGoLog(text, at: line.start)
        else { return nil }
        if let found = readUnindented(text, line) { return found }
        let inner = withoutLead(text, line)
        return inner.start > line.start && inner.start < line.stop
            ? readUnindented(text, inner) : nil
    }

    /// Whether a line begins as those of Go's package `log` do, and no transport's.
    ///
    ///     date = 4digit "/" 2digit "/" 2digit " "
    private static func beginsGoLog(_ text: Span<UInt8>, at start: Int) -> Bool {
        text[start + 4] == ASCII.slash && text[start + 7] == ASCII.slash
            && text[start + 10] == ASCII.space && text[start].isDigit && text[start + 3].isDigit
    }

    private static func readUnindented(
        _ text: Span<UInt8>,
        _ line: PhysicalLine
    ) -> WrappedLine? {
        for recogniser in recognisers(of: text[line.start]) {
            if let found = recogniser(text, line) { return found }
        }
        return nil
    }

    /// The first byte of U+FEFF.
    private static let byteOrderMark: UInt8 = 0xEF
    /// The widest indent that is looked past.
    private static let widestIndent = 16

    /// A line without the byte-order mark or the blanks before a transport's own first byte, as where
    /// lines stand in a block of code.
    private static func withoutLead(_ text: Span<UInt8>, _ line: PhysicalLine) -> PhysicalLine {
        var start = line.start
        if text.has("\u{FEFF}", at: start, before: line.stop) { start += 3 }
        let bound = min(line.stop, start + widestIndent)
        while start < bound, text[start].isBlank { start += 1 }
        var inner = line
        inner.range = start..<line.stop
        return inner
    }

    private typealias Recogniser = @Sendable (Span<UInt8>, PhysicalLine) -> WrappedLine?

    /// Which wrappings may begin with a byte.
    private static func recognisers(of first: UInt8) -> [Recogniser] {
        switch first {
        case ASCII.leftBrace: objects
        case ASCII.leftBracket: bracketed
        case ASCII.less: angled
        case ASCII.greater: quotations
        case ASCII.comma: elements
        case ASCII.quote: rows
        case ASCII.underscore: exported
        case UInt8(ascii: "`"), UInt8(ascii: "~"): fences
        case ASCII.space, ASCII.tab: members
        case ASCII.escape, ASCII.backslash, ASCII.hash: coloured
        case let byte where byte.isDigit: numbered
        case let byte where byte.isUpperLetter: capital
        case let byte where byte.isLowerLetter: named
        default: []
        }
    }

    // The more a grammar asks for, the earlier it is asked.

    private static let objects: [Recogniser] = [
        DockerJSON.read, JournalJSON.read, CloudLoggingJSON.read, LokiJSON.read,
        CloudWatchJSON.read, ShipperJSON.read,
    ]

    private static let quotations: [Recogniser] = [QuotedLine.read]

    private static let rows: [Recogniser] = [CSVRow.read]

    private static let exported: [Recogniser] = [JournalExport.read]

    private static let fences: [Recogniser] = [FenceLine.read]

    private static let members: [Recogniser] = [MemberLine.read]

    private static let elements: [Recogniser] = [LokiJSON.read, CloudWatchJSON.read]

    private static let bracketed: [Recogniser] =
        [KubectlLine.read, JournalLine.read, LambdaLine.read, ComposeLine.read] + elements

    private static let angled: [Recogniser] = [
        StructuredSyslog.read, SyslogLine.read, MarkupLine.read,
    ]

    /// Mostly of a time.
    private static let numbered: [Recogniser] =
        [
            CRILine.read, StructuredSyslog.read, HerokuLine.read, LambdaLine.read, LokiLine.read,
            SwarmLine.read, CloudWatchLine.readMade, SyslogLine.read, JournalLine.read,
            CloudWatchLine.read, CSVRow.read, TimedLine.read,
        ] + named

    private static let capital: [Recogniser] = [
        SyslogLine.read, JournalLine.read, LambdaLine.read, CloudWatchRow.read,
        JournalExport.read, ComposeLine.read, SwarmLine.read, ActionsLine.read,
    ]

    private static let named: [Recogniser] = [
        ShipperLogfmt.read, LogfmtLine.read, ComposeLine.read, SwarmLine.read, KailLine.read,
        ActionsLine.read, SternLine.read,
    ]

    private static let coloured: [Recogniser] = [
        ComposeLine.read, KubectlLine.read, KailLine.read, SternLine.read, LokiLine.read,
        CloudWatchLine.read, TimedLine.read,
    ]
}
