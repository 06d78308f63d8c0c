/// Reads the tokens of a state, which may be anything: whatever it holds, the reader neither traps
/// nor keeps more than the file is long.
struct StateReader {
    private let bytes: [UInt8]
    private var position: Int
    /// Where the token that was read last begins.
    private var token = 0
    private var paths: [String] = []

    /// No count of a state is greater, so that sums of very many do not overflow.
    static let greatest = 1 << 48
    /// Moments past the years that a calendar can show.
    static let moments: ClosedRange<Int64> = -(1 << 38)...(1 << 38)

    /// A reader behind the header of a state whose checksum is right.
    init(_ bytes: [UInt8]) throws(StateError) {
        self.bytes = bytes
        let header = Array((StateWriter.header + "\n").utf8)
        position = header.count
        guard bytes.starts(with: header) else {
            let other = bytes.starts(with: Array("tracelens.state.".utf8))
            throw StateError(
                offset: 0,
                reason: other ? "a state of another version" : "no state of tracelens"
            )
        }
        try checkEnd()
    }

    /// Checks what the file ends with, so that a state that was cut is told at once.
    private func checkEnd() throws(StateError) {
        let most = 32
        let tail = bytes.suffix(most)
        let mark = Array("\nend ".utf8)
        var start: Int?
        for at in tail.indices where bytes[at...].starts(with: mark) { start = at }
        guard let start else {
            throw StateError(offset: bytes.count, reason: "the state is cut off")
        }
        let digits = bytes[(start + mark.count)...].dropLast()
        let sum = UInt64(String(decoding: digits, as: UTF8.self))
        let end = start + mark.count
        guard bytes.last == UInt8(ascii: "\n"), sum == StateWriter.checksum(bytes[..<end]) else {
            throw StateError(offset: end, reason: "the state was changed: its checksum is wrong")
        }
    }

    /// An error about the token that was read last.
    func fault(_ reason: String) -> StateError {
        StateError(offset: token, reason: reason)
    }

    /// Reads the mark that begins a part.
    mutating func mark(_ name: String) throws(StateError) {
        let range = try next()
        guard bytes[range].elementsEqual(name.utf8) else {
            throw fault("the part '\(name)' is missing")
        }
    }

    /// Reads a number.
    mutating func number<Number: FixedWidthInteger>(
        in range: ClosedRange<Number>
    ) throws(StateError) -> Number {
        let token = try next()
        guard let number = Number(String(decoding: bytes[token], as: UTF8.self)),
            range.contains(number)
        else { throw fault("a number is wrong") }
        return number
    }

    /// Reads how often something came.
    mutating func count(upTo limit: Int = greatest) throws(StateError) -> Int {
        try number(in: 0...limit)
    }

    mutating func flag() throws(StateError) -> Bool {
        try number(in: 0...1) == 1
    }

    mutating func text(upTo limit: Int = 1 << 20) throws(StateError) -> String {
        String(decoding: try rawText(upTo: limit), as: UTF8.self)
    }

    /// Reads the bytes of a text.
    mutating func rawText(upTo limit: Int) throws(StateError) -> [UInt8] {
        let range = try next()
        guard bytes[range.lowerBound] == UInt8(ascii: "'") else { throw fault("a text is missing") }
        var made: [UInt8] = []
        var at = range.lowerBound + 1
        while at < range.upperBound {
            if bytes[at] == UInt8(ascii: "%") {
                guard at + 2 < range.upperBound,
                    let high = Self.value(of: bytes[at + 1]),
                    let low = Self.value(of: bytes[at + 2])
                else { throw fault("a text is wrong") }
                made.append(high << 4 | low)
                at += 3
            } else {
                made.append(bytes[at])
                at += 1
            }
        }
        guard made.count <= limit else { throw fault("a text is too long") }
        return made
    }

    /// Reads what there is none or one of.
    mutating func optional<Value>(
        _ read: (inout StateReader) throws(StateError) -> Value
    ) throws(StateError) -> Value? {
        try flag() ? try read(&self) : nil
    }

    /// Reads as many as a number says, each of which takes a token at least.
    mutating func list<Value>(
        upTo limit: Int,
        _ read: (inout StateReader) throws(StateError) -> Value
    ) throws(StateError) -> [Value] {
        let count = try count(upTo: limit)
        guard count <= bytes.count - position else { throw fault("a list is too long") }
        var made: [Value] = []
        for _ in 0..<count { made.append(try read(&self)) }
        return made
    }

    /// Reads a value of an enumeration by its number.
    mutating func value<Value: RawRepresentable>(
        _ type: Value.Type
    ) throws(StateError) -> Value where Value.RawValue: FixedWidthInteger {
        let raw = try number(in: Value.RawValue.min...Value.RawValue.max)
        guard let value = Value(rawValue: raw) else { throw fault("a kind is not known") }
        return value
    }

    /// Reads a path, or the number of one that came before.
    mutating func path() throws(StateError) -> String {
        let number = try count(upTo: paths.count)
        if number == paths.count { paths.append(try text(upTo: 1 << 16)) }
        return paths[number]
    }

    /// Reads the end, behind which nothing may stand.
    mutating func end() throws(StateError) {
        try mark("end")
        _ = try next()
        guard position >= bytes.count else {
            throw StateError(offset: position, reason: "something follows the end")
        }
    }

    private mutating func next() throws(StateError) -> Range<Int> {
        token = position
        var end = position
        while end < bytes.count, bytes[end] > 0x20 { end += 1 }
        guard end > position else {
            throw StateError(offset: position, reason: "the state is cut off")
        }
        defer { position = end + 1 }
        return position..<end
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
