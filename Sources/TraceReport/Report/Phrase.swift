/// A sentence of the report: words of its own, and text from the log among them.
///
/// The two never mix: a renderer writes the words as they are and shows the log's text as what it is,
/// escaped for its format.
public struct Phrase: Hashable, Sendable {
    /// A run of one kind of text.
    public struct Piece: Hashable, Sendable {
        /// The text itself.
        public var text: String
        /// Whose text it is.
        public var kind: Kind
        /// What it means for the reader; the model has none.
        public var tone = Tone.plain
    }

    /// What a text means for the reader, which a format may show by a colour.
    public enum Tone: Hashable, Sendable {
        case plain
        /// It speaks for what is said, or is well.
        case good
        /// It speaks against it, or is not well.
        case bad
        /// It is open.
        case open
    }

    /// Whose text a piece is.
    public enum Kind: Hashable, Sendable {
        /// Words of the report's own.
        case words
        /// Words that matter most; a page sets them off, the model has none.
        case strong
        /// Text that the input chose.
        case data
    }

    /// The pieces in their order.
    public private(set) var pieces: [Piece] = []

    /// The text without its markup, for formats that have none.
    public var plain: String { pieces.map(\.text).joined() }

    var isEmpty: Bool { pieces.allSatisfy(\.text.isEmpty) }

    init(pieces: [Piece]) {
        self.pieces = pieces
    }

    /// A phrase that is text from the log.
    static func data(_ text: String, clippedTo length: Int = 160) -> Phrase {
        "\(data: text.clipped(to: length))"
    }

    /// The phrase as a sentence: its first letter a capital if it is a word, a full stop at its end.
    var sentence: Phrase {
        guard let first = pieces.first else { return self }
        var made = self
        if first.kind != .data {
            made.pieces[0].text = first.text.prefix(1).uppercased() + first.text.dropFirst()
        }
        let ending = pieces.last?.text.last
        return ending == "." || ending == "?" ? made : made + "."
    }

    /// Words that matter most.
    static func strong(_ words: String, _ tone: Tone = .plain) -> Phrase {
        Phrase(pieces: [Piece(text: words, kind: .strong, tone: tone)])
    }

    /// Words that are put together at run time.
    static func words(_ words: String) -> Phrase {
        Phrase(pieces: [Piece(text: words, kind: .words)])
    }

    fileprivate static func pieces(ofLiteral literal: String) -> [Piece] {
        let parts = literal.split(separator: "`", omittingEmptySubsequences: false)
        return parts.enumerated().compactMap { index, part in
            part.isEmpty
                ? nil : Piece(text: String(part), kind: index.isMultiple(of: 2) ? .words : .data)
        }
    }

    static func + (left: Phrase, right: Phrase) -> Phrase {
        Phrase(pieces: left.pieces + right.pieces)
    }

    static func += (left: inout Phrase, right: Phrase) {
        left.pieces += right.pieces
    }
}

extension Phrase: ExpressibleByStringInterpolation {
    /// Own words; what stands between backticks in them is code.
    public init(stringLiteral value: String) {
        pieces = Self.pieces(ofLiteral: value)
    }

    /// Own words with numbers and text from the log among them.
    public init(stringInterpolation: StringInterpolation) {
        pieces = stringInterpolation.pieces
    }

    /// Puts a phrase together; what it takes says whose text it is.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        /// Room for a phrase of so many parts.
        public init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(2 * interpolationCount + 1)
        }

        /// Own words; what stands between backticks in them is code.
        public mutating func appendLiteral(_ literal: String) {
            pieces += Phrase.pieces(ofLiteral: literal)
        }

        /// A number, its thousands apart.
        public mutating func appendInterpolation(_ number: some BinaryInteger) {
            append(Wording.number(number), .words)
        }

        /// Words of the report's own that are put together at run time.
        public mutating func appendInterpolation(words: String) {
            append(words, .words)
        }

        /// Another phrase.
        public mutating func appendInterpolation(_ phrase: Phrase) {
            pieces += phrase.pieces
        }

        /// Text from the log.
        public mutating func appendInterpolation(data: String) {
            append(data, .data)
        }

        /// `path:line` of an example; only the line where the input has no name.
        public mutating func appendInterpolation(at position: SourcePosition) {
            let path = position.path.isEmpty ? "line" : position.path
            append("\(path):\(position.line)", .data)
        }

        private mutating func append(_ text: String, _ kind: Kind) {
            if !text.isEmpty { pieces.append(Piece(text: text, kind: kind)) }
        }
    }
}
