import TraceParse

/// Weighs all causes against each other.
struct Diagnosis: Sendable {
    let verdict: Verdict
    /// What is said of each cause: the verdict's first, the rejected last.
    let findings: [Finding]

    init(_ summary: Summary, _ evidence: HostEvidence = HostEvidence()) {
        let facts = Facts(summary, evidence)
        let hasEnds = summary.signals.processes.count(of: .exited, .killed, .outOfMemory) > 0
        guard summary.incidents > 0 || hasEnds else {
            verdict = Self.nothing(in: summary)
            findings = []
            return
        }
        var findings = Causes.all.compactMap { $0.weigh(facts) }
        if summary.incidents > 0, !findings.contains(where: Self.isNameable) {
            findings.insert(Unknown().finding(facts), at: 0)
        }
        guard !findings.isEmpty else {
            verdict = Self.nothing(in: summary)
            self.findings = []
            return
        }
        let weighed = Judgement(findings, considered: facts.considered)
        verdict = weighed.verdict
        self.findings = weighed.findings
    }

    static func isNameable(_ finding: Finding) -> Bool {
        finding.isMechanism && finding.confidence >= .enoughToName
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
