import Testing

@testable import TraceReport

/// Whatever a log holds, a page comes of it.
@Suite struct `Logs that hold anything` {
    /// Messages of every length, down to none.
    @Test(arguments: 0..<16)
    func `a message of any length is added up`(length: Int) throws {
        let message = String("Get \"http://10.0.0.9:80\"".prefix(length))
        let log =
            "2024/05/11 10:20:30 http: panic serving 10.0.0.1:4711: \(message)\n"
            + "goroutine 7 [running]:\nmain.f(0x1)\n\t/app/main.go:12 +0x1f\n"
        let read = try ReadLog([("app.log", log)])
        #expect(read.summary.incidentCount == 1)
        #expect(read.report.rendered(as: .markdown).contains("app.log:1"))
    }

    /// Pieces of logs in no order, many times over.
    @Test(arguments: 0..<24)
    func `pieces in any order make a page`(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        for _ in 0..<20 {
            let count = Int.random(in: 1...40, using: &random)
            let log = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let page = try ReadLog([("app.log", log)]).report.rendered(as: .markdown)
            #expect(page.hasPrefix("# tracelens report"))
        }
    }

    private let pieces = [
        "goroutine 1 [running]:", "\n", " ", "panic: ", "panic serving 4:5: ", "rax 0x0",
        "write tcp 1.2.3.4:1->5.6.7.8:9: write: broken pipe", "\n\t/a/b.go:12 +0x1f",
        "main.main()", "created by ", "+0xc5", "exit status 2", "2024/05/11 10:20:30 ", "\"",
        "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1]", "{\"error\":\"",
        "Get \"http://a:80/\": EOF", "fatal error: ", "Program crashed: ", "Thread 0 crashed:\n",
        "0 [ra] 0x1 f() + 2 in a at /b.swift:1:2", " 200 5.1s 10.0.0.1 GET /", "listening on :80",
        "CLOSE_WAIT 1020\n", "$ netstat -n\n", "curl: (7) ", "retrying in 5ms", "\0", "é", "\\n",
        "lookup a on 1.1.1.1:53: no such host", "signal: killed", "-> ", "(", ")", "]", "\t",
    ]
}
