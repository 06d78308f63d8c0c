/// How long requests were held, estimated by Little's law.
///
/// A client that gives up after `T` has at most `ESTABLISHED / T` requests a second; each leaves a
/// connection in `CLOSE_WAIT` for as long as its handler goes on, so that `CLOSE_WAIT` divided by that
/// rate is how much longer than `T` handlers take. It assumes that the load is steady and that the
/// connections in `ESTABLISHED` are the client's.
struct HoldEstimate: Hashable, Sendable {
    /// The limit after which the client gives up, in milliseconds.
    var limit: Figure<Int>
    var established: Int
    var closeWait: Int
    var sockets: EvidenceSource
    /// At most so many requests a second, times a thousand.
    var ratePerThousandSeconds: Int
    /// At least so long a request was held, in seconds.
    var seconds: Int
}
