import Testing

@testable import TraceReport

@Suite struct MarkdownTextTests {
    @Test(arguments: [
        ("a", "`a`"), ("a`b", "``a`b``"), ("``", "``` `` ```"), ("`a", "`` `a ``"),
        (" a ", "`  a  `"), (" a", "` a`"), ("a\nb", #"`a\nb`"#), ("a\u{1B}[2Jb", #"`a\x1b[2Jb`"#),
        ("\u{202E}x", #"`\u202ex`"#), ("", "(empty)"), ("  ", "(blank)"), ("<b>", "`<b>`"),
        ("a|b", "`a|b`"), ("\\", "`\\`"),
    ])
    func `a code span shows its text as it is`(text: String, code: String) {
        #expect(MarkdownText.code(text) == code)
    }

    @Test(arguments: [
        ("a|b", "<code>a&#124;b</code>"), ("a\\|`b", "<code>a&#92;&#124;&#96;b</code>"),
        ("ab", "`ab`"), ("<i>|", "<code>&lt;i&gt;&#124;</code>"),
        ("a\n|", "<code>a&#92;n&#124;</code>"),
    ])
    func `a cell does not end at a bar in its text`(text: String, cell: String) {
        #expect(MarkdownText.cell("\(data: text)") == cell)
    }

    @Test(arguments: [
        ("a", "```text\na\n```"), ("```", "````text\n```\n````"),
        ("a\n````b", "`````text\na\n````b\n`````"),
        ("a\r\nb", "```text\na\\r\nb\n```"),
    ])
    func `a fence is longer than any in its text`(text: String, block: String) {
        #expect(MarkdownText.fenced(text) == block)
    }

    @Test(arguments: [
        ("CLOSE_WAIT", "CLOSE_WAIT"), ("_x", "\\_x"), ("a*b", "a\\*b"), ("[x](y)", "\\[x\\](y)"),
        ("a & b", "a \\& b"), ("# x", "\\# x"), ("<b>", "\\<b\\>"),
    ])
    func `own words are no markup`(words: String, escaped: String) {
        #expect(MarkdownText.escaped(words) == escaped)
    }

    @Test func `a summary in HTML holds no tag of its text`() {
        let html = MarkdownText.html("2 × \(data: "</summary><img src=x onerror='a'>\n\n# h")")
        #expect(
            html
                == #"2 × <code>&lt;/summary&gt;&lt;img src=x onerror='a'&gt;\n\n# h</code>"#
        )
    }

    @Test func `backticks in own words are code`() {
        let phrase: Phrase = "see `a|b` and \(data: "c`d")"
        #expect(MarkdownText.inline(phrase) == "see `a|b` and ``c`d``")
        #expect(phrase.plain == "see a|b and c`d")
    }

    @Test(
        arguments: [
            (0, "0 s"), (53, "53 s"), (60, "1 min"), (3_893, "64 min 53 s"),
            (7_199, "119 min 59 s"),
            (7_200, "2 h"), (93_900, "26 h 5 min"), (172_800, "2 d"), (190_000, "2 d 4 h"),
        ] as [(Int64, String)]
    )
    func `spans are said in words`(seconds: Int64, words: String) {
        #expect(Wording.span(seconds) == words)
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-4_000, "-4,000"),
    ])
    func `numbers are grouped`(number: Int, text: String) {
        #expect(Wording.number(number) == text)
    }

    @Test(arguments: [
        (0, "0 B"), (1_023, "1023 B"), (1_024, "1.0 KiB"), (1_824, "1.7 KiB"),
        (300 << 20, "300 MiB"), (5 << 40, "5.0 TiB"), (Int.max, "8191 PiB"),
    ])
    func `sizes have a unit`(bytes: Int, text: String) {
        #expect(Wording.bytes(bytes) == text)
    }

    @Test(arguments: [(1, 1, "100 %"), (1, 1_000, "< 1 %"), (999, 1_000, "> 99 %"), (1, 3, "33 %")])
    func `shares are not rounded to all or none`(part: Int, whole: Int, text: String) {
        #expect(Wording.percent(part, of: whole) == text)
    }

    @Test(arguments: [("abc", 3), ("漢字", 4), ("é", 1), ("e\u{301}", 1), ("😀", 2), ("", 0)])
    func `width is counted in columns`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
        #expect(DisplayWidth.of(DisplayWidth.clipped(text + "abcdefgh", to: 5)) <= 5)
        #expect(
            DisplayWidth.of(DisplayWidth.clipped("abcdefgh" + text, to: 5, keepingEnd: true)) <= 5
        )
    }
}
