/// A crash that is being read and may be kept for the next time, by offsets of the input.
struct CrashCandidate {
    /// Where the line begins of the anchor with which reading began.
    let start: Int
    /// Where the anchor stands, from there on.
    let hit: Int
    /// How much of the record's arena was filled before its own words.
    private(set) var arenaStart = 0
    /// Whether its first line names a time.
    private(set) var isDated = false
    /// Whether words on the lines before it might belong to it.
    var looksBefore = false
    /// Where the first heading or list begins; `nil` where none was read.
    private(set) var headingStart: Int?
    /// The line that ends its backtrace, if that was the last one read.
    private(set) var tail: Tail?
    private var wasContinued = false

    /// The line that ends a backtrace, and what was told up to its end.
    struct Tail {
        let start: Int
        let mark: SwiftTraceReader.Mark
    }

    init(start: Int, hit: Int) {
        self.start = start
        self.hit = hit
    }

    /// Its incident was begun.
    mutating func note(_ record: borrowing IncidentRecord) {
        arenaStart = record.arena.count
        isDated = record.timeSource == .own
    }

    /// Rows begin at an offset, or go on there.
    mutating func noteRows(at offset: Int) {
        if headingStart == nil { headingStart = offset }
    }

    /// The line that ends a backtrace was read, or one behind it.
    mutating func note(_ tail: Tail) {
        wasContinued = wasContinued || self.tail != nil
        self.tail = wasContinued ? nil : tail
    }
}
