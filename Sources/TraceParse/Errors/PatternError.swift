/// A PCRE2 pattern that does not compile, or a match that ran into a limit.
public struct PatternError: Error, Equatable, Sendable {
    /// The class that the pattern was to give.
    public var name: String
    /// PCRE2's number for the reason.
    public var code: Int
    /// Where in the pattern, in bytes from 0.
    public var offset: Int
    /// What PCRE2 says of it.
    public var reason: String

    /// An error of a pattern.
    public init(name: String, code: Int, offset: Int, reason: String) {
        self.name = name
        self.code = code
        self.offset = offset
        self.reason = reason
    }
}
