/// A request that somebody made with `curl`, and what came of it.
struct HTTPProbe: Hashable, Sendable {
    /// The host and the port that were asked, where the command or the text says.
    var host: String?
    var port: Int?
    /// The command's own limits, in milliseconds: `--connect-timeout`, `-m`.
    var connectLimit: Int?
    var totalLimit: Int?
    var timing: Timing?
    var failure: Failure?

    /// What `-w` printed, in microseconds from the beginning.
    struct Timing: Hashable, Sendable {
        var status: Int?
        var lookup: Int?
        var connect: Int?
        var firstByte: Int?
        var total: Int?
        /// Bytes a second.
        var speed: Int?

        /// How many bytes came: speed times total.
        var bytes: Int? {
            guard let speed, let total else { return nil }
            let (product, overflow) = speed.multipliedReportingOverflow(by: total)
            return overflow ? nil : product / 1_000_000
        }
    }

    /// What `curl: (N) …` says.
    struct Failure: Hashable, Sendable {
        enum Kind: String, Hashable, Sendable {
            /// (7): nobody listens.
            case refused
            /// (7): no way to the host.
            case unreachable
            /// (28) before the connection was made.
            case connectTimeout = "connect_timeout"
            /// (28) after it.
            case transferTimeout = "transfer_timeout"
            /// (52): the server closed without an answer.
            case emptyReply = "empty_reply"
            /// (56), (18): the connection broke while the answer came.
            case receive
            /// (55): it broke while the request went.
            case send
            /// (5), (6): the name does not resolve.
            case lookup
            /// (35), (51), (58), (60), (77): TLS.
            case tls
            /// (16), (92): HTTP/2.
            case http2
            case other
        }

        var number: Int
        var kind: Kind
        /// The text as printed, clipped.
        var text: String
        /// After how long, in milliseconds, where the text says.
        var after: Int?
    }

    /// Whether it shows that the service did not answer.
    var isFailure: Bool { failure != nil }
}
