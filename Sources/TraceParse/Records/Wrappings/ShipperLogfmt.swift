/// A shipper's record of one line of a container, as Vector's `logfmt` codec and templates of
/// Promtail or Fluent Bit print it.
///
///     line   = field *( 1*SP field )
///     field  = key "=" ( DQUOTE *( char / "\" char ) DQUOTE / *( char but SP, DQUOTE ) )
///     text   = "log" / "message" / "line" / "msg"          ; in quotation marks
///     mark   = "pod" / "container_name" / "stream=stderr" / ...
///
/// Only with a mark is it a shipper's and not a program's, and not where a field of a program's own
/// says more than the text (an error, a stack, a client).
enum ShipperLogfmt {
    private static let mostFields = 64

    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        var record = Record()
        for _ in 0..<mostFields {
            guard let field = Field(text, &head) else { return nil }
            guard record.note(text, field) else { return nil }
            guard head.takeSpaces(text) > 0 else { break }
        }
        guard head.isAtEnd, record.isMarked, let payload = record.payload else { return nil }
        var found = WrappedLine(.shipperLogfmt, payload: payload, end: line.end)
        found.encoding = .json
        found.time = record.time
        found.identity = record.labels.identity
        return found
    }

    private struct Field {
        var key: Range<Int>
        var value: Range<Int>
        var isQuoted: Bool

        init?(_ text: Span<UInt8>, _ head: inout HeadCursor) {
            guard let key = head.run(text, of: { $0.isLogfmtKey }), head.take(ASCII.equals, text)
            else { return nil }
            self.key = key
            isQuoted = head.take(ASCII.quote, text)
            let start = head.position
            guard isQuoted else {
                value =
                    head.run(text, of: { $0 > ASCII.space && $0 != ASCII.quote }) ?? start..<start
                return
            }
            guard let close = JSONMembers.endOfString(text, from: start, before: head.limit) else {
                return nil
            }
            value = start..<close
            head.go(to: close + 1)
        }
    }

    private struct Record {
        private(set) var payload: Range<Int>?
        private(set) var time = 0..<0
        private(set) var labels = StreamLabels()
        private(set) var isMarked = false

        /// Notes a field; false where the record is a program's.
        mutating func note(_ text: Span<UInt8>, _ field: Field) -> Bool {
            func isKey(_ names: [StaticString]) -> Bool {
                names.contains { text.same($0, as: field.key) }
            }
            if isKey(ShipperLogfmt.texts) {
                guard payload == nil else { return false }
                payload = field.isQuoted ? field.value : nil
                return field.isQuoted
            }
            guard !ProgramField.isNamed(text, field.key) else { return false }
            if isKey(ShipperLogfmt.times) { time = field.value }
            labels.note(text, field.key, field.value)
            isMarked =
                isMarked || isKey(ShipperLogfmt.marks)
                || isKey(["stream"])
                    && (text.same("stderr", as: field.value)
                        || text.same("stdout", as: field.value))
            return true
        }
    }

    private static let texts: [StaticString] = ["log", "message", "line", "msg"]

    private static let times: [StaticString] = ["ts", "time", "timestamp", "@timestamp"]

    private static let marks: [StaticString] = [
        "pod", "pod_name", "kubernetes.pod_name", "container", "container_name",
        "kubernetes.container_name", "container_id", "source_type",
    ]
}

extension UInt8 {
    fileprivate var isLogfmtKey: Bool {
        isWord || self == ASCII.dot || self == ASCII.minus || self == ASCII.at
            || self == ASCII.slash
    }
}
