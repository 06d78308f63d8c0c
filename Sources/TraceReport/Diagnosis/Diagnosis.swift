/// Weighs all causes against each other.
struct Diagnosis: Sendable {
    let verdict: Verdict
    /// What is said of each cause: the verdict's first, the rejected last.
    let findings: [Finding]

    init(_ summary: Summary, _ evidence: HostEvidence = HostEvidence()) {
        let facts = Facts(summary, evidence)
        guard summary.incidents > 0 else {
            verdict = Self.nothing(in: summary)
            findings = []
            return
        }
        var findings = Causes.all.compactMap { $0.weigh(facts) }.map { Self.capped($0, facts) }
        if !findings.contains(where: Self.isNameable) {
            findings.insert(Unknown().finding(facts), at: 0)
        }
        let weighed = Weighed(findings, considered: facts.considered)
        self.verdict = weighed.verdict
        self.findings = weighed.findings
    }

    static func isNameable(_ finding: Finding) -> Bool {
        finding.isMechanism && finding.confidence >= .enoughToName
    }

    private static func capped(_ finding: Finding, _ facts: Facts) -> Finding {
        var made = finding
        made.confidence = min(finding.confidence, .logAlone)
        if facts.considered < 5 { made.confidence = min(made.confidence, .fewIncidents) }
        return made
    }

    private static func nothing(in summary: Summary) -> Verdict {
        if summary.inputs.bytes == 0 {
            return Verdict(sentence: "Nothing was read")
        }
        return Verdict(
            sentence:
                "No incident was found in \(words: Wording.count(summary.inputs.lines, "line"))"
        )
    }
}

/// Findings with the parts that they play.
private struct Weighed {
    private(set) var verdict: Verdict
    private(set) var findings: [Finding]

    init(_ unordered: [Finding], considered: Int) {
        findings = Self.ordered(unordered) { -$0.confidence.hundredths }
        guard let winner = findings.first(where: Self.isNameable) else {
            verdict = Verdict(mechanism: .unknown, sentence: "")
            return
        }
        let root = Self.root(of: winner, among: findings)
        verdict = Verdict(
            mechanism: winner.id,
            root: root?.id,
            also: Self.others(than: winner, root, among: findings, considered: considered),
            confidence: winner.confidence,
            sentence: Self.sentence(winner, root),
            doubt: winner.doubt,
            chain: winner.chain
        )
        assignRoles()
        findings = Self.ordered(findings) { Self.rank($0.role) }
    }

    /// The findings by a key, those with the same key in the order in which they stand.
    private static func ordered(_ findings: [Finding], by key: (Finding) -> Int) -> [Finding] {
        let sorted = findings.enumerated().sorted {
            (key($0.element), $0.offset) < (key($1.element), $1.offset)
        }
        return sorted.map(\.element)
    }

    private static func isNameable(_ finding: Finding) -> Bool {
        finding.id == .unknown || Diagnosis.isNameable(finding)
    }

    private static func root(of winner: Finding, among findings: [Finding]) -> Finding? {
        switch winner.root {
        case .itself: return winner
        case .noMechanism: return nil
        case .oneOf(let ids):
            for id in ids {
                let found = findings.first { $0.id == id && $0.confidence >= .enoughBeside }
                if let found { return found }
            }
            return nil
        }
    }

    private static func sentence(_ winner: Finding, _ root: Finding?) -> Phrase {
        guard winner.id != .unknown else { return winner.statement }
        guard let root else {
            return winner.statement + "; " + winner.openEnd
        }
        return root.id == winner.id
            ? winner.statement : winner.statement + "; probably because \(root.statement)"
    }

    /// Causes of other incidents than the winner's, each of a share worth naming.
    private static func others(
        than winner: Finding,
        _ root: Finding?,
        among findings: [Finding],
        considered: Int
    ) -> [Verdict.Other] {
        var explained = winner.facets.union(root?.facets ?? [])
        var others: [Verdict.Other] = []
        for finding in findings where finding.id != winner.id && finding.id != root?.id {
            guard finding.isMechanism, finding.confidence >= .enoughBeside,
                finding.explained >= max(3, considered / 20),
                finding.facets.isDisjoint(with: explained)
            else { continue }
            explained.formUnion(finding.facets)
            others.append(
                Verdict.Other(
                    mechanism: finding.id,
                    root: Self.root(of: finding, among: findings)?.id
                )
            )
        }
        return others
    }

    private mutating func assignRoles() {
        for index in findings.indices where findings[index].role == .possible {
            let id = findings[index].id
            if id == verdict.mechanism {
                findings[index].role = id == verdict.root ? .both : .mechanism
            } else if id == verdict.root {
                findings[index].role = .root
            } else if verdict.also.contains(where: { $0.mechanism == id || $0.root == id }) {
                findings[index].role = .also
            }
        }
    }

    private static func rank(_ role: Finding.Role) -> Int {
        switch role {
        case .mechanism, .both: 0
        case .root: 1
        case .amplifier: 2
        case .also: 3
        case .possible: 4
        case .rejected: 5
        }
    }
}
