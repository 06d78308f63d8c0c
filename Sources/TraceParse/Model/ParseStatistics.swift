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
    /// Traces whose lines stand in reverse, which are not read; they count as pieces too.
    public var reversed = 0
    /// Whether the newest lines stand first.
    public var isNewestFirst = false

    /// Nothing read yet.
    public init() {}
}
