import TraceParse

/// Writes a report's model whole, as `tracelens.report.v1`.
struct JSONRenderer {
    private let report: Report

    static func render(_ report: Report) -> String {
        var writer = JSONWriter()
        JSONRenderer(report: report).write(to: &writer)
        return writer.text + "\n"
    }

    private func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("schema", "tracelens.report.v1")
            writer.key("verdict")
            write(report.diagnosis.verdict, to: &writer)
            writer.key("inputs")
            writer.array(report.summary.inputs.notes) { write($1, to: &$0) }
            writer.key("totals")
            writeTotals(to: &writer)
            writer.key("classes")
            writer.array(report.classes) { write($1, to: &$0) }
            writer.key("groups")
            writer.array(report.groups) { write($1, to: &$0) }
            writer.key("peers")
            writer.array(report.peers) { write($1, to: &$0) }
            writer.key("clients")
            writer.array(report.clients) { write($1, to: &$0) }
            writer.key("timeline")
            writeTimeline(to: &writer)
            writer.key("evidence")
            writer.array(EvidenceRow.rows(of: report.evidence)) { write($1, to: &$0) }
            writer.key("causes")
            writer.array(report.diagnosis.findings) { write($1, to: &$0) }
            writer.key("damage")
            writer.array([Int]()) { $0.integer($1) }
            writer.key("notes")
            writer.array(report.notes) { $0.string($1.plain) }
        }
    }

    // MARK: - Verdict and causes

    private func write(_ verdict: Verdict, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("mechanism", verdict.mechanism?.rawValue)
            writer.member("root", verdict.root?.rawValue)
            writer.key("amplifiers")
            writer.array(verdict.amplifiers) { $0.string($1.rawValue) }
            writer.key("also")
            writer.array(verdict.also) { writer, other in
                writer.object {
                    $0.member("mechanism", other.mechanism.rawValue)
                    $0.member("root", other.root?.rawValue)
                }
            }
            writer.key("confidence")
            writer.literal(verdict.confidence.number)
            writer.member("sentence", verdict.sentence.sentence.plain)
        }
    }

    private func write(_ finding: Finding, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", finding.id.rawValue)
            writer.member("role", finding.role.rawValue)
            writer.member("title", finding.title)
            writer.key("confidence")
            writer.literal(finding.confidence.number)
            writer.key("for")
            writer.array(finding.supporting) { $0.string($1.plain) }
            writer.key("against")
            writer.array(finding.against) { $0.string($1.plain) }
            writer.key("missing")
            writer.array(finding.missing) { $0.string($1.plain) }
            writer.key("checks")
            writer.array(finding.checks) { writer, check in
                writer.object {
                    $0.member("command", check.command.text)
                    $0.member("reading", check.reading.plain)
                }
            }
            writer.key("remedies")
            writer.array(finding.remedies) { writer, remedy in
                writer.object {
                    $0.member("rank", remedy.rank.rawValue)
                    $0.member("text", remedy.text.plain)
                }
            }
        }
    }

    // MARK: - Evidence

    private func write(_ row: EvidenceRow, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", row.kind)
            writer.member("says", row.statement.plain)
            writer.member("command", row.command.map(SecretMask.masked))
            writer.member("snapshot", row.snapshot)
            writer.member("condition", row.condition)
            writer.member("inside_log", row.isInsideLog)
            writer.key("sources")
            writer.array(row.sources) { writer, source in
                writer.object {
                    $0.member("path", source.position.path)
                    $0.member("line", source.position.line)
                    $0.member("byte_offset", source.position.byteOffset)
                }
            }
        }
    }

    // MARK: - Inputs and totals

    private func write(_ note: InputNote, to writer: inout JSONWriter) {
        writer.object {
            $0.member("path", note.path)
            $0.member("bytes", note.statistics.bytes)
            $0.member("lines", note.statistics.lines)
            $0.member("incidents", note.statistics.incidents)
            $0.member("mentions", note.statistics.mentions)
            $0.member("unparsed", note.statistics.unparsed)
            $0.member("first_unparsed", note.statistics.firstUnparsed)
            $0.member("compression", note.compression)
            $0.member("problem", note.problem.map(SecretMask.masked))
        }
    }

    private func writeTotals(to writer: inout JSONWriter) {
        let summary = report.summary
        writer.object { writer in
            writer.member("incidents", summary.incidents)
            writer.member("repeats", summary.repeats)
            writer.member("undated", summary.undated)
            writer.member("truncated", summary.truncated)
            writer.member("clipped", summary.clipped)
            writer.key("kinds")
            writer.object { writer in
                for kind in IncidentKind.allCases {
                    let count = summary.facets.entries.reduce(0) {
                        $1.kind == kind ? $0 + $1.count : $0
                    }
                    if count > 0 { writer.member(kind.rawValue, count) }
                }
            }
            write(summary.times, to: &writer)
            writer.member("span_seconds", summary.times.seconds.map { Int($0) })
            writer.member("inputs", summary.inputs.count)
            writer.member("inputs_failed", summary.inputs.failed)
            writer.member("bytes", summary.inputs.bytes)
            writer.member("lines", summary.inputs.lines)
            writer.member("mentions", summary.inputs.mentions)
            writer.member("unparsed", summary.inputs.unparsed)
            writer.member("groups", report.groups.count)
            writer.member("groups_folded", summary.groups.folded.entries)
            writer.member("peers", report.peers.count)
            writer.member("peers_folded", summary.peers.folded.entries)
            writer.member("clients", report.clients.count)
            writer.member("clients_folded", summary.clients.folded.entries)
            writer.member("partial", report.isPartial)
        }
    }

    private func write(_ times: TimeBounds, to writer: inout JSONWriter) {
        writer.member("first", times.first?.description)
        writer.member("last", times.last?.description)
    }

    private func write(_ position: SourcePosition, to writer: inout JSONWriter) {
        writer.key("source")
        writer.object {
            $0.member("path", position.path)
            $0.member("line", position.line)
            $0.member("byte_offset", position.byteOffset)
        }
    }

    // MARK: - Classes, groups, hosts, times

    private func write(_ row: ClassRow, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("class", row.errorClass?.rawValue)
            writer.member("count", row.count)
            write(row.times, to: &writer)
            write(row.position, to: &writer)
        }
    }

    private func write(_ group: IncidentGroup, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("fingerprint", Fingerprint.text(group.fingerprint))
            writer.member("class", group.errorClass?.rawValue)
            writer.member("kind", group.kind.rawValue)
            writer.member("language", group.language?.rawValue)
            writer.member("count", group.count)
            writer.member("repeats", group.repeats)
            write(group.times, to: &writer)
            writer.member("message", group.message)
            writer.key("handler")
            IncidentJSON.write(group.handler?.masked, to: &writer)
            writer.key("origin")
            IncidentJSON.write(group.origin?.masked, to: &writer)
            write(group.position, to: &writer)
            writer.key("sample")
            if let sample = group.sample {
                IncidentJSON.write(sample.incident.masked, to: &writer)
            } else {
                writer.null()
            }
        }
    }

    private func write(_ host: HostEntry, to writer: inout JSONWriter) {
        let classes = report.summary.classes.classes
        writer.object { writer in
            writer.member("host", SecretMask.masked(host.name))
            writer.member("count", host.count)
            write(host.times, to: &writer)
            writer.key("ports")
            writer.object {
                $0.member("distinct", host.ports.ports.count)
                $0.member("more", host.ports.overflowed)
                $0.member("lowest", host.ports.lowest)
                $0.member("highest", host.ports.highest)
            }
            writer.key("classes")
            writer.array(classes.indices.filter { host.count(ofClass: $0) > 0 }) { writer, number in
                writer.object {
                    $0.member("class", classes[number]?.rawValue)
                    $0.member("count", host.count(ofClass: number))
                }
            }
            write(host.position, to: &writer)
        }
    }

    private func writeTimeline(to writer: inout JSONWriter) {
        let timeline = report.summary.timeline
        let classes = report.summary.classes.classes
        let numbers = timeline.buckets.map { buckets in
            buckets.filter { bucket in
                classes.indices.contains { timeline.count(bucket: bucket, classNumber: $0) > 0 }
            }
        }
        writer.object { writer in
            writer.member("bucket_seconds", Int(timeline.bucketSeconds))
            writer.key("buckets")
            writer.array(numbers ?? []) { writer, bucket in
                let start = Timestamp(seconds: bucket << Int64(timeline.exponent))
                writer.object { writer in
                    writer.member("time", start.description)
                    writer.member(
                        "count",
                        classes.indices.reduce(0) {
                            $0 + timeline.count(bucket: bucket, classNumber: $1)
                        }
                    )
                    writer.key("classes")
                    writer.array(
                        classes.indices.filter {
                            timeline.count(bucket: bucket, classNumber: $0) > 0
                        }
                    ) { writer, number in
                        writer.object {
                            $0.member("class", classes[number]?.rawValue)
                            $0.member(
                                "count",
                                timeline.count(bucket: bucket, classNumber: number)
                            )
                        }
                    }
                }
            }
        }
    }
}

extension Confidence {
    /// The confidence as a number of JSON, from 0 to 1.
    fileprivate var number: String { hundredths == 0 ? "0" : text }
}
