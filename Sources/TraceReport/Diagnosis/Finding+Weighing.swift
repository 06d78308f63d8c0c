extension Finding {
    /// A cause of which nothing is said yet but what it is.
    init(
        _ id: CauseID,
        title: String,
        score: Int,
        statement: Phrase,
        doubt: Phrase,
        root: Root,
        explains tally: Tally
    ) {
        self.init(
            id: id,
            title: title,
            confidence: Confidence(score),
            statement: statement,
            doubt: doubt,
            root: root,
            facets: tally.facets,
            explained: tally.count
        )
    }

    /// Adds what speaks for the cause, and how much in hundredths.
    mutating func speaksFor(_ phrase: Phrase, _ hundredths: Int = 0) {
        supporting.append(phrase)
        confidence = Confidence(confidence.hundredths + hundredths)
    }

    /// Adds what speaks against the cause, and how much in hundredths.
    mutating func speaksAgainst(_ phrase: Phrase, _ hundredths: Int = 0) {
        against.append(phrase)
        confidence = Confidence(confidence.hundredths - hundredths)
    }

    /// Takes off what belongs to incidents that the cause does not explain.
    mutating func weighByShare(_ facts: Facts, least: Int) {
        guard facts.considered > 0 else { return }
        let share = min(100, explained * 100 / facts.considered)
        confidence = Confidence(
            confidence.hundredths * (least * 100 + (100 - least) * share) / 10_000
        )
        if share < 100 {
            let others = facts.considered - explained
            against.append("\(others) of \(facts.considered) incidents are of another kind")
        }
    }
}

extension Tally {
    /// `12 of 14 incidents (app.log:1)`.
    func ofAll(_ facts: Facts) -> Phrase {
        "\(count) of \(words: Wording.count(facts.considered, "incident"))\(example)"
    }
}
