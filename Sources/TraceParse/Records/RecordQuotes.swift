/// Which quotation marks of a record open a value and which close one: the marks that are not
/// escaped take turns.
struct RecordQuotes {
    /// Where the record begins.
    private(set) var start: Int
    /// Whether a record is known to begin there, so that no value is open.
    private(set) var isWhole: Bool
    private var counted: Int
    private var isOpen = false

    /// A count that begins with a record, or somewhere in the middle of one.
    init(from start: Int, isWhole: Bool) {
        self.start = start
        self.isWhole = isWhole
        counted = start
    }

    /// Begins anew with the next record.
    mutating func begin(at start: Int) {
        self = RecordQuotes(from: start, isWhole: true)
    }

    /// Whether the mark that ends just before a position closes a value.
    ///
    /// Positions must ascend.
    mutating func closes(_ text: Span<UInt8>, before end: Int) -> Bool {
        guard end - 1 > start, text[end - 2] != ASCII.backslash else { return false }
        guard isWhole else { return !text[end - 2].opensQuotation }
        while counted < end {
            switch text[counted] {
            case ASCII.quote: isOpen.toggle()
            case ASCII.backslash: counted += 1
            default: break
            }
            counted += 1
        }
        return !isOpen
    }
}

extension UInt8 {
    /// Whether a quotation mark right after this byte opens a value.
    fileprivate var opensQuotation: Bool {
        switch self {
        case ASCII.space, ASCII.tab, ASCII.comma, ASCII.colon, ASCII.equals, ASCII.leftBracket,
            ASCII.leftBrace, ASCII.leftParenthesis:
            true
        default:
            false
        }
    }
}
