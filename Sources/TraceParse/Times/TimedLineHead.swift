/// The words that stand before a line's time: a host, a container, a level, `10.0.0.1 - -`.
enum TimedLineHead {
    /// The longest head that is looked at.
    private static let longest = 160
    /// The most words of small letters alone in a head; prose has more.
    private static let plainWords = 2

    /// What stands before a time that a sentence speaks of: `certificate … expired: current time …`.
    private static let pointers = [
        "after", "before", "until", "since", "between", "current time", "at", "on", "from", "to",
        "is", "was", "by", "and", "than",
    ].map { Array($0.utf8) }

    /// Whether what stands between a line's start and a position looks like a head, not like prose.
    static func reaches(to position: Int, _ text: Span<UInt8>, from floor: Int) -> Bool {
        var words = 0
        var letters = 0
        var isPlain = true
        var start = position
        while start > floor, text[start - 1] != ASCII.newline {
            guard position - start < longest else { return false }
            start -= 1
            if text[start].isWhitespace {
                words += isPlain && letters > 1 ? 1 : 0
                letters = 0
                isPlain = true
            } else {
                isPlain = isPlain && text[start].isLowerLetter
                letters += 1
            }
        }
        return words + (isPlain && letters > 1 ? 1 : 0) <= plainWords
    }

    /// Whether the words that end at a position speak of the time that follows.
    static func pointsAtTime(wordsEndingAt end: Int, _ text: Span<UInt8>, from floor: Int) -> Bool {
        pointers.contains { words in
            let start = end - words.count
            return start >= floor && (start == floor || !text[start - 1].isLetter)
                && words.indices.allSatisfy { words[$0] == text[start + $0] }
        }
    }
}
