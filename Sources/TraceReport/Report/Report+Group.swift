public import TraceParse

extension Report {
    /// Incidents with the same fingerprint: one fault, told again and again.
    public struct Group: Hashable, Sendable, Codable {
        /// What is equal for the same fault, for example `g1:b0c1d2e3f4a59687`.
        public var fingerprint: String
        /// The class; `nil` where there is none.
        public var errorClass: ErrorClass?
        /// How the first of them showed itself.
        public var kind: IncidentKind
        /// The language whose runtime printed the first of them.
        public var language: Language?
        /// How many incidents.
        public var count: Int
        /// How often the same error was printed again beside one of them.
        public var repeats: Int
        /// When the first of them was.
        public var first: Timestamp?
        /// When the last of them was.
        public var last: Timestamp?
        /// How they are spread over the report's window; `nil` where none is dated.
        public var trend: Trend?
        /// The beginning of the first one's message.
        public var message: String?
        /// The first one's handler.
        public var handler: CodeLocation?
        /// The first one's origin.
        public var origin: CodeLocation?
        /// Where the first of them stands.
        public var source: SourcePosition
        /// The first of them whole; `nil` where the memory for samples was used up.
        public var sample: Incident? {
            get { kept?.incident }
            set { kept = newValue.map { Sample($0) } }
        }
        var kept: Sample?

        private enum CodingKeys: String, CodingKey {
            case fingerprint
            case errorClass = "class"
            case kind, language, count, repeats, first, last, trend, message, handler, origin
            case source
            case kept = "sample"
        }

        var times: TimeBounds { TimeBounds(first, last) }
        /// The class's name, or that of the kind where there is none.
        var name: String { errorClass?.rawValue ?? kind.rawValue }
        /// The place that a page names first.
        var place: CodeLocation? { handler ?? origin }
    }

    /// How a group's incidents are spread over the report's window.
    public struct Trend: Hashable, Sendable, Codable {
        /// Where they go.
        public enum Direction: String, Hashable, Sendable, Codable {
            /// At least twice as many in the second half as in the first.
            case rising
            /// At most half as many in the second half as in the first.
            case falling
            /// Neither.
            case steady
            /// Four of five in one step.
            case burst
        }

        /// Where they go; `nil` where there are too few to tell.
        public var direction: Direction?
        /// When the first step begins.
        public var start: Timestamp
        /// How many seconds a step is.
        public var stepSeconds: Int
        /// How many incidents each step has, from the window's first to its last.
        public var counts: [Int]

        private enum CodingKeys: String, CodingKey {
            case direction, start
            case stepSeconds = "step_seconds"
            case counts
        }
    }
}
