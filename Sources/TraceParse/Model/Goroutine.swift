/// One goroutine of a Go traceback: its header and its frames, the innermost first.
public struct Goroutine: Hashable, Sendable {
    /// The id, or `nil` for a `runtime stack:` block and for frames without a header.
    public var id: Int?
    /// The header's text up to the first comma or label, `(durable)`, `(scan)`, `(leaked)` kept;
    /// `runtime stack` for that block; `nil` without a header.
    public var state: String?
    /// How long it has waited, in whole minutes, where the header says.
    public var waitMinutes: Int?
    /// Whether it is locked to its thread.
    public var lockedToThread: Bool
    /// The labels as printed, without their braces.
    public var labels: String?
    /// The number of its synctest bubble.
    public var bubble: Int?
    /// The frames, the innermost first.
    public var frames: [Frame]
    /// How many frames the runtime left out; -1 where it did not say; `nil` where it left out none.
    public var framesElided: Int?
    /// Where it was created.
    public var createdBy: Creator?
    /// The goroutines that it descends from, the nearest first.
    public var ancestors: [Ancestor]
    /// What a race report says of it, for example `Previous write at 0x00c0000140a0`.
    public var access: String?

    /// One goroutine of a traceback.
    public init(id: Int?, state: String?, frames: [Frame] = []) {
        self.id = id
        self.state = state
        self.frames = frames
        self.lockedToThread = false
        self.ancestors = []
    }

    /// The call that started a goroutine.
    public struct Creator: Hashable, Sendable {
        /// The place of the `go` statement.
        public var location: CodeLocation
        /// The offset of the call in its function, in bytes.
        public var offset: Int?
        /// The id of the goroutine that made the call, printed since Go 1.21.
        public var goroutine: Int?

        /// The call that started a goroutine.
        public init(location: CodeLocation, offset: Int?, goroutine: Int?) {
            self.location = location
            self.offset = offset
            self.goroutine = goroutine
        }
    }

    /// A goroutine that another descends from (`GODEBUG=tracebackancestors=N`).
    public struct Ancestor: Hashable, Sendable {
        /// Its id.
        public var id: Int
        /// Its frames when it started the descendant, the innermost first.
        public var frames: [Frame]
        /// Where it was created itself.
        public var createdBy: Creator?

        /// A goroutine that another descends from.
        public init(id: Int, frames: [Frame], createdBy: Creator?) {
            self.id = id
            self.frames = frames
            self.createdBy = createdBy
        }
    }
}

/// One frame of a Go stack.
public struct Frame: Hashable, Sendable {
    /// The function, as printed (`%2e` kept).
    public var function: String
    /// The arguments between the parentheses, as printed; `...` of an inlined call.
    public var arguments: String?
    /// The source file's path.
    public var file: String?
    /// The line, from 1.
    public var line: Int?
    /// The offset of the call in its function, in bytes.
    public var offset: Int?
    /// Whether two readings of the text were equally supported.
    public var ambiguous: Bool

    /// One frame of a stack.
    public init(
        function: String,
        arguments: String? = nil,
        file: String? = nil,
        line: Int? = nil,
        offset: Int? = nil,
        ambiguous: Bool = false
    ) {
        self.function = function
        self.arguments = arguments
        self.file = file
        self.line = line
        self.offset = offset
        self.ambiguous = ambiguous
    }
}

extension Goroutine: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, state
        case waitMinutes = "wait_minutes"
        case lockedToThread = "locked_to_thread"
        case labels, bubble, frames
        case framesElided = "frames_elided"
        case createdBy = "created_by"
        case ancestors, access
    }
}

extension Goroutine.Ancestor: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, frames
        case createdBy = "created_by"
    }
}

/// The place stands beside the other facts, without a key of its own.
extension Goroutine.Creator: Codable {
    private enum CodingKeys: String, CodingKey {
        case offset, goroutine
    }

    /// Reads the place and what is known of the call.
    public init(from decoder: any Decoder) throws {
        let facts = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            location: try CodeLocation(from: decoder),
            offset: try facts.decodeIfPresent(Int.self, forKey: .offset),
            goroutine: try facts.decodeIfPresent(Int.self, forKey: .goroutine)
        )
    }

    /// Writes the place and what is known of the call.
    public func encode(to encoder: any Encoder) throws {
        try location.encode(to: encoder)
        var facts = encoder.container(keyedBy: CodingKeys.self)
        try facts.encodeIfPresent(offset, forKey: .offset)
        try facts.encodeIfPresent(goroutine, forKey: .goroutine)
    }
}

extension Frame: Codable {}
