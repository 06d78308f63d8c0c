/// Which of the words that remarks are told by a line holds, found in one pass.
struct LineWords {
    /// A word, or a few in a row, whatever their case.
    enum Word: UInt8, CaseIterable {
        case slow, slowly, tookTooLong, longRunning
        case idle, idleFor, idleSince, after
        case attempt, retry, `try`, retrying, accept
        case upstreamTimedOut, whileConnecting, upstreamClosed, clientClosed, clientTimedOut
        case noneLive, connectFailed, receiveFailed, writeFailed, sendFailed
    }

    private static let spellings: [(StaticString, Word)] = [
        ("slow", .slow), ("slowly", .slowly), ("took too long", .tookTooLong),
        ("long-running", .longRunning), ("idle", .idle), ("idle for", .idleFor),
        ("idle since", .idleSince), ("after", .after), ("attempt", .attempt), ("retry", .retry),
        ("try", .try), ("retrying", .retrying), ("accept", .accept),
        ("upstream timed out", .upstreamTimedOut),
        ("while connecting to upstream", .whileConnecting),
        ("upstream prematurely closed connection", .upstreamClosed),
        ("client prematurely closed connection", .clientClosed),
        ("client timed out", .clientTimedOut), ("no live upstreams", .noneLive),
        ("connect() failed", .connectFailed), ("recv() failed", .receiveFailed),
        ("writev() failed", .writeFailed), ("send() failed", .sendFailed),
    ]

    /// By the first letter.
    private static let byLetter: [[(StaticString, Word)]] = (0..<26).map { letter in
        spellings.filter { unsafe Int($0.0.utf8Start[0] &- UInt8(ascii: "a")) == letter }
    }

    /// The first and second letters that words begin with, so that most words cost no more.
    private static let firstLetters = letters(at: 0)
    private static let secondLetters = letters(at: 1)

    private static func letters(at index: Int) -> UInt32 {
        spellings.reduce(0) { mask, spelling in
            mask | 1 << UInt32(unsafe spelling.0.utf8Start[index] &- UInt8(ascii: "a"))
        }
    }

    /// Where the first of each begins, -1 where there is none.
    private var starts: [23 of Int32] = .init(repeating: -1)
    private var lengths: [23 of UInt8] = .init(repeating: 0)
    /// Whether there is any.
    private(set) var isEmpty = true

    /// Looks through a line.
    init(_ text: Span<UInt8>, _ range: Range<Int>) {
        let (first, second) = (Self.firstLetters, Self.secondLetters)
        var isStart = true
        var position = range.lowerBound
        while position + 1 < range.upperBound {
            let byte = text[position]
            if isStart, byte.isLetter, text[position + 1].isLetter,
                first >> UInt32((byte | 0x20) &- UInt8(ascii: "a")) & 1 == 1,
                second >> UInt32((text[position + 1] | 0x20) &- UInt8(ascii: "a")) & 1 == 1
            {
                note(text, at: position, range)
            }
            isStart = !byte.isWord
            position += 1
        }
    }

    /// Where the first of a word stands, or `nil`.
    func first(_ word: Word) -> Range<Int>? {
        let index = Int(word.rawValue)
        guard starts[index] >= 0 else { return nil }
        return Int(starts[index])..<Int(starts[index]) + Int(lengths[index])
    }

    /// Whether the line holds a word.
    func holds(_ word: Word) -> Bool { starts[Int(word.rawValue)] >= 0 }

    private mutating func note(_ text: Span<UInt8>, at position: Int, _ range: Range<Int>) {
        let letter = Int((text[position] | 0x20) &- UInt8(ascii: "a"))
        for (spelling, word) in Self.byLetter[letter] where !holds(word) {
            guard ContextPhrase.stands(spelling, text, at: position, range) else { continue }
            starts[Int(word.rawValue)] = Int32(truncatingIfNeeded: position)
            lengths[Int(word.rawValue)] = UInt8(spelling.utf8CodeUnitCount)
            isEmpty = false
        }
    }
}
