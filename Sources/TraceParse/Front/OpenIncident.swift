/// What is known of an incident before its trace was read.
struct OpenIncident {
    /// Where it begins.
    var start: Int
    /// `nil` where the frames will tell.
    var kind: IncidentKind?
    /// Whether its trace stands in a field of a record, whose rest follows the trace.
    var isInField = false
    /// Whether that record is an object of JSON.
    var isJSON = false
    /// Whether an error text was read beside the trace.
    var hasError = false
    /// How the trace is read on, of a Swift crash.
    var swift: SwiftCrashLayout?
    /// Where the last token of the trace ended.
    var end: Int
    /// Where the first message begins, of a panic.
    var messageStart: Int?
    /// The crash that it is like, if that was read before.
    var known: KnownPart?

    init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    mutating func shift(by distance: Int) {
        start -= distance
        end -= distance
        messageStart = messageStart.map { $0 - distance }
    }
}
