/// A phrase as one string of JSON: words as they are, text from the log as Markdown writes code.
///
///     phrase = *( words / code )
///     words  = 1*( any character but "`" )
///     code   = fence [ SP ] text [ SP ] fence   ; blanks where the text begins or ends with "`",
///                                               ; or has blanks at both ends
///     fence  = 1*"`"                            ; more than any run of them in the text
extension Phrase {
    /// The phrase as one string, from which it can be read again.
    var notation: String {
        pieces.map { piece in
            piece.kind == .data ? Self.fenced(piece.text) : piece.text
        }.joined()
    }

    /// Reads the notation; what is left open at its end is taken as words.
    init(notation: String) {
        var pieces: [Piece] = []
        var words: [UInt8] = []
        var rest = Array(notation.utf8)[...]
        while let next = rest.first {
            let fence = rest.prefix { $0 == .backtick }.count
            if fence > 0, let end = Self.end(of: fence, in: rest) {
                if !words.isEmpty { pieces.append(Self.piece(words[...], .words)) }
                words = []
                pieces.append(Self.piece(Self.bare(rest[..<end].dropFirst(fence)), .data))
                rest = rest[end...].dropFirst(fence)
            } else {
                words.append(next)
                rest = rest.dropFirst()
            }
        }
        if !words.isEmpty { pieces.append(Self.piece(words[...], .words)) }
        self.init(pieces: pieces)
    }

    /// The phrase as its notation gives it back: neighbours of one kind are one piece, none is empty,
    /// nothing is set off, and no word has a backtick.
    var normalized: Phrase {
        var made: [Piece] = []
        for piece in pieces where !piece.text.isEmpty {
            let kind: Kind = piece.kind == .data ? .data : .words
            let text = kind == .data ? piece.text : Self.withoutBackticks(piece.text)
            if made.last?.kind == kind {
                made[made.count - 1].text += text
            } else {
                made.append(Piece(text: text, kind: kind))
            }
        }
        return Phrase(pieces: made)
    }

    private static func withoutBackticks(_ words: String) -> String {
        guard words.utf8.contains(.backtick) else { return words }
        return String(decoding: words.utf8.map { $0 == .backtick ? .quote : $0 }, as: UTF8.self)
    }

    private static func fenced(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let fence = String(repeating: "`", count: longestRun(in: bytes) + 1)
        let ends = (bytes.first, bytes.last)
        let touches = ends.0 == .backtick || ends.1 == .backtick
        let loses = ends.0 == .blank && ends.1 == .blank
        let pad = touches || loses ? " " : ""
        return fence + pad + text + pad + fence
    }

    private static func longestRun(in bytes: [UInt8]) -> Int {
        var longest = 0
        var run = 0
        for byte in bytes {
            run = byte == .backtick ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    /// Where the fence begins that closes the one of so many backticks at the start.
    private static func end(of fence: Int, in text: ArraySlice<UInt8>) -> Int? {
        var index = text.startIndex + fence
        while index < text.endIndex {
            let run = text[index...].prefix { $0 == .backtick }.count
            if run == fence { return index }
            index += max(run, 1)
        }
        return nil
    }

    private static func bare(_ code: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isPadded = code.count > 1 && code.first == .blank && code.last == .blank
        return isPadded ? code.dropFirst().dropLast() : code
    }

    private static func piece(_ bytes: ArraySlice<UInt8>, _ kind: Kind) -> Piece {
        Piece(text: String(decoding: bytes, as: UTF8.self), kind: kind)
    }
}

extension Phrase: Codable {
    /// Reads a phrase's notation.
    public init(from decoder: any Decoder) throws {
        self.init(notation: try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes a phrase's notation.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(notation)
    }
}

extension UInt8 {
    fileprivate static let backtick = UInt8(ascii: "`")
    fileprivate static let quote = UInt8(ascii: "'")
    fileprivate static let blank = UInt8(ascii: " ")
}
