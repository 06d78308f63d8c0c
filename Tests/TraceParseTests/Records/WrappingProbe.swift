@testable import TraceParse

/// What a recogniser made of a line, as strings.
struct Unwrapped: Equatable {
    var wrapping: Wrapping
    var payload: String
    var encoding = PayloadEncoding.plain
    var identity: [String] = []
    var time = ""
    var goesOn = false
    /// What stands behind the record.
    var rest = ""
}

/// Reads the wrapping around the line that begins a text.
func unwrapped(_ text: String) -> Unwrapped? {
    let bytes = Array(text.utf8)
    let span = bytes.span
    let line = PhysicalLine(span, at: 0, floor: 0, before: bytes.count)
    guard let found = Wrapping.read(span, line) else { return nil }
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    return Unwrapped(
        wrapping: found.wrapping,
        payload: string(found.payload),
        encoding: found.encoding,
        identity: (0..<found.identity.count).map { string(found.identity[$0]) },
        time: string(found.time),
        goesOn: found.goesOn,
        rest: string(found.end..<bytes.count)
    )
}
