import Testing
import TraceParse

@testable import TraceReport

/// A report as big as reports get stays small enough to be sent, and its page to be read.
@Suite struct ReportSizeTests {
    @Test func `8,192 groups stay within bounds in every format`() {
        let records = (0..<8_192).map { number in
            var builder = RecordBuilder(
                .timeout,
                kind: .recoveredPanic,
                message: "call \(number) of the backend: i/o timeout",
                operation: "read",
                peer: ("10.\(number >> 8).\(number & 255).1", 80),
                seconds: Int64(number * 7),
                line: number + 1,
                fingerprint: UInt64(number)
            )
            builder.goroutine(
                id: number,
                (0..<6).map {
                    FrameText("main.step\($0)", "0xc000", "/srv/app/main.go", $0 + 1, 16)
                }
            )
            builder.record.handlerFrame = 0
            builder.record.originFrame = 0
            return builder.record
        }
        let report = Report(summary: Summary.of(records))
        #expect(report.groups.count == 8_192)
        #expect(report.rendered(as: .json).utf8.count < 24 << 20)
        #expect(report.rendered(as: .markdown).utf8.count < 64 << 10)
        #expect(report.rendered(as: .text).utf8.count < 64 << 10)
    }

    @Test func `a message of megabytes, NULs and bytes that are no text stay in bounds`() {
        var builder = RecordBuilder(.timeout, message: "x", seconds: 1)
        let bytes = Array("\u{0}\u{1B}[2J<b>`|".utf8) + [0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80]
        builder.record.message = builder.bytes((0..<80_000).flatMap { _ in bytes })
        builder.record.hasMessage = true
        let report = Report(summary: Summary.of([builder.record]))
        for format in ReportFormat.allCases {
            let page = report.rendered(as: format)
            #expect(!page.unicodeScalars.contains { VisibleText.acts($0) && $0 != "\n" })
            #expect(page.utf8.count < (format == .json ? 8 << 20 : 128 << 10))
        }
    }

    @Test func `a line of ten megabytes makes a page`() throws {
        let filler = String(repeating: "<script>`|\u{1B}[31m ", count: 700_000)
        let log =
            "2024/05/11 10:20:30 \(filler): write tcp 10.0.0.1:80->10.0.0.2:9: write: broken pipe\n"
        let page = try ReadLog([("app.log", log)]).report.rendered(as: .markdown)
        #expect(page.contains("broken_pipe"))
        #expect(page.utf8.count < 128 << 10)
    }
}
