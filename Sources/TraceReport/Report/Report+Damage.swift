extension Report {
    /// Something that the log lost on its way, and how often.
    public struct Damage: Hashable, Sendable, Codable {
        /// What was lost, for example `lines cut short`.
        public var what: String
        /// What did it, as far as its wrapping tells, for example `docker`.
        public var transport: String?
        /// What setting would keep it from doing so.
        public var setting: String?
        /// How often.
        public var count: Int
    }
}
