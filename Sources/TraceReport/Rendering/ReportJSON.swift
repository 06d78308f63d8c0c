import TraceParse

/// Writes a report whole, as `tracelens.report.v1`; its keys stand in the order of the schema.
enum ReportJSON {
    /// How many bytes are kept back before they are handed over.
    private static let portion = 64 << 10

    /// Writes it in portions, since the incidents of thousands of groups take many megabytes.
    static func write<Failure>(
        _ report: Report,
        to receive: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        var writer = JSONWriter()
        try writer.object { writer throws(Failure) in
            try write(report, to: &writer, receive)
        }
        writer.newline()
        try writer.drain(over: 0, to: receive)
    }

    private static func write<Failure>(
        _ report: Report,
        to writer: inout JSONWriter,
        _ receive: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        writer.member("schema", report.schema)
        writer.key("verdict")
        write(report.verdict, to: &writer)
        writer.key("inputs")
        writer.array(report.inputs) { write($1, to: &$0) }
        writer.key("totals")
        write(report.totals, to: &writer)
        writer.key("classes")
        writer.array(report.classes) { write($1, to: &$0) }
        writer.key("groups")
        try writer.array(report.groups) { writer, group throws(Failure) in
            write(group, to: &writer)
            try writer.drain(over: portion, to: receive)
        }
        writer.key("peers")
        try write(report.peers, to: &writer, receive)
        writer.key("clients")
        try write(report.clients, to: &writer, receive)
        writer.key("timeline")
        write(report.timeline, to: &writer)
        writer.key("evidence")
        writer.array(report.evidence) { write($1, to: &$0) }
        writer.key("causes")
        writer.array(report.causes) { write($1, to: &$0) }
        writer.key("damage")
        writer.array(report.damage) { write($1, to: &$0) }
        writer.key("notes")
        writer.array(report.notes) { $0.string($1.notation) }
    }

    private static func write<Failure>(
        _ hosts: [Report.Host],
        to writer: inout JSONWriter,
        _ receive: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        try writer.array(hosts) { writer, host throws(Failure) in
            write(host, to: &writer)
            try writer.drain(over: portion, to: receive)
        }
    }
}

// MARK: - Verdict and causes

extension ReportJSON {
    private static func write(_ verdict: Report.Verdict, to writer: inout JSONWriter) {
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
            writer.member("sentence", verdict.sentence.notation)
            writer.member("would_change", verdict.doubt.notation)
            writer.member("course", verdict.chain.notation)
            writer.member("usual_reading", verdict.usualReading.notation)
        }
    }

    private static func write(_ share: Report.ClassShare, to writer: inout JSONWriter) {
        writer.object {
            $0.member("class", share.errorClass?.rawValue)
            $0.member("count", share.count)
        }
    }

    private static func write(_ cause: Report.Cause, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", cause.id.rawValue)
            writer.member("role", cause.role.rawValue)
            writer.member("title", cause.title)
            writer.key("confidence")
            writer.literal(cause.confidence.number)
            writer.key("explains")
            writer.array(cause.explains) { write($1, to: &$0) }
            writer.member("statement", cause.statement.notation)
            writer.key("for")
            writer.array(cause.supporting) { $0.string($1.notation) }
            writer.key("against")
            writer.array(cause.against) { $0.string($1.notation) }
            writer.key("missing")
            writer.array(cause.missing) { $0.string($1.notation) }
            writer.key("checks")
            writer.array(cause.checks) { writer, check in
                writer.object {
                    $0.member("command", check.command)
                    $0.member("reading", check.reading.notation)
                }
            }
            writer.key("remedies")
            writer.array(cause.remedies) { writer, remedy in
                writer.object {
                    $0.member("rank", remedy.rank.rawValue)
                    $0.member("text", remedy.text.notation)
                }
            }
            writer.key("sources")
            writer.array(cause.sources) { $0.string($1) }
        }
    }
}

// MARK: - What was read

extension ReportJSON {
    private static func write(_ reading: Report.Reading, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", reading.kind)
            writer.member("says", reading.says.notation)
            writer.member("command", reading.command)
            writer.member("snapshot", reading.snapshot)
            writer.member("condition", reading.condition)
            writer.member("inside_log", reading.isInsideLog)
            writer.key("sources")
            writer.array(reading.sources) { write($1, to: &$0) }
        }
    }

    private static func write(_ input: Report.Input, to writer: inout JSONWriter) {
        writer.object {
            $0.member("path", input.path)
            $0.member("bytes", input.bytes)
            $0.member("lines", input.lines)
            $0.member("incidents", input.incidents)
            $0.member("mentions", input.mentions)
            $0.member("unparsed", input.unparsed)
            $0.member("first_unparsed", input.firstUnparsed)
            $0.member("compression", input.compression)
            $0.member("problem", input.problem)
        }
    }

    private static func write(_ totals: Report.Totals, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("incidents", totals.incidents)
            writer.member("repeats", totals.repeats)
            writer.member("undated", totals.undated)
            writer.member("truncated", totals.truncated)
            writer.member("clipped", totals.clipped)
            writer.key("kinds")
            writer.object { writer in
                for kind in IncidentKind.allCases {
                    if let count = totals.kinds[kind.rawValue] {
                        writer.member(kind.rawValue, count)
                    }
                }
            }
            writer.member("first", totals.first?.description)
            writer.member("last", totals.last?.description)
            writer.member("span_seconds", totals.spanSeconds)
            writer.member("inputs", totals.inputs)
            writer.member("inputs_failed", totals.inputsFailed)
            writer.member("bytes", totals.bytes)
            writer.member("lines", totals.lines)
            writer.member("mentions", totals.mentions)
            writer.member("unparsed", totals.unparsed)
            writer.member("groups", totals.groups)
            writer.member("groups_folded", totals.groupsFolded)
            writer.member("peers", totals.peers)
            writer.member("peers_folded", totals.peersFolded)
            writer.member("clients", totals.clients)
            writer.member("clients_folded", totals.clientsFolded)
            writer.member("evidence_omitted", totals.evidenceOmitted)
            writer.member("partial", totals.partial)
        }
    }

    private static func write(_ damage: Report.Damage, to writer: inout JSONWriter) {
        writer.object {
            $0.member("what", damage.what)
            $0.member("transport", damage.transport)
            $0.member("setting", damage.setting)
            $0.member("count", damage.count)
        }
    }
}

// MARK: - Classes, groups, hosts, times

extension ReportJSON {
    private static func write(_ position: SourcePosition, to writer: inout JSONWriter) {
        writer.object {
            $0.member("path", position.path)
            $0.member("line", position.line)
            $0.member("byte_offset", position.byteOffset)
        }
    }

    private static func write(_ row: Report.ClassCount, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("class", row.errorClass?.rawValue)
            writer.member("count", row.count)
            writer.member("first", row.first?.description)
            writer.member("last", row.last?.description)
            writer.key("source")
            write(row.source, to: &writer)
        }
    }

    private static func write(_ group: Report.Group, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("fingerprint", group.fingerprint)
            writer.member("class", group.errorClass?.rawValue)
            writer.member("kind", group.kind.rawValue)
            writer.member("language", group.language?.rawValue)
            writer.member("count", group.count)
            writer.member("repeats", group.repeats)
            writer.member("first", group.first?.description)
            writer.member("last", group.last?.description)
            writer.key("trend")
            write(group.trend, to: &writer)
            writer.member("message", group.message)
            writer.key("handler")
            IncidentJSON.write(group.handler, to: &writer)
            writer.key("origin")
            IncidentJSON.write(group.origin, to: &writer)
            writer.key("source")
            write(group.source, to: &writer)
            writer.key("sample")
            if let sample = group.sample {
                IncidentJSON.write(sample, to: &writer)
            } else {
                writer.null()
            }
        }
    }

    private static func write(_ trend: Report.Trend?, to writer: inout JSONWriter) {
        guard let trend else { return writer.null() }
        writer.object { writer in
            writer.member("direction", trend.direction?.rawValue)
            writer.member("start", trend.start.description)
            writer.member("step_seconds", trend.stepSeconds)
            writer.key("counts")
            writer.array(trend.counts) { $0.integer($1) }
        }
    }

    private static func write(_ host: Report.Host, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("host", host.host)
            writer.member("count", host.count)
            writer.member("first", host.first?.description)
            writer.member("last", host.last?.description)
            writer.member("role", host.role.rawValue)
            writer.member("scope", host.scope.rawValue)
            writer.key("ports")
            writer.object { writer in
                writer.member("distinct", host.ports.distinct)
                writer.member("more", host.ports.more)
                writer.member("lowest", host.ports.lowest)
                writer.member("highest", host.ports.highest)
                writer.key("few")
                writer.array(host.ports.few) { $0.integer($1) }
            }
            writer.key("classes")
            writer.array(host.classes) { write($1, to: &$0) }
            writer.key("source")
            write(host.source, to: &writer)
        }
    }

    private static func write(_ timeline: Report.Timeline, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("bucket_seconds", timeline.bucketSeconds)
            writer.key("buckets")
            writer.array(timeline.buckets) { writer, bucket in
                writer.object { writer in
                    writer.member("time", bucket.time.description)
                    writer.member("count", bucket.count)
                    writer.key("classes")
                    writer.array(bucket.classes) { write($1, to: &$0) }
                }
            }
        }
    }
}

extension Confidence {
    /// The confidence as a number of JSON, from 0 to 1.
    fileprivate var number: String { hundredths == 0 ? "0" : text }
}
