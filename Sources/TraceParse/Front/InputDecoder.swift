/// The front of an input: tells by its first bytes whether it is UTF-16, and passes on UTF-8.
///
///     UTF-16 = FF FE *unit / FE FF *unit / 4*( ASCII 00 ) *unit / 4*( 00 ASCII ) *unit
///
/// PowerShell's `>` writes so. All else is passed on as it is.
struct InputDecoder {
    /// How many bytes tell.
    private static let headLength = 8
    /// Positions are noted for as many bytes of UTF-8.
    private static let stride = 4096
    /// How many positions are kept.
    private static let mostMarks = 1 << 14

    fileprivate enum Encoding {
        case unknown, plain
        case utf16(isLittleEndian: Bool)
    }

    private var encoding = Encoding.unknown
    private var head: [UInt8] = []
    /// The first byte of a unit whose second has not come.
    private var half: UInt8?
    /// The first unit of a pair whose second has not come.
    private var high: UInt32?
    private var made: [UInt8] = []
    private var readCount = 0
    private var madeCount = 0
    private var marks: [(made: Int, read: Int)] = []

    /// Whether bytes need not be looked at any more.
    var isPlain: Bool {
        if case .plain = encoding { true } else { false }
    }

    /// Whether the input is UTF-16.
    var isUTF16: Bool {
        if case .utf16 = encoding { true } else { false }
    }

    /// Passes on the next bytes.
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to window: inout Window) {
        switch encoding {
        case .plain:
            window.append(bytes, range)
        case .utf16(let isLittleEndian):
            transcode(bytes, range, isLittleEndian, &window)
        case .unknown:
            for index in range { head.append(bytes[index]) }
            if head.count >= Self.headLength { begin(&window) }
        }
    }

    /// Passes on what was held back, at the end of the input.
    mutating func finish(_ window: inout Window) {
        if case .unknown = encoding { begin(&window) }
    }

    private mutating func begin(_ window: inout Window) {
        encoding = Self.encoding(of: head)
        let first = head
        head = []
        append(first.span, 0..<first.count, to: &window)
    }

    /// The encoding, told by the first bytes alone, however many are at hand.
    fileprivate static func encoding(of bytes: [UInt8]) -> Encoding {
        let head = Array(bytes.prefix(headLength))
        if head.starts(with: [0xFF, 0xFE]) { return .utf16(isLittleEndian: true) }
        if head.starts(with: [0xFE, 0xFF]) { return .utf16(isLittleEndian: false) }
        guard head.count >= headLength else { return .plain }
        for first in 0...1 {
            let isAlternating = head.indices.allSatisfy {
                ($0 % 2 == first) == (head[$0] != 0 && head[$0] < 0x80)
                    && ($0 % 2 == first || head[$0] == 0)
            }
            if isAlternating { return .utf16(isLittleEndian: first == 0) }
        }
        return .plain
    }

    private mutating func transcode(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ isLittleEndian: Bool,
        _ window: inout Window
    ) {
        made.removeAll(keepingCapacity: true)
        for index in range {
            readCount += 1
            guard let first = half else {
                half = bytes[index]
                continue
            }
            half = nil
            let (low, top) = isLittleEndian ? (first, bytes[index]) : (bytes[index], first)
            take(UInt32(top) << 8 | UInt32(low))
        }
        madeCount += made.count
        window.append(made.span, 0..<made.count)
    }

    private mutating func take(_ unit: UInt32) {
        mark()
        let isLow = unit & 0xFC00 == 0xDC00
        if let first = high {
            high = nil
            if isLow {
                append(0x10000 + (first & 0x3FF) << 10 + (unit & 0x3FF))
                return
            }
            append(0xFFFD)
        }
        if unit & 0xFC00 == 0xD800 {
            high = unit
        } else if unit != 0xFEFF || madeCount + made.count > 0 {
            append(isLow ? 0xFFFD : unit)
        }
    }

    private mutating func append(_ code: UInt32) {
        let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
        made.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    /// Notes where a unit stood, from time to time.
    private mutating func mark() {
        let position = madeCount + made.count
        guard position >= (marks.last?.made ?? -Self.stride) + Self.stride else { return }
        if marks.count >= Self.mostMarks { marks.removeFirst(Self.mostMarks / 2) }
        marks.append((position, readCount - 2))
    }

    /// The offset in the input of a byte that was passed on: exact where the text around is ASCII,
    /// near by where it is not.
    func offset(of position: Int) -> Int {
        guard isUTF16 else { return position }
        var (low, high) = (0, marks.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if marks[middle].made <= position { low = middle } else { high = middle }
        }
        guard low < marks.count else { return 2 * position }
        let next = low + 1 < marks.count ? marks[low + 1].read : readCount
        return min(next, marks[low].read + 2 * max(0, position - marks[low].made))
    }
}

extension TraceParser {
    /// Whether an input that begins with the given bytes, at least eight where there are so many, is UTF-16.
    package static func isUTF16(head: [UInt8]) -> Bool {
        if case .utf16 = InputDecoder.encoding(of: head) { true } else { false }
    }
}
