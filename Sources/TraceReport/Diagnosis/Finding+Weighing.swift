/// How evidence is weighed.
///
/// A finding begins with what its incidents alone are worth: 20 to 30 where several causes give the
/// same text, 75 to 88 where the text names its cause. Each line for it or against it adds or takes
/// hundredths: about 5 for what fits many causes as well, 10 to 15 for what fits few others,
/// 20 to 30 for what the cause makes and others hardly do. The sum is cut at the cap of the best kind
/// of evidence that speaks for it (`Ground`), and at 60 below five incidents.
extension Finding {
    /// A cause of which nothing is said yet but what it is.
    init(
        _ profile: CauseProfile,
        score: Int,
        ground: Ground = .pattern,
        statement: Phrase,
        doubt: Phrase,
        root: Root,
        explains tally: Tally
    ) {
        self.init(
            id: profile.id,
            title: profile.title,
            score: score,
            ground: ground,
            statement: statement,
            doubt: doubt,
            root: root,
            remedies: profile.remedies,
            sources: profile.sources,
            strands: tally.strands,
            explained: tally.count
        )
        if tally.count < 5 { ceiling = .fewIncidents }
    }

    /// A cause that is named only to be rejected.
    static func rejected(_ profile: CauseProfile, _ statement: Phrase, doubt: Phrase) -> Finding {
        var made = Finding(
            profile,
            score: 5,
            statement: statement,
            doubt: doubt,
            root: .noMechanism,
            explains: Tally()
        )
        made.role = .rejected
        return made
    }

    /// Adds what speaks for the cause, how much in hundredths, and what kind of evidence it is.
    mutating func speaksFor(_ phrase: Phrase, _ hundredths: Int = 0, _ ground: Ground = .pattern) {
        supporting.append(phrase)
        score += hundredths
        self.ground = max(self.ground, ground)
    }

    /// Adds what a host's text says for the cause.
    ///
    /// Inside a log anybody who can write to the log may have put it: then it is worth three fifths,
    /// and carries no further than the log itself.
    mutating func speaksFor(
        _ phrase: Phrase,
        _ hundredths: Int,
        _ ground: Ground,
        from source: EvidenceSource
    ) {
        if source.isInsideLog {
            speaksFor(phrase + "; it counts less there", hundredths * 3 / 5)
        } else {
            speaksFor(phrase, hundredths, ground)
        }
    }

    /// Adds what speaks against the cause, and how much in hundredths.
    mutating func speaksAgainst(_ phrase: Phrase, _ hundredths: Int = 0) {
        against.append(phrase)
        score -= hundredths
    }

    /// Says how many incidents the cause leaves unexplained.
    mutating func noteOthers(_ facts: Facts) {
        let others = facts.considered - explained
        guard others > 0 else { return }
        against.append("\(others) of \(facts.considered) incidents are of another kind")
    }

    /// Weighs that nearly all of some incidents lie around a process that ended or was restarted: then
    /// they are what that leaves behind.
    mutating func weighOutages(_ facts: Facts, _ tally: Tally) {
        let isInside = tally.strands.allSatisfy {
            facts.outages.holds(facts.strands[$0].facet.series)
        }
        guard !tally.strands.isEmpty, isInside else { return }
        speaksAgainst(
            """
            nearly all \(tally.count) lie within seconds of a process that ended, stopped or \
            started\(tally.example)
            """,
            30
        )
    }

    /// Lowers the finding to a ceiling.
    mutating func cap(_ hundredths: Int) {
        ceiling = min(ceiling, Confidence(hundredths))
    }
}

extension Tally {
    /// Whether they are most of this program's own failures, so that what is known of all of those
    /// holds for them.
    func areMost(of facts: Facts) -> Bool {
        let own = facts.tally { $0.part != .caller }
        return count * 10 >= own.count * 8
    }

    /// `12 of 14 incidents (app.log:1)`.
    func ofAll(_ facts: Facts) -> Phrase {
        "\(count) of \(words: Wording.count(facts.considered, "incident"))\(example)"
    }
}
