import TraceParse

/// Weighs all causes against each other.
struct Diagnosis: Sendable {
    let verdict: Verdict
    /// What is said of each cause: the verdict's first, the rejected last.
    let findings: [Finding]
    /// The incidents that findings explain, by what they are.
    let strands: [Strand]

    init(_ summary: Summary, _ evidence: HostEvidence = HostEvidence()) {
        let facts = Facts(summary, evidence)
        strands = facts.strands
        let hasEnds = summary.signals.processes.count(of: .exited, .killed, .outOfMemory) > 0
        guard summary.incidents > 0 || hasEnds || !evidence.isEmpty else {
            verdict = Self.nothing(in: facts)
            findings = []
            return
        }
        var findings = Causes.all.compactMap { $0.weigh(facts) }
        if summary.incidents > 0, !findings.contains(where: Self.isNameable) {
            findings.insert(Unknown().finding(facts), at: 0)
        }
        guard findings.contains(where: Self.isNameable) || summary.incidents > 0 else {
            verdict = Self.nothing(in: facts)
            self.findings = findings.sorted { $0.confidence > $1.confidence }
            return
        }
        let weighed = Judgement(findings, considered: facts.considered)
        verdict = weighed.verdict
        self.findings = weighed.findings
    }

    static func isNameable(_ finding: Finding) -> Bool {
        finding.isMechanism && finding.confidence >= .enoughToName
    }

    /// What is said where no incident was found: what the hosts' texts show, if they show anything.
    private static func nothing(in facts: Facts) -> Verdict {
        let complaints = facts.host.evidence.snapshots.flatMap(\.complaints)
        let isEmpty = facts.summary.inputs.bytes == 0
        if isEmpty, facts.host.isEmpty { return Verdict(sentence: "Nothing was read") }
        let lines = Wording.count(facts.summary.inputs.lines, "line")
        let found: Phrase =
            isEmpty ? "No log was read" : "No incident was found in \(words: lines)"
        guard !complaints.isEmpty else { return Verdict(sentence: found) }
        return Verdict(
            sentence: found + ", but the host was not well: "
                + Phrase.joined(Array(complaints.prefix(4)))
        )
    }
}
