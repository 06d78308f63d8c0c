/// What a parser read, and what it could not make sense of.
public struct ParseStatistics: Hashable, Sendable {
    /// Bytes read.
    public var bytes = 0
    /// Newlines read.
    public var lines = 0
    /// Incidents handed over.
    public var incidents = 0
    /// Texts about an error that are no incident: prose, comments, other programs' sources.
    public var mentions = 0
    /// Pieces of a trace that could not be read.
    public var unparsed = 0
    /// The offset of the first such piece.
    public var firstUnparsed: Int?

    /// Nothing read yet.
    public init() {}
}
