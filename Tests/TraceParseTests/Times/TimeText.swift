@testable import TraceParse

/// Text with a reader over it, for the tests of times.
struct TimeText {
    let bytes: [UInt8]
    var options = ParserOptions()

    init(_ text: String, options: ParserOptions = ParserOptions()) {
        self.init(bytes: Array(text.utf8), options: options)
    }

    init(bytes: [UInt8], options: ParserOptions = ParserOptions()) {
        self.bytes = bytes
        self.options = options
    }

    func read(at position: Int = 0, before end: Int? = nil) -> TimestampReading? {
        TimestampReader(options: options).read(bytes.span, at: position, before: end ?? bytes.count)
    }

    func first(_ range: Range<Int>? = nil) -> TimestampReading? {
        TimestampReader(options: options).first(in: bytes.span, range ?? bytes.indices)
    }

    func nextRecordStart(like format: TimestampFormat, from start: Int = 0) -> Int? {
        TimestampReader(options: options)
            .nextRecordStart(bytes.span, start..<bytes.count, like: format)
    }

    /// Every record start of a layout, each searched from past the time of the one before.
    func recordStarts(like format: TimestampFormat) -> [Int] {
        var starts: [Int] = []
        var position = 0
        while let start = nextRecordStart(like: format, from: position) {
            starts.append(start)
            guard let time = first(start..<bytes.count) else { break }
            position = time.range.upperBound
        }
        return starts
    }

    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}
