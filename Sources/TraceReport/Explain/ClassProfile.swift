import TraceParse

/// What is known of a class of errors before any log is read.
struct ClassProfile: Sendable {
    let errorClass: ErrorClass
    let meaning: Phrase
    /// How the class shows in a log.
    let texts: [Saying]
    /// What to ask or do first.
    let advice: Phrase
    /// The causes that it points to, the likeliest first.
    let causes: [CauseID]
    /// Where it is written down.
    let sources: [String]

    /// All classes, in the order of the output's schema.
    static let all = network + program
}
