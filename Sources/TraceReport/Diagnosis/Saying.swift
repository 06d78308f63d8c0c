import TraceParse

/// Something that is said of a cause: of programs in any language, or in the words of one.
///
/// What names a runtime's own text, a library's setting or a language's tool is of that language.
struct Saying: Hashable, Sendable {
    var text: Phrase
    /// The language whose programs it is about; `nil` where it holds for all.
    var language: Language?

    init(_ text: Phrase, in language: Language? = nil) {
        self.text = text
        self.language = language
    }

    static func go(_ text: Phrase) -> Saying { Saying(text, in: .go) }

    static func swift(_ text: Phrase) -> Saying { Saying(text, in: .swift) }
}

extension Saying: ExpressibleByStringInterpolation {
    init(stringLiteral value: String) {
        self.init(Phrase(stringLiteral: value))
    }

    init(stringInterpolation: Phrase.StringInterpolation) {
        self.init(Phrase(stringInterpolation: stringInterpolation))
    }
}

/// Where the languages of some incidents decide what is said of them: where there is one, its words
/// alone; where there are several, or none is known, the words of each, led by its name.
extension Languages {
    /// Whether what is said in a language's words fits.
    func fit(_ language: Language?) -> Bool {
        language == nil || only == nil || language == only
    }

    /// A text as it is said here.
    func phrase(_ saying: Saying) -> Phrase {
        guard only == nil, let language = saying.language else { return saying.text }
        return "\(words: language.name): \(saying.text)"
    }

    /// What fits of some texts, as it is said here.
    func phrases(_ sayings: [Saying]) -> [Phrase] {
        sayings.filter { fit($0.language) }.map(phrase)
    }

    /// What fits of some sources, which name their language themselves.
    func sources(_ sources: [Saying]) -> [String] {
        sources.filter { fit($0.language) }.map(\.text.plain)
    }
}
