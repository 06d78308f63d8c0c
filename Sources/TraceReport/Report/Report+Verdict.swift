extension Report {
    /// What probably happened, and why.
    public struct Verdict: Hashable, Sendable, Codable {
        /// A second cause that has nothing to do with the first.
        public struct Other: Hashable, Sendable, Codable {
            /// How those connections ended.
            public var mechanism: CauseID
            /// Why; `nil` where the input cannot tell.
            public var root: CauseID?
        }

        /// How the connections, or the process, ended; `nil` where there was no incident.
        public var mechanism: CauseID?
        /// Why; `nil` where the input cannot tell.
        public var root: CauseID?
        /// What makes it worse, whatever the cause is.
        public var amplifiers: [CauseID]
        /// Further, independent causes.
        public var also: [Other]
        /// How sure it is: as sure as the less sure of mechanism and root.
        public var confidence: Confidence
        /// The verdict in one sentence.
        public var sentence: Phrase
        /// What would change it; empty where there is nothing to doubt.
        public var doubt: Phrase
        /// How it probably came about; empty where the sentence says all.
        public var chain: Phrase
        /// What is usually concluded, and where that stops; empty where it needs no such word.
        public var usualReading: Phrase

        private enum CodingKeys: String, CodingKey {
            case mechanism, root, amplifiers, also, confidence, sentence
            case doubt = "would_change"
            case chain = "course"
            case usualReading = "usual_reading"
        }
    }
}
