public import TraceParse

extension Report {
    /// What all inputs come to.
    public struct Totals: Hashable, Sendable, Codable {
        /// How many incidents there were.
        public var incidents: Int
        /// How often an error was printed again beside an incident.
        public var repeats: Int
        /// How many incidents had no time.
        public var undated: Int
        /// How many were cut off in the input.
        public var truncated: Int
        /// How many reached a limit of length.
        public var clipped: Int
        /// How many incidents of each kind there were; kinds that never came are left out.
        public var kinds: [String: Int]
        /// When the first was.
        public var first: Timestamp?
        /// When the last was.
        public var last: Timestamp?
        /// Whole seconds from the first to the last.
        public var spanSeconds: Int?
        /// How many inputs there were.
        public var inputs: Int
        /// How many of them could not be read whole.
        public var inputsFailed: Int
        /// How many bytes were read.
        public var bytes: Int
        /// How many newlines were read.
        public var lines: Int
        /// How many texts about errors were no incident.
        public var mentions: Int
        /// How many pieces of a trace could not be read.
        public var unparsed: Int
        /// How many groups are listed.
        public var groups: Int
        /// How many groups are not, since there were too many.
        public var groupsFolded: Int
        /// How many peers are listed.
        public var peers: Int
        /// How many peers are not.
        public var peersFolded: Int
        /// How many clients are listed.
        public var clients: Int
        /// How many clients are not.
        public var clientsFolded: Int
        /// How many readings of host texts are not listed, since there were too many.
        public var evidenceOmitted: Int
        /// Whether the run was stopped before its end.
        public var partial: Bool

        private enum CodingKeys: String, CodingKey {
            case incidents, repeats, undated, truncated, clipped, kinds, first, last
            case spanSeconds = "span_seconds"
            case inputs
            case inputsFailed = "inputs_failed"
            case bytes, lines, mentions, unparsed, groups
            case groupsFolded = "groups_folded"
            case peers
            case peersFolded = "peers_folded"
            case clients
            case clientsFolded = "clients_folded"
            case evidenceOmitted = "evidence_omitted"
            case partial
        }
    }
}
