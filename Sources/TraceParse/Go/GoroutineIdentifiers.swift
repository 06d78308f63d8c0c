/// The ids of the goroutines that were met in a dump.
///
/// Most incidents have one goroutine, which costs no hash.
struct GoroutineIdentifiers {
    /// Past as many ids, a dump of that size is taken to go on.
    private static let most = 131_072

    /// 0 where none was met.
    private var first: Int64 = 0
    private var others: Set<Int64> = []

    mutating func removeAll() {
        first = 0
        if !others.isEmpty { others.removeAll(keepingCapacity: true) }
    }

    /// Notes an id, which is greater than 0; whether it was not met before.
    mutating func insert(_ id: Int64) -> Bool {
        if first == 0 {
            first = id
            return true
        }
        guard id != first else { return false }
        return others.count >= Self.most || others.insert(id).inserted
    }
}
