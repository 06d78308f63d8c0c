import TraceParse

/// Makes a report of what was read: everything is put in order, masked and replaced here, once.
struct ReportMaker {
    private let summary: Summary
    private let evidence: HostEvidence
    private let isPartial: Bool
    private var redactor: Redactor

    /// A maker of the report of a summary whose tables are folded.
    init(_ summary: Summary, _ evidence: HostEvidence, partial: Bool, redactor: Redactor) {
        self.summary = summary
        self.evidence = evidence
        isPartial = partial
        self.redactor = redactor
    }

    mutating func report() -> Report {
        numberHosts()
        let diagnosis = Diagnosis(summary, evidence)
        return Report(
            verdict: verdict(diagnosis.verdict),
            inputs: summary.inputs.notes.map { input($0) },
            totals: totals(),
            classes: classes(),
            groups: groups(),
            peers: hosts(summary.peers, areClients: false),
            clients: hosts(summary.clients, areClients: true),
            timeline: timeline(),
            evidence: readings(),
            causes: diagnosis.findings.map { cause($0, diagnosis) },
            damage: summary.damage.map {
                Report.Damage(
                    what: $0.what,
                    transport: $0.transport,
                    setting: $0.setting,
                    count: $0.count
                )
            },
            notes: Notes.all(of: summary, partial: isPartial).map { redactor.phrase($0) }
        )
    }

    /// Gives the hosts their stand-ins in the order in which they came, not in that of the page.
    private mutating func numberHosts() {
        guard redactor.replacesNames else { return }
        for entry in summary.peers.entries { _ = redactor.host(entry.name) }
        for entry in summary.clients.entries { _ = redactor.host(entry.name) }
    }
}

// MARK: - Verdict and causes

extension ReportMaker {
    private mutating func verdict(_ verdict: Verdict) -> Report.Verdict {
        Report.Verdict(
            mechanism: verdict.mechanism,
            root: verdict.root,
            amplifiers: verdict.amplifiers,
            also: verdict.also.map { .init(mechanism: $0.mechanism, root: $0.root) },
            confidence: verdict.confidence,
            sentence: redactor.phrase(verdict.sentence.sentence),
            doubt: redactor.phrase(verdict.doubt),
            chain: redactor.phrase(verdict.chain),
            usualReading: redactor.phrase(verdict.usualReading)
        )
    }

    private mutating func cause(_ finding: Finding, _ diagnosis: Diagnosis) -> Report.Cause {
        let languages = diagnosis.strands.languages(of: finding.strands)
        return Report.Cause(
            id: finding.id,
            role: finding.role,
            title: finding.title,
            confidence: finding.confidence,
            explains: Self.classes(of: finding.strands, diagnosis.strands),
            statement: redactor.phrase(finding.statement),
            supporting: finding.supporting.map { redactor.phrase($0) },
            against: finding.against.map { redactor.phrase($0) },
            missing: finding.missing.map { redactor.phrase($0) },
            checks: languages.checks(finding.checks).map { check in
                Report.Check(
                    command: redactor.command(check.command.text),
                    reading: redactor.phrase(languages.phrase(check.reading))
                )
            },
            remedies: languages.remedies(finding.remedies).map { remedy in
                Report.Remedy(
                    rank: remedy.rank,
                    text: languages.phrase(remedy.saying).normalized
                )
            },
            sources: languages.sources(finding.sources)
        )
    }

    /// The incidents of some strands by class, most first; of as many the class whose name comes first.
    private static func classes(of indices: Set<Int>, _ strands: [Strand]) -> [Report.ClassShare] {
        var counts: [ErrorClass?: Int] = [:]
        for index in indices {
            counts[strands[index].errorClass, default: 0] += strands[index].count
        }
        return counts.map { Report.ClassShare(errorClass: $0.key, count: $0.value) }.sorted {
            $0.count == $1.count ? $0.name < $1.name : $0.count > $1.count
        }
    }

    private mutating func readings() -> [Report.Reading] {
        EvidenceRow.rows(of: evidence).map { row in
            Report.Reading(
                kind: row.kind,
                says: redactor.phrase(row.statement),
                command: row.command.map { redactor.text($0) },
                snapshot: row.snapshot,
                condition: row.condition,
                isInsideLog: row.isInsideLog,
                sources: row.sources.map { redactor.position($0.position) }
            )
        }
    }
}

// MARK: - What was read

extension ReportMaker {
    private mutating func input(_ note: InputNote) -> Report.Input {
        Report.Input(
            path: redactor.text(note.path),
            bytes: note.statistics.bytes,
            lines: note.statistics.lines,
            incidents: note.statistics.incidents,
            mentions: note.statistics.mentions,
            unparsed: note.statistics.unparsed,
            firstUnparsed: note.statistics.firstUnparsed,
            compression: note.compression,
            problem: note.problem.map { redactor.text($0) }
        )
    }

    private func totals() -> Report.Totals {
        Report.Totals(
            incidents: summary.incidents,
            repeats: summary.repeats,
            undated: summary.undated,
            truncated: summary.truncated,
            clipped: summary.clipped,
            kinds: kinds(),
            first: summary.times.first,
            last: summary.times.last,
            spanSeconds: summary.times.seconds.map { Int($0) },
            inputs: summary.inputs.count,
            inputsFailed: summary.inputs.failed,
            bytes: summary.inputs.bytes,
            lines: summary.inputs.lines,
            mentions: summary.inputs.mentions,
            unparsed: summary.inputs.unparsed,
            groups: summary.groups.entries.count,
            groupsFolded: summary.groups.folded.entries,
            peers: summary.peers.entries.count,
            peersFolded: summary.peers.folded.entries,
            clients: summary.clients.entries.count,
            clientsFolded: summary.clients.folded.entries,
            evidenceOmitted: evidence.omitted,
            partial: isPartial
        )
    }

    private func kinds() -> [String: Int] {
        summary.facets.entries.reduce(into: [:]) { $0[$1.kind.rawValue, default: 0] += $1.count }
    }

    private mutating func classes() -> [Report.ClassCount] {
        var rows: [Report.ClassCount] = []
        for facet in summary.facets.entries {
            if let known = rows.firstIndex(where: { $0.errorClass == facet.errorClass }) {
                var times = rows[known].times
                times.merge(facet.times)
                rows[known].count += facet.count
                rows[known].first = times.first
                rows[known].last = times.last
            } else {
                rows.append(
                    Report.ClassCount(
                        errorClass: facet.errorClass,
                        count: facet.count,
                        first: facet.times.first,
                        last: facet.times.last,
                        source: redactor.position(facet.position)
                    )
                )
            }
        }
        return rows.sorted { $0.count == $1.count ? $0.name < $1.name : $0.count > $1.count }
    }

    private func timeline() -> Report.Timeline {
        let timeline = summary.timeline
        let buckets = timeline.buckets.map { Array($0) } ?? []
        return Report.Timeline(
            bucketSeconds: Int(timeline.bucketSeconds),
            buckets: buckets.compactMap { bucket in
                let shares = shares { timeline.count(bucket: bucket, classNumber: $0) }
                guard !shares.isEmpty else { return nil }
                return Report.Timeline.Bucket(
                    time: Timestamp(seconds: bucket << Int64(timeline.exponent)),
                    count: shares.reduce(0) { $0 + $1.count },
                    classes: shares
                )
            }
        )
    }

    private func shares(_ count: (Int) -> Int) -> [Report.ClassShare] {
        summary.classes.classes.enumerated().compactMap { number, errorClass in
            let count = count(number)
            return count > 0 ? Report.ClassShare(errorClass: errorClass, count: count) : nil
        }
    }
}

// MARK: - Groups and hosts

extension ReportMaker {
    /// The biggest first; of equally big ones the one that came first.
    private mutating func groups() -> [Report.Group] {
        let sorted = summary.groups.entries.enumerated().sorted {
            $0.element.count == $1.element.count
                ? $0.offset < $1.offset : $0.element.count > $1.element.count
        }
        return sorted.map { group($0.element) }
    }

    private mutating func group(_ group: IncidentGroup) -> Report.Group {
        Report.Group(
            fingerprint: Fingerprint.text(group.fingerprint),
            errorClass: group.errorClass,
            kind: group.kind,
            language: group.language,
            count: group.count,
            repeats: group.repeats,
            first: group.times.first,
            last: group.times.last,
            trend: Report.Trend(group.spread, window: summary.times),
            message: group.message.map { redactor.text($0) },
            handler: group.handler.map { redactor.location($0) },
            origin: group.origin.map { redactor.location($0) },
            source: redactor.position(group.position),
            kept: group.sample.map { Report.Sample($0, &redactor) }
        )
    }

    /// The busiest first; of equally busy ones the one whose name comes first.
    private mutating func hosts(_ table: HostTable, areClients: Bool) -> [Report.Host] {
        let sorted = table.entries.sorted {
            $0.count == $1.count ? $0.name < $1.name : $0.count > $1.count
        }
        let total = sorted.reduce(0) { $0 + $1.count }
        return sorted.map { host($0, of: total, isClient: areClients) }
    }

    private mutating func host(_ entry: HostEntry, of total: Int, isClient: Bool)
        -> Report.Host
    {
        let classes = isClient ? 0 : summary.classes.classes.count
        let guess = HostGuess(entry, of: total, isClient: isClient, classes: classes)
        let few = entry.ports.ports.count <= 4 && !entry.ports.overflowed
        return Report.Host(
            host: redactor.host(entry.name),
            count: entry.count,
            first: entry.times.first,
            last: entry.times.last,
            role: guess.role,
            scope: guess.scope,
            ports: Report.Host.Ports(
                distinct: entry.ports.ports.count,
                more: entry.ports.overflowed,
                lowest: entry.ports.lowest,
                highest: entry.ports.highest,
                few: few ? entry.ports.ports.map { Int($0) }.sorted() : []
            ),
            classes: shares { entry.count(ofClass: $0) },
            source: redactor.position(entry.position)
        )
    }
}

/// A fingerprint as it is printed.
enum Fingerprint {
    static func text(_ fingerprint: UInt64) -> String {
        let digits = String(fingerprint, radix: 16)
        return "g1:" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
