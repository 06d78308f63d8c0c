public import TraceParse

extension Report {
    /// When incidents happened: counts in steps of equal width, aligned to the Unix epoch.
    public struct Timeline: Hashable, Sendable, Codable {
        /// One step in which there was an incident.
        public struct Bucket: Hashable, Sendable, Codable {
            /// When it begins.
            public var time: Timestamp
            /// How many incidents it has.
            public var count: Int
            /// The same by class, in the order in which the classes came.
            public var classes: [ClassShare]
        }

        /// How many seconds a step is, a power of two.
        public var bucketSeconds: Int
        /// The steps that are not empty, in order.
        public var buckets: [Bucket]

        private enum CodingKeys: String, CodingKey {
            case bucketSeconds = "bucket_seconds"
            case buckets
        }
    }
}
