/// What a label or a field of a record says of the stream that the record belongs to.
struct StreamLabel {
    enum Kind {
        /// The pod, the machine, the file.
        case place
        /// The container or the program there.
        case part
        /// Standard output or standard error.
        case stream
    }

    var kind: Kind
    /// The lower, the more the name says.
    var rank: Int

    /// What the label of a name says, `nil` where that differs from line to line or is no stream's.
    init?(_ text: Span<UInt8>, _ name: Range<Int>) {
        if let rank = Self.rank(text, name, in: Self.places) {
            self.init(kind: .place, rank: rank)
        } else if let rank = Self.rank(text, name, in: Self.parts) {
            self.init(kind: .part, rank: rank)
        } else if let rank = Self.rank(text, name, in: Self.streams) {
            self.init(kind: .stream, rank: rank)
        } else {
            return nil
        }
    }

    private init(kind: Kind, rank: Int) {
        self.kind = kind
        self.rank = rank
    }

    private static func rank(
        _ text: Span<UInt8>,
        _ name: Range<Int>,
        in names: [StaticString]
    ) -> Int? {
        names.firstIndex { text.same($0, as: name) }
    }

    private static let places: [StaticString] = [
        "pod_name", "podName", "pod", "kubernetes.pod_name", "kubernetes.pod.name", "ecs_task_arn",
        "task_arn", "revision_name", "function_name",
        "logStreamName", "logStream", "@logStream", "log_stream", "container_id", "docker_id",
        "instance_id", "instance", "hostname", "_HOSTNAME", "host", "filename",
    ]

    private static let parts: [StaticString] = [
        "container_name", "containerName", "container", "kubernetes.container_name",
        "kubernetes.container.name", "_container_name", "compose_service", "service_name",
        "systemd_unit", "_SYSTEMD_UNIT", "SYSLOG_IDENTIFIER", "unit", "app", "job",
    ]

    private static let streams: [StaticString] = ["stream", "iostream", "source"]
}
