/// A record that speaks of errors and reports none, which is given up at last: what is left of it
/// is not looked at for errors.
struct ProseRecord {
    /// How many places of a record are looked at in vain.
    private static let limit = 64

    private var end = 0
    private var count = 0

    /// Whether enough was looked at in the record around an offset of the input.
    func isFull(at offset: Int) -> Bool {
        offset < end && count >= Self.limit
    }

    /// Takes note of a place that reports no error.
    mutating func note(_ offset: Int, recordEnd: Int) {
        if offset >= end {
            end = recordEnd
            count = 0
        }
        count += 1
    }
}
