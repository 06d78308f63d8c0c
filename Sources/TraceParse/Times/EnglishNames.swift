/// The names of months and weekdays that logs print, three letters each, packed into numbers.
enum EnglishNames {
    /// January first.
    static let months = packed("janfebmaraprmayjunjulaugsepoctnovdec")
    /// Sunday first.
    static let weekdays = packed("sunmontuewedthufrisat")

    private static func packed(_ names: String) -> [UInt32] {
        let letters = Array(names.utf8)
        return stride(from: 0, to: letters.count, by: 3).map {
            TimeCursor.packed(letters[$0], letters[$0 + 1], letters[$0 + 2])
        }
    }
}
