/// What is said of one cause: how sure it is, what speaks for and against it, what to do.
struct Finding: Hashable, Sendable {
    /// The part that a cause plays in the verdict.
    typealias Role = Report.Cause.Role

    /// Where a mechanism's root is to be looked for.
    enum Root: Hashable, Sendable {
        /// The mechanism explains itself.
        case itself
        /// The surest of these causes, if it is sure enough; else the input cannot tell.
        case oneOf([CauseID])
        /// The surest of these causes, if it is sure enough; else the mechanism explains itself.
        case oneOfOrItself([CauseID])
        /// It is no mechanism.
        case noMechanism
    }

    var id: CauseID
    var role = Role.possible
    var title: String
    /// The sum of what speaks for it and against it, in hundredths, before any cap.
    var score: Int
    /// The best kind of evidence among what speaks for it.
    var ground: Ground
    /// A limit of this finding's own.
    var ceiling = Confidence(100)
    /// The cause said as the verdict's sentence, without a full stop.
    var statement: Phrase
    /// What would change it.
    var doubt: Phrase
    /// How the failure probably came about, step by step; empty where it needs no words.
    var chain: Phrase = ""
    /// What is usually concluded, and where that stops; empty where it needs no words.
    var usualReading: Phrase = ""
    var root: Root
    /// What the verdict adds where no root can be named.
    var openEnd: Phrase = "why, this input cannot tell"
    var supporting: [Phrase] = []
    var against: [Phrase] = []
    var missing: [Phrase] = []
    var checks: [Check] = []
    var remedies: [Remedy]
    var sources: [Saying]
    /// The incidents that it explains, by the indices of their strands.
    var strands: Set<Int> = []
    /// How many incidents these are.
    var explained = 0
    /// How much more than its incidents it matters: a process that ended took all requests along.
    var urgency = 1

    /// How sure it is: what was weighed, no more than the evidence can carry.
    var confidence: Confidence {
        min(Confidence(score), ground.cap, ceiling)
    }

    /// Whether it may be named as what happened.
    var isMechanism: Bool { root != .noMechanism && role != .rejected }

    /// What it is weighed by against other mechanisms: the incidents that it probably explains.
    var weight: Int {
        let (product, overflow) = max(1, explained)
            .multipliedReportingOverflow(by: urgency * confidence.hundredths)
        return overflow ? .max : product
    }
}
