/// A text that tells what went wrong: one line of the catalogue.
package struct ErrorText: Sendable {
    /// Where a text counts.
    package enum Family: Sendable {
        /// A network error: anywhere in a log.
        case network
        /// A fault of the program: in the message of a panic, a throw or a trap.
        case fault
    }

    /// The class that it means; `nil` where the error number in it decides.
    package let errorClass: ErrorClass?
    /// Where it counts.
    package let family: Family
    /// The language that alone prints it, or `nil`.
    package let language: Language?
    /// What the scanner looks for: every such text has one of them in it, or before it in its line.
    ///
    /// Empty for a fault, and for a text that stands only beside another text's anchor.
    package let anchors: [StaticString]
    /// Literals of which every match of the pattern holds one.
    let keys: [StaticString]
    /// The PCRE2 pattern, letters of either case; a name in braces is one of the catalogue's
    /// abbreviations.
    package let pattern: StaticString
    /// Whether it is too common a text to count outside of a network operation.
    let needsOperation: Bool
    /// Whether a deeper cause may stand behind it, and its own text reaches to the field's end.
    let isPreamble: Bool

    /// A network error's text, found by literals of its own.
    static func network(
        _ errorClass: ErrorClass?,
        _ anchors: [StaticString],
        _ pattern: StaticString,
        keys: [StaticString]? = nil,
        language: Language? = nil,
        isPreamble: Bool = false
    ) -> Self {
        Self(
            errorClass: errorClass,
            family: .network,
            language: language,
            anchors: anchors,
            keys: keys ?? anchors,
            pattern: pattern,
            needsOperation: false,
            isPreamble: isPreamble
        )
    }

    /// A network error's text in front of which another text's anchor stands.
    static func behind(
        _ errorClass: ErrorClass,
        _ key: StaticString,
        _ pattern: StaticString,
        language: Language? = .go,
        needsOperation: Bool = false
    ) -> Self {
        Self(
            errorClass: errorClass,
            family: .network,
            language: language,
            anchors: [],
            keys: [key],
            pattern: pattern,
            needsOperation: needsOperation,
            isPreamble: false
        )
    }

    /// A program fault's text.
    static func fault(
        _ errorClass: ErrorClass,
        _ key: StaticString,
        _ pattern: StaticString,
        language: Language? = .go
    ) -> Self {
        Self(
            errorClass: errorClass,
            family: .fault,
            language: language,
            anchors: [],
            keys: [key],
            pattern: pattern,
            needsOperation: false,
            isPreamble: false
        )
    }
}
