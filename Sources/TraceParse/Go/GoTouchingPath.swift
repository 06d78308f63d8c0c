/// Where a function's name ends and its file's absolute path begins, when nothing stands between.
enum GoTouchingPath {
    /// The slash that begins the path: the one whose left side ends in a function of a package and
    /// whose right side's directory best matches that package; `nil` where no slash will do.
    static func cut(_ text: Span<UInt8>, _ both: Range<Int>) -> Int? {
        var best: Int?
        var bestMatch = -1
        var elementHasDot = false
        for position in both {
            switch text[position] {
            case ASCII.dot: elementHasDot = true
            case ASCII.slash:
                if elementHasDot {
                    let path = GoPackage.path(text, of: both.lowerBound..<position)
                    let match = GoPackage.match(
                        text,
                        path: path,
                        file: position..<both.upperBound
                    )
                    let score = match.elements * 2 + (match.whole ? 1 : 0)
                    if score > bestMatch {
                        bestMatch = score
                        best = position
                    }
                }
                elementHasDot = false
            default: break
            }
        }
        return best
    }
}
