extension Report {
    /// One line of what the hosts' texts say.
    public struct Reading: Hashable, Sendable, Codable {
        /// What kind of reading it is, for example `sockets` or `descriptor_limit`.
        public var kind: String
        /// What it says.
        public var says: Phrase
        /// The command whose output it is, where a prompt shows it.
        public var command: String?
        /// The moment that it is of, from 1; `nil` for what holds of none alone.
        public var snapshot: Int?
        /// How the host fared at that moment: `sick`, `healthy` or `unclear`.
        public var condition: String?
        /// Whether it stood inside a log, where whoever writes to the log might have put it.
        public var isInsideLog: Bool
        /// Where its figures stand.
        public var sources: [SourcePosition]

        private enum CodingKeys: String, CodingKey {
            case kind, says, command, snapshot, condition
            case isInsideLog = "inside_log"
            case sources
        }
    }
}
