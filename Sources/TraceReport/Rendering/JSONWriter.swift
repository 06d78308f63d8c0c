/// Writes JSON in the order in which it is told to, into bytes that only grow.
///
/// A coder of values would leave out what is `nil`, order keys as it pleases, escape what need not
/// be and cost many times as much: here absent facts must stand as `null`, in the schema's order,
/// for every incident of a run.
struct JSONWriter {
    /// What was written so far.
    private(set) var bytes: [UInt8] = []
    /// Whether a comma has to come before what is written next.
    private var needsComma = false

    mutating func object<Failure>(
        _ members: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        try nested(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
    }

    mutating func array<Elements: Sequence, Failure>(
        _ elements: Elements,
        _ write: (inout JSONWriter, Elements.Element) throws(Failure) -> Void
    ) throws(Failure) {
        try nested(UInt8(ascii: "["), UInt8(ascii: "]")) { writer throws(Failure) in
            for element in elements { try write(&writer, element) }
        }
    }

    /// Hands over what was written so far where it is more than a limit, and forgets it.
    mutating func drain<Failure>(
        over limit: Int,
        to receive: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        guard bytes.count > limit else { return }
        try receive(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    /// A member's name that needs no escapes; its value has to be written next.
    mutating func key(_ name: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(name)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A member's name that the input chose.
    mutating func key(escaping name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func null() { literal("null") }

    mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }

    mutating func integer(_ value: some FixedWidthInteger) {
        separate()
        needsComma = true
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        let magnitude = UInt64(value.magnitude)
        var unit: UInt64 = 1
        while magnitude / unit >= 10 { unit *= 10 }
        while unit > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(magnitude / unit % 10))
            unit /= 10
        }
    }

    /// A number written as it stands, for example `0.45`.
    mutating func literal(_ text: String) {
        separate()
        append(text)
        needsComma = true
    }

    /// A string in quotes.
    mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        if Self.needsEscape(text.utf8.span) { escape(text) } else { append(text) }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    mutating func member(_ name: String, _ value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    mutating func member(_ name: String, _ value: Int?) {
        key(name)
        if let value { integer(value) } else { null() }
    }

    mutating func member(_ name: String, _ value: Bool) {
        key(name)
        boolean(value)
    }

    /// A newline between two documents.
    mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    private mutating func nested<Failure>(
        _ open: UInt8,
        _ close: UInt8,
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        separate()
        bytes.append(open)
        needsComma = false
        try body(&self)
        bytes.append(close)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    /// Whether a byte of the text may belong to something that does not stand raw.
    private static func needsEscape(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte >= 0x7F { return true }
        }
        return false
    }

    /// Appends a text's bytes at once: one by one they cost ten times as much.
    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { unsafe bytes.append(contentsOf: $0) }
    }

    private mutating func escape(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": bytes.append(contentsOf: #"\""#.utf8)
            case "\\": bytes.append(contentsOf: #"\\"#.utf8)
            case "\n": bytes.append(contentsOf: #"\n"#.utf8)
            case "\t": bytes.append(contentsOf: #"\t"#.utf8)
            case "\r": bytes.append(contentsOf: #"\r"#.utf8)
            case _ where scalar.isASCII && scalar.value >= 0x20 && scalar.value != 0x7F:
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            case _ where VisibleText.acts(scalar): escapeUnits(of: scalar)
            default:
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    /// The scalar as the UTF-16 units that JSON's `\u` knows.
    private mutating func escapeUnits(of scalar: Unicode.Scalar) {
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
            bytes.append(contentsOf: #"\u"#.utf8)
            for shift in [12, 8, 4, 0] {
                let digit = UInt8(unit >> UInt16(shift) & 0xF)
                bytes.append(
                    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                )
            }
        }
    }
}
