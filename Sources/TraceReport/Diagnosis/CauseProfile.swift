import TraceParse

/// What is known of a cause before any log is read: what it is, how it is told, what to do.
///
/// The report and `tracelens explain` show the same words.
struct CauseProfile: Sendable {
    /// The parts that a cause can play in a verdict.
    enum Part: Hashable, Sendable {
        /// How the connections ended.
        case mechanism
        /// Why they did.
        case root
        /// A mechanism that explains itself.
        case both
        /// What makes it worse, whatever the cause is.
        case amplifier
    }

    let id: CauseID
    let can: Set<Part>
    let title: String
    let meaning: Phrase
    /// What speaks for it.
    let signs: [Saying]
    /// What speaks against it.
    let countersigns: [Saying]
    let remedies: [Remedy]
    /// Where it is written down: a standard, a manual page, a runtime's file.
    let sources: [Saying]
}

/// Something to do about a cause.
struct Remedy: Hashable, Sendable {
    /// What it is for; the order is that in which they are taken up.
    typealias Rank = Report.Remedy.Rank

    var rank: Rank
    var saying: Saying

    /// What helps at once, and only for now.
    static func now(_ text: Phrase, in language: Language? = nil) -> Remedy {
        Remedy(rank: .stopTheBleeding, saying: Saying(text, in: language))
    }

    /// What takes the cause away.
    static func fix(_ text: Phrase, in language: Language? = nil) -> Remedy {
        Remedy(rank: .fix, saying: Saying(text, in: language))
    }

    /// What keeps it from coming back.
    static func hygiene(_ text: Phrase, in language: Language? = nil) -> Remedy {
        Remedy(rank: .hygiene, saying: Saying(text, in: language))
    }
}

extension Languages {
    /// What fits of some remedies.
    func remedies(_ remedies: [Remedy]) -> [Remedy] {
        remedies.filter { fit($0.saying.language) }
    }
}
