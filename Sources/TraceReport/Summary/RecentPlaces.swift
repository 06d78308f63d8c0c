/// Where the entries of a table are that were looked up lately, by a hash of their keys.
///
/// A dictionary whose hash nobody can foresee costs some 300 instructions for a host's key. Here a
/// hash has one place, so a look costs ten, and whoever chooses keys that collide makes the
/// dictionary be asked, and no more. Two keys may have one hash: the caller compares them.
struct RecentPlaces: Sendable {
    private static let bits: UInt64 = 12

    private var slots: [Int32] = []

    /// Where the entry of a hash was last, or `nil`.
    @inline(__always)
    func place(of hash: UInt64) -> Int? {
        guard !slots.isEmpty else { return nil }
        let place = slots[Self.slot(hash)]
        return place < 0 ? nil : Int(place)
    }

    /// Takes note of where the entry of a hash is.
    mutating func note(_ place: Int, of hash: UInt64) {
        if slots.isEmpty { slots = Array(repeating: -1, count: 1 << Self.bits) }
        slots[Self.slot(hash)] = Int32(truncatingIfNeeded: place)
    }

    /// Forgets everything: entries have moved.
    mutating func removeAll() {
        slots = []
    }

    private static func slot(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> (64 - bits))
    }
}
