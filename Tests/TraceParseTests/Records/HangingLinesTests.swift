import Testing

@testable import TraceParse

@Suite struct HangingLinesTests {
    @Test(arguments: [
        ("a\n    b\n    c", "a\nb\nc"), ("a\n    \n      b\n    c", "a\n\n  b\nc"),
        ("a\n    \n    b", "a\n\nb"), ("a\n  \tb\n    c\n", "a\n\tb\n  c\n"), ("a", "a"), ("", ""),
        ("\n", "\n"), ("a\n   ", "a\n"), ("a\nb\n  c", "a\nb\n  c"), ("a\n\n  b", "a\n\nb"),
        ("  a\n    b", "  a\nb"),
    ])
    func `further lines lose the indent that all have`(_ text: String, expected: String) {
        let bytes = Array(text.utf8)
        var copy = MappedText()
        PayloadDecoder.decode(bytes.span, 0..<bytes.count, .hanging, into: &copy)
        #expect(String(decoding: copy.bytes, as: UTF8.self) == expected)
    }
}
