public import TraceParse

/// What became of one input.
public struct InputNote: Hashable, Sendable {
    /// The name as given or found.
    public var path: String
    /// What was read of it.
    public var statistics: ParseStatistics
    /// How it was compressed, for example `gzip`, or `nil`.
    public var compression: String?
    /// Why it could not be read, or not to its end; `nil` where it was read whole.
    public var problem: String?

    /// What became of one input.
    public init(
        path: String,
        statistics: ParseStatistics,
        compression: String? = nil,
        problem: String? = nil
    ) {
        self.path = path
        self.statistics = statistics
        self.compression = compression
        self.problem = problem
    }
}
