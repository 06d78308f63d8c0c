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

/// The shapes of incidents that were made after known texts: two of one text have one shape.
///
/// On a log in which every line is an error this saves 500 instructions an incident.
struct IncidentShapes: Sendable {
    private static let bits = 10

    private var identities: [ObjectIdentifier?] = []
    /// Held on to, so that no other text has the identity of one.
    private var texts: [(any KnownText)?] = []
    private var shapes: [IncidentShape?] = []

    /// The shape of an incident, whose class is given a number if it is new.
    mutating func shape(
        of record: borrowing IncidentRecord,
        _ classes: inout ClassTable
    ) -> IncidentShape {
        guard let text = record.known else { return IncidentShape(record, &classes) }
        let identity = ObjectIdentifier(text)
        let place = Self.place(of: identity)
        if !identities.isEmpty, identities[place] == identity, let known = shapes[place] {
            return known
        }
        let shape = IncidentShape(record, &classes)
        keep(shape, of: text, at: place)
        return shape
    }

    private mutating func keep(_ shape: IncidentShape, of text: any KnownText, at place: Int) {
        if identities.isEmpty {
            identities = Array(repeating: nil, count: 1 << Self.bits)
            texts = Array(repeating: nil, count: 1 << Self.bits)
            shapes = Array(repeating: nil, count: 1 << Self.bits)
        }
        identities[place] = ObjectIdentifier(text)
        texts[place] = text
        shapes[place] = shape
    }

    private static func place(of identity: ObjectIdentifier) -> Int {
        let address = UInt64(UInt(bitPattern: identity))
        return Int(truncatingIfNeeded: (address &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
    }
}
