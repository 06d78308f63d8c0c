/// Findings with the parts that they play.
///
/// The mechanism is the cause that probably explains most incidents, processes that ended counting
/// more. Its root is the surest of those that can be. A verdict is as sure as the less sure of the
/// two. A further cause stands beside it if it explains other incidents.
struct Judgement {
    private(set) var verdict: Verdict
    private(set) var findings: [Finding]

    /// Weighs findings, of so many incidents in all.
    init(_ unordered: [Finding], considered: Int) {
        findings = Self.ordered(unordered) { -$0.confidence.hundredths }
        let nameable = findings.filter(Self.isNameable)
        guard let winner = Self.ordered(nameable, by: { -$0.weight }).first else {
            verdict = Verdict(mechanism: nil, sentence: "No cause can be told from this input")
            return
        }
        let root = Self.root(of: winner, among: findings)
        verdict = Verdict(
            mechanism: winner.id,
            root: root?.id,
            amplifiers: Self.amplifiers(among: findings),
            also: Self.others(than: winner, among: findings, considered: considered),
            confidence: min(winner.confidence, root?.confidence ?? winner.confidence),
            sentence: Self.sentence(winner, root),
            doubt: winner.doubt,
            chain: winner.chain,
            usualReading: root?.id == .slowUpstream ? winner.usualReading : ""
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
        case .itself: winner
        case .noMechanism: nil
        case .oneOf(let ids): surest(of: ids, among: findings)
        case .oneOfOrItself(let ids): surest(of: ids, among: findings) ?? winner
        }
    }

    private static func surest(of ids: [CauseID], among findings: [Finding]) -> Finding? {
        findings.first {
            ids.contains($0.id) && $0.role != .rejected && $0.confidence >= .enoughBeside
        }
    }

    private static func amplifiers(among findings: [Finding]) -> [CauseID] {
        findings.filter { $0.role == .amplifier && $0.confidence >= .enoughBeside }.map(\.id)
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
        among findings: [Finding],
        considered: Int
    ) -> [Verdict.Other] {
        var explained = winner.strands
        var others: [Verdict.Other] = []
        for finding in ordered(findings, by: { -$0.weight }) where finding.id != winner.id {
            guard finding.isMechanism, finding.id != .unknown,
                finding.confidence >= .enoughBeside, isWorthNaming(finding, considered),
                finding.strands.isDisjoint(with: explained)
            else { continue }
            explained.formUnion(finding.strands)
            others.append(
                Verdict.Other(
                    mechanism: finding.id,
                    root: Self.root(of: finding, among: findings)?.id
                )
            )
        }
        return others
    }

    /// What names itself is sure however seldom it is; what is only a pattern needs a share.
    private static func isWorthNaming(_ finding: Finding, _ considered: Int) -> Bool {
        let share = finding.ground >= .named ? considered / 100 : considered / 20
        return finding.explained >= max(3, share)
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
