import Testing

@testable import TraceParse

/// Patterns of the user's own, and what PCRE2 makes of them.
struct PatternTests {
    @Test(arguments: ["(", "a{2,1}", "[z-a]", "(?<n>x)(?<n>y)", "\\", "(*UTF)x", "\\C"])
    func `rejects what does not compile`(expression: String) {
        #expect(throws: PatternError.self) {
            _ = try ErrorReader(patterns: [UserPattern(name: "own", expression: expression)])
        }
    }

    @Test func `says what is wrong and where`() {
        do throws(PatternError) {
            _ = try Pattern("abc(", name: "own")
            Issue.record("compiled")
        } catch {
            #expect(error.name == "own")
            #expect(error.offset == 4)
            #expect(error.reason.contains("parenthesis"))
        }
    }

    @Test func `matches in a range and from a position`() throws {
        let bytes = Array("aXbXc".utf8)
        let pattern = try Pattern("x", ignoresCase: true)
        let other = try Pattern("^x|x$")
        var matcher = Matcher()
        #expect(try matcher.firstMatch(of: pattern, in: bytes.span, 0..<5, from: 0) == 1..<2)
        #expect(try matcher.firstMatch(of: pattern, in: bytes.span, 0..<5, from: 2) == 3..<4)
        #expect(try matcher.firstMatch(of: pattern, in: bytes.span, 0..<1, from: 0) == nil)
        #expect(try matcher.firstMatch(of: pattern, in: bytes.span, 0..<0, from: 0) == nil)
        let nothing: [UInt8] = []
        let none = try matcher.firstMatch(of: pattern, in: nothing.span, 0..<0, from: 0)
        #expect(none == nil)
        #expect(try matcher.firstMatch(of: other, in: bytes.span, 1..<4, from: 1) == nil)
    }

    @Test func `reads invalid UTF-8`() throws {
        let bytes: [UInt8] = [0xFF, 0xC3] + Array("locked".utf8) + [0x80]
        var matcher = Matcher()
        let found = try matcher.firstMatch(of: Pattern("locked"), in: bytes.span, 0..<9, from: 0)
        #expect(found == 2..<8)
    }

    @Test(
        arguments: [
            "(a+)+$", "(a|aa)+$", "(a*)*b", "(.*)*x", "((a?){20})a{20}",
            "^(([a-z])+.)+[A-Z]([a-z])+$",
        ],
        [64, 4096, 8192]
    )
    func `ends a hostile pattern soon`(expression: String, count: Int) throws {
        let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: count) + Array("!".utf8)
        var reader = try ErrorReader(
            patterns: [UserPattern(name: "own", expression: expression)])
        let clock = ContinuousClock()
        let start = clock.now
        for _ in 0..<10 {
            _ = reader.readRecord(bytes.span, 0..<bytes.count, hit: 0, isLogLine: true)
        }
        #expect(clock.now - start < .seconds(2))
        if let failure = reader.failure { #expect(failure.name == "own") }
    }

    @Test func `reports the limit that a match ran into`() throws {
        let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 4096) + Array("!".utf8)
        var matcher = Matcher()
        #expect(throws: PatternError.self) {
            _ = try matcher.firstMatch(
                of: Pattern("(a+)+$"),
                in: bytes.span,
                0..<bytes.count,
                from: 0
            )
        }
    }

    @Test func `gives the user's class`() throws {
        let probe = ErrorProbe(
            "2026/11/22 17:24:48 remote=10.0.0.5:1 ledger 17 is locked: i/o timeout"
        )
        var reader = try ErrorReader(patterns: [
            UserPattern(name: "ledger_locked", expression: #"ledger \d+ is locked"#),
            UserPattern(name: "stock_gone", expression: "(?i)stock gone"),
        ])
        let reading = try #require(probe.record(isLogLine: true, &reader))
        #expect(reading.errorClass.rawValue == "ledger_locked")
        #expect(probe.string(reading.cause) == "ledger 17 is locked")
        #expect(probe.facts(reading).client == "10.0.0.5:1")
        let message = ErrorProbe("order 7: Stock Gone for sku-1")
        let panic = reader.readMessage(message.bytes.span, 0..<message.bytes.count)
        #expect(panic?.errorClass.rawValue == "stock_gone")
    }

    // swift-format-ignore
    @Test(arguments: [
        ("ledger locked", "ledger locked"), (#"ledger \d+ is locked"#, " is locked"),
        (#"a\.b\.c\.d"#, "a.b.c.d"), ("abc(def)ghijk", "ghijk"), ("abcd(e|f)?g", "abcd"),
        ("abcde?", "abcd"), ("abcdef*g", "abcde"), ("abcde+f", "abcde"), ("abcde{2}f", "abcd"),
        ("[abc]defg", "defg"), ("[]abc]defg", "defg"), ("[^]abc]defg", "defg"), (#"[\]abc]defg"#, "defg"),
        ("[[:alpha:]]defg", "defg"), ("^abcd$", "abcd"), ("(?:abcd|efgh)ijkl", "ijkl"),
        ("(?=x)abcd", "abcd"), ("(?<n>x)abcd", "abcd"), ("(x(y)z)*abcd", "abcd"), (#"(\)x)abcd"#, "abcd"),
        ("größer", "größer"), ("abcdé?", "abcd\u{c3}"),
    ])
    func `finds a literal that every match holds`(expression: String, literal: String) {
        let found = ErrorReader.requiredLiteral(of: expression)
        // A quantifier takes the last byte alone: what is left of the letter is no text.
        #expect(found == literal || literal.hasPrefix("abcd") && found == nil)
    }

    // swift-format-ignore
    @Test(arguments: [
        "", "abc", "a|bcde", "abcd|efgh", "(?i)abcd", "(?x) a b c d", "x(?i)abcd", "(*UTF)abcd", "(abcd)",
        #"\Qabcd\E"#, "(?#abcd)", "a?b?c?d?", "[abcd", "(abcd", "abcd)", #"abcd\"#, #"\x61bcd\1"#, "(?|abcd)x",
        "(?(1)abcd)", "(?R)abcd", "....", #"\d\d\d\d"#,
    ])
    func `finds none where it is not certain`(expression: String) {
        #expect(ErrorReader.requiredLiteral(of: expression) == nil)
    }
}
