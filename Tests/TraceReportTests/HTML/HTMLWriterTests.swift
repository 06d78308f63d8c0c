import Testing

@testable import TraceReport

/// Text in HTML.
@Suite struct HTMLWriterTests {
    private func written(_ text: String) -> String {
        var writer = HTMLWriter()
        writer.add(text: text)
        return writer.output
    }

    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("<b>", "&lt;b&gt;"), ("a & b", "a &amp; b"),
        ("&lt;", "&amp;lt;"), ("\"'", "&quot;&#39;"), ("</script>", "&lt;/script&gt;"),
        ("\u{0}", #"\x00"#), ("\u{1B}[1m", #"\x1b[1m"#), ("\u{202E}x", #"\u202ex"#),
        ("a\nb", #"a\nb"#), ("\r", #"\r"#), ("\u{FEFF}", #"\ufeff"#), ("é — 字", "é — 字"),
        ("\u{338}x", "&#824;x"), ("a\u{338}", "a\u{338}"), ("<\u{338}", "&lt;\u{338}"),
        ("\u{301}<", "&#769;&lt;"),
    ])
    func `text is shown, never markup`(text: String, shown: String) {
        #expect(Array(written(text).unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test func `a phrase keeps words, what matters and text from the log apart`() {
        var writer = HTMLWriter()
        writer.add(.strong("so <") + " by \(data: "<b>") & `code`")
        #expect(
            writer.output
                == "<strong>so &lt;</strong> by <code>&lt;b&gt;</code> &amp; <code>code</code>"
        )
    }

    @Test func `a long name may break after a slash`() {
        var writer = HTMLWriter()
        writer.code("a/b/\u{338}c")
        #expect(writer.output == "<code>a/<wbr>b/<wbr>&#824;c</code>")
    }

    @Test func `elements are closed in order`() {
        var writer = HTMLWriter()
        writer.element("ul", #"class="n\#(7)""#) { list in
            list.element("li") { $0.add("one") }
            list.element("li") { _ in }
        }
        #expect(writer.output == #"<ul class="n7"><li>one</li><li></li></ul>"#)
        #expect(HTMLOutline(writer.output).problem == nil)
        #expect(HTMLOutline("<ul><li></ul></li>").problem != nil)
        #expect(HTMLOutline("<ul>").problem != nil)
    }
}
