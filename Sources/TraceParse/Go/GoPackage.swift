/// The package of a function, by its name and by the directory of its file.
enum GoPackage {
    /// The import path in a function's name: up to the first dot after the last slash that stands
    /// before any bracket.
    static func path(_ text: Span<UInt8>, of function: Range<Int>) -> Range<Int> {
        let stop = unbracketed.end(text, from: function.lowerBound, before: function.upperBound)
        let slash = ByteScan.lastIndex(of: ASCII.slash, in: text, function.lowerBound..<stop)
        let name = (slash ?? function.lowerBound - 1) + 1..<stop
        let dot = ByteScan.firstIndex(of: ASCII.dot, in: text, name)
        return function.lowerBound..<(dot ?? stop)
    }

    private static let unbracketed = ByteClass { byte in
        byte != ASCII.leftParenthesis && byte != ASCII.leftBracket
    }

    /// The first element of an import path: a domain, a module's name or a standard package.
    static func firstElement(_ text: Span<UInt8>, of path: Range<Int>) -> Range<Int> {
        let slash = ByteScan.firstIndex(of: ASCII.slash, in: text, path)
        return path.lowerBound..<(slash ?? path.upperBound)
    }

    /// How many elements of an import path end the directory of a file, counted from the last,
    /// and whether all of them do.
    ///
    /// A directory in the module cache carries a version (`gin@v1.7.7/render`) and spells a
    /// capital as `!` and its small letter; a function's name spells a dot in the path's last
    /// element as `%2e`.
    static func match(
        _ text: Span<UInt8>,
        path: Range<Int>,
        file: Range<Int>
    ) -> (elements: Int, whole: Bool) {
        var pathEnd = path.upperBound
        var directoryEnd = endOfDirectory(text, file)
        var matched = 0
        while true {
            let wanted = lastElement(text, path.lowerBound..<pathEnd)
            let found = lastElement(text, file.lowerBound..<directoryEnd)
            guard !wanted.isEmpty, sameElement(text, wanted, found) else { return (matched, false) }
            matched += 1
            if wanted.lowerBound == path.lowerBound { return (matched, true) }
            pathEnd = wanted.lowerBound - 1
            directoryEnd = max(file.lowerBound, found.lowerBound - 1)
        }
    }

    private static func endOfDirectory(_ text: Span<UInt8>, _ file: Range<Int>) -> Int {
        var position = file.upperBound
        while position > file.lowerBound, text[position - 1] != ASCII.slash { position -= 1 }
        return max(file.lowerBound, position - 1)
    }

    private static func lastElement(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var position = range.upperBound
        while position > range.lowerBound, text[position - 1] != ASCII.slash { position -= 1 }
        return position..<range.upperBound
    }

    private static func sameElement(
        _ text: Span<UInt8>,
        _ wanted: Range<Int>,
        _ found: Range<Int>
    ) -> Bool {
        var left = wanted.lowerBound
        var right = found.lowerBound
        while left < wanted.upperBound {
            guard right < found.upperBound else { return false }
            var byte = text[left]
            var other = text[right]
            if byte == UInt8(ascii: "%"), text.has("%2e", at: left, before: wanted.upperBound) {
                byte = ASCII.dot
                left += 2
            }
            if other == UInt8(ascii: "!"), right + 1 < found.upperBound {
                right += 1
                other = text[right] & 0xDF
            }
            guard byte == other else { return false }
            left += 1
            right += 1
        }
        return right == found.upperBound || text[right] == ASCII.at
    }
}
