/// What compressed data may grow to before it is taken for a trap.
struct GrowthLimit {
    /// Up to so many bytes nothing is asked.
    var bytes = 16 << 30
    /// How many bytes may come of each compressed one past that; of a log come fewer than 100.
    var ratio = 250

    private(set) var consumed = 0
    private(set) var produced = 0

    /// Counts compressed bytes.
    mutating func consume(_ count: Int) {
        consumed += count
    }

    /// Counts decompressed bytes of data of a compression; what is wrong if there are too many.
    mutating func produce(_ count: Int, of compression: Compression) -> InputProblem? {
        produced += count
        guard produced > bytes, produced / max(consumed, 1) > ratio else { return nil }
        return InputProblem(
            "grew more than \(ratio)-fold past \(Progress.size(bytes)) when it was "
                + "decompressed, as a trap does; to read it anyway: "
                + "`\(compression.reader) FILE | tracelens`"
        )
    }
}
