extension Anchors {
    /// What a reader with the given options looks for.
    ///
    /// - Throws: ``PatternError`` where a pattern has no literal by which it could be found.
    static func reading(
        _ options: ParserOptions,
        withContext: Bool
    ) throws(PatternError) -> Anchors {
        Anchors(
            errors: try ErrorCatalogue.anchors + literals(of: options.patterns),
            hostTexts: withContext ? HostTextFinder.anchors : []
        )
    }

    /// How many patterns of a user's own the scanner has room for.
    private static let mostPatterns = 128

    /// The literals by which the matches of a user's patterns are found.
    private static func literals(
        of patterns: [UserPattern]
    ) throws(PatternError) -> [String] {
        var literals: [String] = []
        for pattern in patterns {
            guard literals.count < mostPatterns else {
                throw PatternError(
                    name: pattern.name,
                    code: 0,
                    offset: 0,
                    reason: "more than \(mostPatterns) patterns are given"
                )
            }
            guard let literal = ErrorReader.requiredLiteral(of: pattern.expression) else {
                throw PatternError(
                    name: pattern.name,
                    code: 0,
                    offset: 0,
                    reason: "every match must hold four characters in a row that the pattern "
                        + "spells out, outside of alternatives, by which it is found"
                )
            }
            literals.append(literal)
        }
        return literals
    }
}
