/// Finds words in a line whatever their case.
enum ContextPhrase {
    /// Where a phrase of small letters begins in a range as words of its own, and ends.
    static func first(
        _ phrase: StaticString,
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) -> Range<Int>? {
        let count = phrase.utf8CodeUnitCount
        guard range.count >= count else { return nil }
        let letters = unsafe (phrase.utf8Start[0], phrase.utf8Start[1])
        var position = range.lowerBound
        while let found = ByteScan.firstIndex(
            ofLetters: letters,
            in: text,
            position..<range.upperBound
        ) {
            if stands(phrase, text, at: found, range) { return found..<found + count }
            position = found + 1
        }
        return nil
    }

    /// Whether a phrase of small letters stands at a position as words of its own.
    @inline(__always)
    static func stands(
        _ phrase: StaticString,
        _ text: Span<UInt8>,
        at position: Int,
        _ range: Range<Int>
    ) -> Bool {
        let count = phrase.utf8CodeUnitCount
        let wanted = unsafe phrase.utf8Start
        guard position + count <= range.upperBound else { return false }
        for index in 0..<count {
            let byte = text[position + index]
            let small = byte.isUpperLetter ? byte | 0x20 : byte
            guard unsafe small == wanted[index] else { return false }
        }
        let isStart =
            position == range.lowerBound || !text[position].isWord
            || !text[position - 1].isWord
        let end = position + count
        return isStart && (end == range.upperBound || !text[end - 1].isWord || !text[end].isWord)
    }
}
