/// Writes the tokens of a state: numbers, texts and marks between single spaces.
///
/// ```
/// state  = "tracelens.state.v1" LF *( token ( SP / LF ) ) "end" SP checksum LF
/// token  = number / text / mark
/// number = [ "-" ] 1*DIGIT
/// text   = "'" *( VCHAR / "%" 2HEX )   ; any byte but "!" to "~" without "%" as its value
/// mark   = 1*( a-z )                   ; begins a part, so that a fault is found near its place
/// ```
///
/// It is ASCII whatever a log holds, and can be looked at with a pager.
struct StateWriter {
    static let header = "tracelens.state.v1"

    private(set) var bytes: [UInt8] = []
    /// The numbers of paths that were written: each is written once.
    private var paths: [String: Int] = [:]

    init() {
        bytes += Array((Self.header + "\n").utf8)
    }

    /// Begins a part.
    mutating func mark(_ name: String) {
        if bytes.last == Self.space { bytes[bytes.count - 1] = UInt8(ascii: "\n") }
        bytes += Array(name.utf8)
        bytes.append(Self.space)
    }

    mutating func write(_ number: some BinaryInteger) {
        bytes += Array(String(number).utf8)
        bytes.append(Self.space)
    }

    mutating func write(_ flag: Bool) {
        write(flag ? 1 : 0)
    }

    mutating func write(_ text: String) {
        write(text: text.utf8)
    }

    mutating func write(text: some Sequence<UInt8>) {
        bytes.append(UInt8(ascii: "'"))
        for byte in text {
            if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "%") {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(Self.digits[Int(byte >> 4)])
                bytes.append(Self.digits[Int(byte & 15)])
            }
        }
        bytes.append(Self.space)
    }

    /// Writes an optional as how many there are, none or one.
    mutating func write<Value>(
        _ value: Value?,
        _ write: (inout StateWriter, Value) -> Void
    ) {
        self.write(value == nil ? 0 : 1)
        if let value { write(&self, value) }
    }

    /// Writes how many there are and each.
    mutating func write<Values: Collection>(
        _ values: Values,
        _ write: (inout StateWriter, Values.Element) -> Void
    ) {
        self.write(values.count)
        for value in values { write(&self, value) }
    }

    /// Writes a path, or its number where it was written before.
    mutating func write(path: String) {
        if let number = paths[path] {
            write(number)
        } else {
            write(paths.count)
            paths[path] = paths.count
            write(path)
        }
    }

    /// Ends the state and hands it over.
    consuming func finish() -> String {
        mark("end")
        let sum = Self.checksum(bytes[...])
        write(sum)
        bytes[bytes.count - 1] = UInt8(ascii: "\n")
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What the bytes before the checksum come to (FNV-1a).
    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    private static let space = UInt8(ascii: " ")
    private static let digits = Array("0123456789ABCDEF".utf8)
}
