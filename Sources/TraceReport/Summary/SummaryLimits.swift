/// How much a summary keeps; what is past it is counted and said.
struct SummaryLimits: Hashable, Sendable {
    /// Groups that are kept after folding; twice as many may be held between two foldings.
    var groups = 8_192
    /// Hosts that are kept after folding, of peers and of clients each.
    var hosts = 8_192
    /// Bytes of sample incidents in all.
    var sampleBytes = 4 << 20
    /// Bytes of one sample; a bigger incident is abridged to its first goroutines.
    var bytesPerSample = 256 << 10
    /// Inputs that are listed, of those read whole and of those with a problem each.
    var inputs = 8_192

    static let standard = SummaryLimits()
}
