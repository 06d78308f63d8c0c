extension Report {
    /// What became of one input.
    public struct Input: Hashable, Sendable, Codable {
        /// The name as given or found.
        public var path: String
        /// How many bytes were read.
        public var bytes: Int
        /// How many newlines were read.
        public var lines: Int
        /// How many incidents were found.
        public var incidents: Int
        /// How many texts about errors were no incident.
        public var mentions: Int
        /// How many pieces of a trace could not be read.
        public var unparsed: Int
        /// The offset of the first such piece.
        public var firstUnparsed: Int?
        /// How it was compressed, for example `gzip`.
        public var compression: String?
        /// Why it could not be read, or not to its end; `nil` where it was read whole.
        public var problem: String?

        private enum CodingKeys: String, CodingKey {
            case path, bytes, lines, incidents, mentions, unparsed
            case firstUnparsed = "first_unparsed"
            case compression, problem
        }
    }
}
