extension Report {
    /// What is said of one cause.
    public struct Cause: Hashable, Sendable, Codable {
        /// The part that a cause plays in the verdict.
        public enum Role: String, Hashable, Sendable, Codable {
            case mechanism, root, both, amplifier, also, possible, rejected
        }

        /// Which cause.
        public var id: CauseID
        /// The part that it plays.
        public var role: Role
        /// The cause in a few words.
        public var title: String
        /// How sure it is.
        public var confidence: Confidence
        /// The incidents that it would explain, by class, most first; empty for what explains none by
        /// itself.
        public var explains: [ClassShare]
        /// The cause with the figures of this input, as a sentence without its full stop.
        public var statement: Phrase
        /// What speaks for it, each with its figures and where they stand.
        public var supporting: [Phrase]
        /// What speaks against it, in the same way.
        public var against: [Phrase]
        /// What would tell more and is not there.
        public var missing: [Phrase]
        /// What to run next.
        public var checks: [Check]
        /// What to do about it.
        public var remedies: [Remedy]
        /// Where it is written down: a standard, a manual page, a runtime's file.
        public var sources: [String]

        private enum CodingKeys: String, CodingKey {
            case id, role, title, confidence, explains, statement
            case supporting = "for"
            case against, missing, checks, remedies, sources
        }
    }

    /// A next step that would tell more.
    public struct Check: Hashable, Sendable, Codable {
        /// A line for a shell, which holds nothing of the log but parsed addresses, ports and
        /// process ids.
        public var command: String
        /// How to read what it says.
        public var reading: Phrase
    }

    /// Something to do about a cause.
    public struct Remedy: Hashable, Sendable, Codable {
        /// What a remedy is for; the order is that in which they are taken up.
        public enum Rank: String, Hashable, Sendable, Codable, CaseIterable {
            case stopTheBleeding = "stop_the_bleeding"
            case fix
            case hygiene

            /// As a page says it.
            var words: String {
                switch self {
                case .stopTheBleeding: "stop the bleeding"
                case .fix: "fix"
                case .hygiene: "hygiene"
                }
            }
        }

        /// What it is for.
        public var rank: Rank
        /// What to do.
        public var text: Phrase
    }
}
