/// What was undone before a text could be read: a transport's wrapping, or what it did to bytes.
package struct Undone: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// The wrapping of a transport.
    package init(_ wrapping: Wrapping) {
        rawValue = 1 << UInt64(wrapping.rawValue)
    }

    /// Parts of a longer line were put together.
    package static let parts = Undone(rawValue: 1 << 56)
    /// Codes of a terminal were taken out.
    package static let terminalCodes = Undone(rawValue: 1 << 57)
    /// Line breaks that were spelled out within one record became line breaks.
    package static let spelledBreaks = Undone(rawValue: 1 << 58)
    /// Control characters in octal digits became what they were.
    package static let octalCodes = Undone(rawValue: 1 << 59)
    /// A line break that a shipper put between two parts of a line was taken out.
    package static let falseBreaks = Undone(rawValue: 1 << 60)
    /// Lines of several streams were taken apart.
    package static let interleaving = Undone(rawValue: 1 << 61)
    /// UTF-16 became UTF-8.
    package static let utf16 = Undone(rawValue: 1 << 62)

    /// A transport cut the line off at its limit.
    package static let cutShort = Undone(rawValue: 1 << 63)

    /// Whether nothing but a logger's own record stood around the text, no transport's.
    var isOwnRecord: Bool {
        let wrappings = Undone(rawValue: rawValue & (1 << 56 - 1))
        return wrappings == Undone(.logfmt)
    }
}
