import TraceParse

/// What must be found in a log: `Fixtures/README.md` says what each part means.
struct ExpectedReading: Decodable {
    var incidents: Int?
    var classes: [String]
    var furtherClasses: Bool?
    var goroutines: [ExpectedGoroutine]?
    var stacks: [[ExpectedPosition]]?
    var facts: [ExpectedFacts]?

    enum CodingKeys: String, CodingKey {
        case incidents, classes
        case furtherClasses = "further_classes"
        case goroutines, stacks, facts
    }
}

/// A goroutine that a header names, or a section of a race report.
struct ExpectedGoroutine: Decodable {
    var id: Int?
    var state: String?
    var waitMinutes: Int?
    var lockedToThread: Bool?
    var framesElided: Int?
    var frames: [ExpectedFrame]
    var createdBy: ExpectedCreator?
    var ancestors: [ExpectedAncestor]?
    var access: String?

    enum CodingKeys: String, CodingKey {
        case id, state
        case waitMinutes = "wait_minutes"
        case lockedToThread = "locked_to_thread"
        case framesElided = "frames_elided"
        case frames
        case createdBy = "created_by"
        case ancestors, access
    }

    /// The goroutine as a reader gives it.
    var goroutine: Goroutine {
        var made = Goroutine(id: id, state: state, frames: frames.map(\.frame))
        made.waitMinutes = waitMinutes
        made.lockedToThread = lockedToThread ?? false
        made.framesElided = framesElided
        made.createdBy = createdBy?.creator
        made.ancestors = (ancestors ?? []).map(\.ancestor)
        made.access = access
        return made
    }
}

struct ExpectedCreator: Decodable {
    var function: String
    var file: String?
    var line: Int?
    var offset: Int?
    var goroutine: Int?

    var creator: Goroutine.Creator {
        Goroutine.Creator(
            location: CodeLocation(function: function, file: file, line: line),
            offset: offset,
            goroutine: goroutine
        )
    }
}

struct ExpectedAncestor: Decodable {
    var id: Int
    var frames: [ExpectedFrame]
    var createdBy: ExpectedCreator?

    enum CodingKeys: String, CodingKey {
        case id, frames
        case createdBy = "created_by"
    }

    var ancestor: Goroutine.Ancestor {
        Goroutine.Ancestor(
            id: id,
            frames: frames.map(\.frame),
            createdBy: createdBy?.creator
        )
    }
}

/// `[function, arguments, file, line, offset]`.
struct ExpectedFrame: Decodable {
    var frame: Frame

    init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        frame = Frame(function: try values.decode(String.self))
        frame.arguments = try values.decodeIfPresent(String.self)
        frame.file = try values.decodeIfPresent(String.self)
        frame.line = try values.decodeIfPresent(Int.self)
        frame.offset = try values.decodeIfPresent(Int.self)
    }
}

/// `[function, file, line]`.
struct ExpectedPosition: Decodable, Hashable {
    var function: String
    var file: String
    var line: Int

    init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        function = try values.decode(String.self)
        file = try values.decode(String.self)
        line = try values.decode(Int.self)
    }
}

/// What is beyond doubt of one incident; what is `nil` is not stated.
struct ExpectedFacts: Decodable {
    var time: String?
    var kind: String?
    var errorClass: String?
    var operation: String?
    var transport: String?
    var peer: ExpectedEnd?
    var local: ExpectedEnd?
    var client: ExpectedEnd?

    enum CodingKeys: String, CodingKey {
        case time, kind
        case errorClass = "class"
        case operation, transport, peer, local, client
    }
}

struct ExpectedEnd: Decodable {
    var host: String
    var port: Int?

    var endpoint: Endpoint { Endpoint(host: host, port: port) }
}
