import Testing

@testable import tracelens

@Suite struct `What is shown to people` {
    @Test(arguments: [
        ("plain", "plain"), ("a\nb", "a\\u{a}b"), ("\u{1B}[31m", "\\u{1b}[31m"),
        ("\u{9B}0m", "\\u{9b}0m"), ("\u{202E}abc", "\\u{202e}abc"), ("größe", "größe"),
        ("\u{7F}\u{0}", "\\u{7f}\\u{0}"),
    ])
    func `has its control characters spelled out`(text: String, shown: String) {
        #expect(Console.printable(text) == shown)
    }

    @Test(arguments: [
        (0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 KB"), (17_500, "17.5 KB"),
        (999_999, "999 KB"), (1_000_000, "1.0 MB"), (3_450_000_000, "3.4 GB"),
        (16 << 30, "17.1 GB"), (Int.max / 10, "922337 TB"),
    ])
    func `names sizes`(bytes: Int, text: String) {
        #expect(Progress.size(bytes) == text)
    }
}
