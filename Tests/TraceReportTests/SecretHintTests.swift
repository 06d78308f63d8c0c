import Testing
import TraceParse

@testable import TraceReport

/// The hint spares most texts a closer look, and none that needs it.
@Suite struct SecretHintTests {
    private let pieces = [
        "password", "pass", "token", "Cookie", "api_key", "sid", "x-sig", "=", ": ", ":", " ", "--",
        "\"",
        "'", "\\", "https://", "user:pw@", "@tcp(h)", "@unix(s)", "Bearer abcd1234efgh",
        "eyJhbGciOiJI.x.y",
        "AKIAIOSFODNN7EXAMPLE", "ghp_16C7e42F292c6912E7710c838347",
        "-----BEGIN RSA PRIVATE KEY-----",
        "main.go:12", "net/http.(*conn).serve", "value1", "\n", ",", "é",
        "sk_live_0123456789abcdef", "_", ".",
    ]

    private func isIn(_ text: String) -> Bool { SecretHint.isIn(text.utf8.span) }

    private func isAnywhere(_ text: String) -> Bool { SecretHint.isAnywhere(in: text.utf8.span) }

    @Test(arguments: 0..<40)
    func `asking first changes nothing`(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        for _ in 0..<200 {
            let count = Int.random(in: 1...7, using: &random)
            let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            #expect(SecretMask.masked(text) == SecretMask.maskedThoroughly(text), "\(text)")
        }
    }

    @Test(arguments: [
        "net/http.(*conn).serve.func1", "/usr/local/go/src/net/http/server.go:1824",
        "github.com/gin-gonic/gin@v1.7.7/context.go:927", "0xc00621d600, 0xc8, 0x133ab98",
        "bsc-wallet/router/handler.BlockInfo", "libswiftCore.so", "closure #1 in Store.load(_:)",
    ])
    func `a frame needs no closer look`(text: String) {
        #expect(!isIn(text))
    }

    @Test func `texts that touch are looked at as if each began anew`() {
        let touching = "xghp_16C7e42F292c6912E7710c838347"
        #expect(!isIn(touching))
        #expect(isAnywhere(touching))
    }

    @Test func `a sample and a state hold no secret`() {
        var builder = RecordBuilder(.timeout, message: "token=s3cr3t at 10.0.0.1", seconds: 1)
        builder.goroutine(id: 1, [FrameText("main.f", "password=s3cr3t", "/a.go", 1, 1)])
        builder.record.chain = [builder.text("Cookie: a=s3cr3t")]
        let summary = Summary.of([builder.record])
        #expect(!SummaryState(summary: summary).text.contains("s3cr3t"))
        let sample = summary.groups.entries.first?.sample?.incident
        #expect(sample?.message == "token=[masked] at 10.0.0.1")
        #expect(sample?.goroutines.first?.frames.first?.function == "main.f")
        #expect(sample?.chain == ["Cookie: [masked]"])
    }
}
