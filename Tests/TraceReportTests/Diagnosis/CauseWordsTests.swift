import Testing
import TraceParse

@testable import TraceReport

/// A page speaks the language of the programs whose log it reads.
@Suite struct CauseWordsTests {
    /// What only a Go program has.
    private static let ofGo = [
        "net/http", "http.Server", "http.Client", "http2.Server", "goroutine", "pprof", "r.Context",
        "context.", "syscall.", "time.Second", "tls.Config", "httptrace", "MaxIdleConnsPerHost",
        "db.Set", "net.Dialer", "net.Err", "sync.", "GOMEMLIMIT", "GOTRACEBACK", "go test",
        "go vet",
        "netutil", "resp.Body", "srv.", "WriteTimeout", "IdleConnTimeout", "SetWriteDeadline",
        "Go ",
    ]
    /// What only a Swift program has.
    private static let ofSwift = [
        "Swift", "NIO", "HTTPClient", "Hummingbird", "Vapor", "Fluent", "ChannelOption", "IOError",
        "URLSession", "TLSConfiguration", "SWIFT_BACKTRACE", "swift test", "channelInactive",
        "concurrentHTTP1", ".seconds(", "connectionPool",
    ]

    private func said(_ profile: CauseProfile, in languages: Languages) -> [String] {
        languages.remedies(profile.remedies).map { languages.phrase($0.saying).plain }
            + languages.phrases(profile.signs + profile.countersigns).map(\.plain)
            + languages.sources(profile.sources) + [profile.title]
    }

    @Test(arguments: CauseID.allCases)
    func `one language's words stand alone, and say enough`(id: CauseID) throws {
        let profile = try #require(Causes.profile(of: id))
        let cases: [(Languages, [String])] = [(.go, Self.ofSwift), (.swift, Self.ofGo)]
        for (language, foreign) in cases {
            for line in said(profile, in: language) {
                #expect(!line.hasPrefix("Go: ") && !line.hasPrefix("Swift: "))
                for word in foreign { #expect(!line.contains(word), "\(word) in: \(line)") }
            }
            let ranks = Set(language.remedies(profile.remedies).map(\.rank))
            #expect(ranks == Set(profile.remedies.map(\.rank)))
            #expect(!language.phrases(profile.signs).isEmpty)
        }
    }

    @Test(arguments: CauseID.allCases)
    func `with both languages, or with none, each line of one is led by its name`(id: CauseID)
        throws
    {
        let profile = try #require(Causes.profile(of: id))
        for languages in [Languages.all, []] {
            let lines = languages.remedies(profile.remedies)
                .map { ($0.saying.language, languages.phrase($0.saying).plain) }
            #expect(lines.count == profile.remedies.count)
            for (language, line) in lines {
                #expect(line.hasPrefix("Go: ") == (language == .go))
                #expect(line.hasPrefix("Swift: ") == (language == .swift))
            }
        }
    }

    @Test(
        arguments: [
            (.clientTimeout, "http.NewRequestWithContext", "httpClient.execute"),
            (.clientAbort, "syscall.ECONNRESET", "`errnoCode`"),
            (.fdLimit, "resp.Body.Close()", "HTTPClient.shared"),
            (.acceptQueue, "netutil.LimitListener", "backlog: 4096"),
            (.slowUpstream, "db.SetMaxOpenConns", "maxConnectionsPerEventLoop"),
            (.noConnectionReuse, "MaxIdleConnsPerHost: 64", "HTTPClient.shared"),
            (.idleTimeoutRace, "IdleConnTimeout", "connectionPool.idleTimeout"),
            (.idleConnectionDropped, "net.Dialer{KeepAlive", ".so_keepalive"),
            (.serverRestart, "srv.Shutdown(ctx)", "gracefulShutdownSignals"),
            (.processCrash, "GOTRACEBACK=all", "SWIFT_BACKTRACE=enable=yes"),
            (.portExhaustion, "MaxIdleConnsPerHost", "HTTPClient.shared"),
            (.programFault, "go test -race", "swift test --sanitize=thread"),
            (.tlsMismatch, "tls.Config{MinVersion", "minimumTLSVersion"),
            (.proxyTimeout, "http.TimeoutHandler", "httpClient.execute"),
            (.serverTimeout, "http.TimeoutHandler", "IdleStateHandler"),
            (.slowReader, "SetWriteDeadline", "channel.isWritable"),
            (.requestBodyAborted, "http.MaxBytesReader", "collect(upTo:)"),
            (.http2StreamReset, "http2.Server", "streamResetFrameRateLimit"),
            (.stalePooledConnection, "db.SetConnMaxIdleTime", "pruneInterval"),
            (.sigpipe, "signal.Ignore(syscall.SIGPIPE)", "signal(SIGPIPE, SIG_IGN)"),
            (.writeAfterClose, "net.ErrClosed", "channel.isActive"),
            (.memoryPressure, "GOMEMLIMIT", "heaptrack"),
            (.networkPath, "net.Dialer{Timeout", "timeout.connect"),
        ] as [(CauseID, String, String)]
    )
    func `a cause's remedies name the settings of the language`(
        id: CauseID,
        go: String,
        swift: String
    ) throws {
        let profile = try #require(Causes.profile(of: id))
        func text(_ languages: Languages) -> String {
            languages.remedies(profile.remedies).map(\.saying.text.plain).joined(separator: "\n")
        }
        let (bare, swiftBare) = (plain(go), plain(swift))
        #expect(text(.go).contains(bare) && !text(.go).contains(swiftBare))
        #expect(text(.swift).contains(swiftBare) && !text(.swift).contains(bare))
        #expect(text(.all).contains(bare) && text(.all).contains(swiftBare))
        let page = try #require(Explanation.text(of: id.rawValue))
        #expect(page.contains("Go:") && page.contains("Swift:"))
    }

    /// A text without the marks of code, as `plain` gives it.
    private func plain(_ text: String) -> String { text.filter { $0 != "`" } }

    // MARK: - Whole reports

    /// Writes to channels and connections that were closed, in many peers' names.
    private static func closed(_ language: Language, _ count: Int = 12) -> String {
        let lines = Line.repeating(count) { number in
            switch language {
            case .go:
                "\(Line.go(number * 9)) push: write tcp 10.9.0.1:8080->10.9.0.\(number):40\(100 + number): use of closed network connection"
            case .swift:
                "2025-03-04T10:0\(number % 10):07+0000 error push: [Push] stream to client failed: I/O on closed channel"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func remedies(_ report: Report, _ id: CauseID) -> [String] {
        report.causes.first { $0.id == id }?.remedies.map(\.text.plain) ?? []
    }

    @Test(
        arguments: [
            ([.go], false, ["net.ErrClosed"], ["channel.isActive", "Go: "]),
            ([.swift], false, ["channel.isActive"], ["net.ErrClosed", "Swift: "]),
            ([.go, .swift], false, ["Go: ", "net.ErrClosed", "Swift: ", "channel.isActive"], []),
            ([.swift, .go], false, ["Go: ", "net.ErrClosed", "Swift: ", "channel.isActive"], []),
            ([.go, .swift], true, ["Go: ", "net.ErrClosed", "Swift: ", "channel.isActive"], []),
            ([.swift, .swift], true, ["channel.isActive"], ["net.ErrClosed", "Swift: "]),
        ] as [([Language], Bool, [String], [String])]
    )
    func `a report speaks as its incidents do, from one run and from states`(
        logs: [Language],
        isMerged: Bool,
        present: [String],
        absent: [String]
    ) throws {
        let runs = try logs.enumerated().map { number, language in
            try ReadLog([("\(number).log", Self.closed(language))])
        }
        var whole = try SummaryState(Array(SummaryState(summary: Summary()).text.utf8))
        for run in runs {
            var state = SummaryState(summary: run.summary, evidence: run.evidence)
            if isMerged { state = try SummaryState(Array(state.text.utf8)) }
            whole.merge(state)
        }
        let report = Report(summary: whole.summary, evidence: whole.evidence)
        let text = Self.remedies(report, .writeAfterClose).joined(separator: "\n")
        for words in present { #expect(text.contains(words), "\(text)") }
        for words in absent { #expect(!text.contains(words), "\(text)") }
        let once = try ReadLog(
            logs.enumerated().map { ("\($0.offset).log", Self.closed($0.element)) }
        )
        #expect(once.report.rendered(as: .json) == report.rendered(as: .json))
    }

    @Test func `incidents of another cause do not change a cause's words`() throws {
        let refused = Line.repeating(12) {
            Line.call(
                $0 * 5,
                "http://10.2.0.9:80/",
                "dial tcp 10.2.0.9:80: connect: connection refused"
            )
        }
        let log = Self.closed(.swift) + refused.joined(separator: "\n") + "\n"
        let report = try ReadLog([("app.log", log)]).report
        let closed = Self.remedies(report, .writeAfterClose).joined()
        #expect(closed.contains("channel.isActive") && !closed.contains("net.ErrClosed"))
        let refusals = Self.remedies(report, .upstreamRefused).joined()
        #expect(!refusals.isEmpty && !refusals.contains("AsyncHTTPClient"))
    }

    /// nginx tells of its upstream in no language of a program's.
    private static let proxy =
        (0..<12).map {
            Line.nginx(
                $0 * 9,
                "upstream timed out (110: Connection timed out) while reading response header from upstream"
            )
        }.joined(separator: "\n") + "\n"

    @Test func `incidents without a language take that of the others, else both`() throws {
        let alone = Self.remedies(try ReadLog([("a.log", Self.proxy)]).report, .proxyTimeout)
        #expect(
            alone.contains { $0.hasPrefix("Go: ") } && alone.contains { $0.hasPrefix("Swift: ") }
        )
        let beside = try ReadLog([("a.log", Self.proxy), ("b.log", Self.closed(.swift, 2))]).report
        let words = Self.remedies(beside, .proxyTimeout).joined(separator: "\n")
        #expect(words.contains("httpClient.execute"))
        #expect(!words.contains("http.TimeoutHandler") && !words.contains("Swift: "))
    }

    @Test func `there are Swift logs to look at`() {
        #expect(CauseCase.logs(of: "swift").count > 60)
    }

    @Test(arguments: CauseCase.logs(of: "swift"))
    func `nothing that is said of a Swift log is said of Go`(path: String) throws {
        let report = try ReadLog([("app.log", try CauseCase.text(path))]).report
        guard report.groups.contains(where: { $0.language == .swift }),
            !report.groups.contains(where: { $0.language == .go })
        else { return }
        for cause in report.causes {
            var lines = [cause.title] + cause.sources
            lines += (cause.missing + cause.remedies.map(\.text) + cause.checks.map(\.reading))
                .map(\.plain)
            for line in lines {
                for word in Self.ofGo { #expect(!line.contains(word), "\(word) in: \(line)") }
                #expect(!line.contains("panic"), "\(line)")
            }
        }
    }
}
