/// Counts lines up to positions that mostly grow, and finds where a line begins.
struct LineCounter {
    /// Newlines before `counted`.
    private(set) var newlines = 0
    private var counted = 0
    /// Parts behind `counted` in which others have counted, in order.
    private var known: ArraySlice<Part> = []

    /// A part of the text, and how many newlines it holds.
    struct Part {
        var range: Range<Int>
        var newlines: Int
    }
    /// A range known to hold no newline, so that a line of gigabytes is not searched again and
    /// again.
    private var unbroken = 0..<0
    /// The position of which the line's beginning was looked for last, and where that is: a point of
    /// interest is asked for its line by all who look at it.
    private var latest = (position: -1, start: 0)

    /// How far back the beginning of a line is looked for.
    static let reach = 64 << 10

    /// The number of the line on which a position stands, from 1.
    mutating func line(_ text: Span<UInt8>, at position: Int) -> Int {
        if position >= counted {
            while counted < position { countOn(text, before: position) }
            return newlines + 1
        }
        return newlines + 1 - ByteScan.countNewlines(text, position..<counted)
    }

    /// Counts the line that begins at a position and ends with a newline before the next, if all before
    /// it was counted and no more.
    mutating func pass(lineAt start: Int, to next: Int) {
        guard counted == start else { return }
        newlines += 1
        counted = next
    }

    /// Counts to the end of the next part, or up to it, or to a position.
    private mutating func countOn(_ text: Span<UInt8>, before position: Int) {
        guard let part = known.first, part.range.lowerBound < position else {
            newlines += ByteScan.countNewlines(text, counted..<position)
            counted = position
            return
        }
        if part.range.lowerBound > counted {
            newlines += ByteScan.countNewlines(text, counted..<part.range.lowerBound)
            counted = part.range.lowerBound
        } else {
            known.removeFirst()
            guard part.range.lowerBound == counted, part.range.upperBound <= position else {
                return
            }
            newlines += part.newlines
            counted = part.range.upperBound
        }
    }

    /// Takes over what others have counted, behind all that they counted before.
    mutating func take(_ parts: [Part]) {
        known += parts
    }

    /// Where the line of a position begins, or as far back as is looked.
    ///
    /// A file that was emptied while it was written to has a hole of NULs before its first line.
    mutating func start(_ text: Span<UInt8>, of position: Int) -> Int {
        if position != latest.position { latest = (position, startOfLine(text, of: position)) }
        return latest.start
    }

    private mutating func startOfLine(_ text: Span<UInt8>, of position: Int) -> Int {
        let start = startOfPhysicalLine(text, of: position)
        guard start < position, text[start] == ASCII.nul,
            let last = ByteScan.lastIndex(of: ASCII.nul, in: text, start..<position)
        else { return start }
        return last + 1
    }

    private mutating func startOfPhysicalLine(_ text: Span<UInt8>, of position: Int) -> Int {
        let floor = max(0, position - Self.reach)
        guard floor < position else { return position }
        var searched = floor
        if unbroken.contains(floor), unbroken.upperBound < position {
            searched = unbroken.upperBound
        }
        if unbroken.contains(floor), unbroken.upperBound >= position { return floor }
        if let newline = ByteScan.lastIndex(of: ASCII.newline, in: text, searched..<position) {
            return newline + 1
        }
        unbroken = floor..<position
        return floor
    }

    /// Moves all positions back, since bytes before them were dropped.
    mutating func shift(by distance: Int) {
        counted -= distance
        for index in known.indices {
            let range = known[index].range
            known[index].range = range.lowerBound - distance..<range.upperBound - distance
        }
        latest.position = -1
        unbroken = max(0, unbroken.lowerBound - distance)..<max(0, unbroken.upperBound - distance)
    }
}
