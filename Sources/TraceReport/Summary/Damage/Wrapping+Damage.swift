import TraceParse

extension Wrapping {
    /// Whether it makes a record of each line.
    var splitsLines: Bool {
        switch self {
        case .memberLine, .logfmt, .csv, .quoted, .fence, .markup: false
        default: true
        }
    }

    /// Whether it cuts long lines into records that it marks.
    var cutsLines: Bool {
        switch self {
        case .dockerJSON, .cri, .heroku, .shipperJSON, .journal, .journalJSON, .journalExport,
            .syslog, .syslog5424:
            true
        default: false
        }
    }

    /// What wraps lines so.
    var transport: String {
        switch self {
        case .dockerJSON: "Docker json-file"
        case .cri: "CRI (containerd, CRI-O)"
        case .syslog: "syslog (RFC 3164)"
        case .syslog5424: "syslog (RFC 5424)"
        case .journal, .journalJSON, .journalExport: "journald"
        case .compose: "docker compose"
        case .swarm: "docker service"
        case .kubectl: "kubectl"
        case .stern: "stern"
        case .kail: "kail"
        case .cloudWatch, .cloudWatchJSON: "CloudWatch Logs"
        case .lambda: "AWS Lambda"
        case .cloudLogging: "Google Cloud Logging"
        case .loki, .lokiJSON: "Loki"
        case .shipperJSON, .shipperLogfmt: "log shipper"
        case .actions: "GitHub Actions"
        case .heroku: "Heroku Logplex"
        case .memberLine, .logfmt, .csv: "export"
        case .timed: "timestamps"
        case .quoted: "quotation"
        case .fence, .markup: "page"
        }
    }

    /// What would keep the lines of a trace in one record.
    var settingAgainstSplitting: String? {
        switch self {
        case .dockerJSON: "Fluent Bit: multiline.parser docker, go"
        case .cri: "Fluent Bit: multiline.parser cri, go"
        case .shipperJSON, .shipperLogfmt:
            "Filebeat: multiline.type pattern; Fluent Bit: multiline.parser go"
        case .syslog, .syslog5424:
            "rsyslog imfile: startmsg.regex; syslog-ng: multi-line-mode(prefix-garbage)"
        case .journal, .journalJSON, .journalExport:
            "write a trace as one message: sd_journal_send, or a JSON logger"
        case .cloudWatch, .cloudWatchJSON: "awslogs-multiline-pattern, awslogs-datetime-format"
        case .lambda: "Lambda: LoggingConfig LogFormat JSON"
        case .cloudLogging: "write a trace as one JSON record: jsonPayload.message"
        case .loki, .lokiJSON: "Promtail and Alloy: stage.multiline firstline"
        case .heroku: "write a trace as one JSON record"
        case .compose: "docker compose logs --no-log-prefix"
        case .swarm: "docker service logs --raw"
        case .kubectl: "kubectl logs of one container, without --prefix"
        case .stern: "stern -o raw"
        case .kail: "kail -o raw"
        case .timed: "docker logs without -t, kubectl logs without --timestamps"
        default: nil
        }
    }

    /// What would keep long lines whole.
    var settingAgainstParts: String? {
        switch self {
        case .dockerJSON:
            "Docker cuts at 16 KiB: Fluent Bit multiline.parser docker; Filebeat container input"
        case .cri: "containerd: max_container_log_line_size; CRI-O: log_size_max"
        case .heroku: "Logplex cuts at 10,000 bytes: write shorter lines"
        case .journal, .journalJSON, .journalExport: "journald.conf: LineMax=1M"
        case .syslog, .syslog5424: "rsyslog: global(maxMessageSize=\"64k\")"
        case .shipperJSON: "the shipper's limit of a line, such as Buffer_Max_Size or max_bytes"
        default: nil
        }
    }
}
