public import TraceParse

extension Report {
    /// What is known of one host: a peer, or a client.
    public struct Host: Hashable, Sendable, Codable {
        /// Its address or name as printed, or a socket's path.
        public var host: String
        /// How many incidents it had.
        public var count: Int
        /// When the first was.
        public var first: Timestamp?
        /// When the last was.
        public var last: Timestamp?
        /// What it probably is, by its side of the connections, its ports and its address.
        public var role: Role
        /// Where its address lies.
        public var scope: Scope
        /// Its ports.
        public var ports: Ports
        /// Its incidents by class, in the order in which the classes came.
        public var classes: [ClassShare]
        /// Where the first incident with it stands.
        public var source: SourcePosition

        var times: TimeBounds { TimeBounds(first, last) }

        /// What a host probably is; a guess.
        public enum Role: String, Hashable, Sendable, Codable {
            /// It connected to this program.
            case client
            /// It connected from most of the incidents' ports and from a private address, as a proxy
            /// or a load balancer in front does.
            case proxy
            /// This program called it, at a port that tells no more.
            case service
            case http, database, cache, queue, dns, mail, directory
            /// It is no host but a socket of this one.
            case socket
            case unknown
        }

        /// Where an address lies.
        public enum Scope: String, Hashable, Sendable, Codable {
            /// On the host itself.
            case loopback
            /// In a range that is not routed on the public network.
            case `private`
            case `public`
            /// It is a name; where that leads is not known.
            case name
            /// It is the path of a socket.
            case socket
        }

        /// The ports of a host.
        public struct Ports: Hashable, Sendable, Codable {
            /// How many different ones there were, as far as they were told apart.
            public var distinct: Int
            /// Whether there were more.
            public var more: Bool
            /// The least.
            public var lowest: Int?
            /// The greatest.
            public var highest: Int?
            /// All of them, where they are four at most.
            public var few: [Int]
        }
    }

    /// How many incidents of one class.
    public struct ClassShare: Hashable, Sendable, Codable {
        /// The class; `nil` for incidents without one.
        public var errorClass: ErrorClass?
        /// How many.
        public var count: Int

        private enum CodingKeys: String, CodingKey {
            case errorClass = "class"
            case count
        }

        /// The class's name, `none` where there is none.
        var name: String { errorClass?.rawValue ?? "none" }
    }
}
