/// How a parser reads times and what error texts it knows beside its own.
public struct ParserOptions: Sendable {
    /// The zone of times that print none, in seconds east of UTC at a moment of local time given
    /// in seconds since 1970-01-01T00:00:00 local; UTC by default.
    public var zoneOffset: @Sendable (_ localSeconds: Int64) -> Int
    /// The year of times that print none; by default the last in which the input can have been
    /// written, else that of dated neighbours, else 1970.
    public var year: Int?
    /// Error texts of the caller's own.
    public var patterns: [UserPattern]
    /// When the input was last written to, which tells the year of times that print none; `nil`
    /// where that is not known.
    public var lastWritten: Timestamp?
    /// How many bytes of the input, all of them NUL, stand before the first that is fed.
    package var hole = 0

    /// The defaults: UTC, no year, no patterns.
    public init(
        year: Int? = nil,
        patterns: [UserPattern] = [],
        zoneOffset: @escaping @Sendable (_ localSeconds: Int64) -> Int = { _ in 0 }
    ) {
        self.year = year
        self.patterns = patterns
        self.zoneOffset = zoneOffset
    }
}

/// An error text of a user's own: what matches is an incident of the class that the name says.
public struct UserPattern: Hashable, Sendable {
    /// The class, for example `ledger_locked`.
    public var name: String
    /// A PCRE2 pattern.
    public var expression: String

    /// An error text of a user's own.
    public init(name: String, expression: String) {
        self.name = name
        self.expression = expression
    }
}
