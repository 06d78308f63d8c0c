import TraceParse

/// What of an incident depends on its words alone, not on when it was and between which ends.
struct IncidentShape: Sendable {
    /// The class's number in the summary.
    let classNumber: Int
    let operation: Operation
    let channel: Channel
    let timeLimit: TimeLimit
    /// Whether the error is that of a request that this process made.
    let isCallOfURL: Bool

    init(_ record: borrowing IncidentRecord, _ classes: inout ClassTable) {
        classNumber = classes.number(of: record.errorClass)
        operation = record.operationName
        channel = record.channel
        timeLimit = record.timeLimit
        isCallOfURL = record.isCallOfURL
    }
}

/// The shapes of incidents that were made after known lines: two of one line have one shape.
///
/// On a log in which every line is an error this saves 500 instructions an incident.
struct IncidentShapes: Sendable {
    private static let bits: UInt64 = 10

    /// A line is held on to, so that no other has its identity.
    private var known: [(line: KnownErrorLine, shape: IncidentShape)?] = []

    /// The shape of an incident, whose class is given a number if it is new.
    mutating func shape(
        of record: borrowing IncidentRecord,
        _ classes: inout ClassTable
    ) -> IncidentShape {
        guard let line = record.known else { return IncidentShape(record, &classes) }
        if known.isEmpty { known = Array(repeating: nil, count: 1 << Self.bits) }
        let place = Self.place(of: line)
        if let found = known[place], found.line === line { return found.shape }
        let shape = IncidentShape(record, &classes)
        known[place] = (line, shape)
        return shape
    }

    private static func place(of line: KnownErrorLine) -> Int {
        let address = UInt64(UInt(bitPattern: ObjectIdentifier(line)))
        return Int(truncatingIfNeeded: (address &* 0x9E37_79B9_7F4A_7C15) >> (64 - bits))
    }
}
