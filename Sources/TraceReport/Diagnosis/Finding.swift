/// What is said of one cause: how sure it is, what speaks for and against it, what to do.
struct Finding: Hashable, Sendable {
    /// The part that a cause plays in the verdict.
    enum Role: String, Hashable, Sendable {
        case mechanism, root, both, amplifier, also, possible, rejected
    }

    /// Where a mechanism's root is to be looked for.
    enum Root: Hashable, Sendable {
        /// The mechanism explains itself.
        case itself
        /// These causes can be its root, the likeliest first, if they are sure enough.
        case oneOf([CauseID])
        /// It is no mechanism.
        case noMechanism
    }

    var id: CauseID
    var role = Role.possible
    var title: String
    var confidence: Confidence
    /// The cause said as the verdict's sentence, without a full stop.
    var statement: Phrase
    /// What would change it.
    var doubt: Phrase
    /// How the failure probably came about, step by step; empty where it needs no words.
    var chain: Phrase = ""
    var root: Root
    /// What the verdict adds where no root can be named.
    var openEnd: Phrase = "why, this input cannot tell"
    var supporting: [Phrase] = []
    var against: [Phrase] = []
    var missing: [Phrase] = []
    var checks: [Check] = []
    var remedies: [Phrase] = []
    /// The incidents that it explains, by the indices of their facets.
    var facets: Set<Int> = []
    /// How many incidents these are.
    var explained = 0

    /// Whether it may be named as what happened.
    var isMechanism: Bool { root != .noMechanism && role != .rejected }
}
