import Foundation
import Testing
import TraceParse

@testable import TraceReport

@Suite struct IncidentJSONTests {
    private func object(_ line: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    private var seedIncident: Incident {
        Seed.records[0].incident(index: 0, path: "app.log")
    }

    @Test func `an incident has the keys of the schema in their order`() throws {
        var incident = seedIncident
        incident.goroutines[0].frames = Array(incident.goroutines[0].frames.prefix(1))
        incident.timeText = "2022/04/11 11:23:00"
        let expected = """
            {"schema":"tracelens.incident.v1","index":0,"language":"go","kind":"http_panic",\
            "class":"broken_pipe",\
            "message":"write tcp 172.31.6.64:9093->172.31.34.109:32952: write: broken pipe",\
            "chain":[],"repeats":0,"time":"2022-04-11T11:23:00Z",\
            "time_text":"2022/04/11 11:23:00","time_source":"own",\
            "client":{"host":"172.31.34.109","port":32952},\
            "peer":{"host":"172.31.34.109","port":32952},\
            "local":{"host":"172.31.6.64","port":9093},\
            "operation":"write","transport":"tcp","signal":null,\
            "handler":{"function":"bsc-wallet/router/handler.BlockInfo",\
            "file":"/go/src/bsc-wallet/router/handler/wallethandler.go","line":395},\
            "origin":{"function":"bsc-wallet/router/apicommon.ReturnSuccessResponse",\
            "file":"/go/src/bsc-wallet/router/apicommon/common.go","line":38},\
            "goroutines":[{"id":145578,"state":"running","wait_minutes":null,\
            "locked_to_thread":false,"labels":null,"bubble":null,\
            "frames":[{"function":"net/http.(*conn).serve.func1","arguments":"0xc000399720",\
            "file":"/usr/local/go/src/net/http/server.go","line":1824,"offset":339,\
            "ambiguous":false}],"frames_elided":null,\
            "created_by":{"function":"net/http.(*Server).Serve",\
            "file":"/usr/local/go/src/net/http/server.go","line":3013,"offset":923,\
            "goroutine":null},"ancestors":[]}],"goroutines_elided":0,"threads":[],\
            "source":{"path":"app.log","line":1,"byte_offset":100,"byte_count":80,\
            "stream":null},"layout":"joined","fingerprint":"g1:b0c1d2e3f4a59687",\
            "truncated":false,"clipped":false}
            """
        #expect(IncidentJSON.line(incident) == expected)
    }

    @Test func `absent facts are null and lists are empty`() throws {
        let source = SourceRange(path: "", line: 1, byteOffset: 0, byteCount: 0)
        let members = try object(IncidentJSON.line(Incident(kind: .error, source: source)))
        #expect(members.count == 27)
        let absent = [
            "language", "class", "message", "time", "time_text", "time_source", "client", "peer",
            "local", "operation", "transport", "signal", "handler", "origin",
        ]
        for key in absent { #expect(members[key] is NSNull, "\(key)") }
        for key in ["chain", "goroutines", "threads"] {
            #expect((members[key] as? [Any])?.isEmpty == true, "\(key)")
        }
    }

    @Test func `a crash has its threads, frames and signal`() throws {
        let source = SourceRange(path: "x", line: 1, byteOffset: 0, byteCount: 9, stream: "pod/a")
        var incident = Incident(kind: .crash, source: source)
        incident.language = .swift
        incident.signal = SignalInfo(name: "SIGILL", address: "0x10")
        var frame = CrashFrame()
        frame.index = 0
        frame.function = "f() in c"
        frame.inlined = true
        incident.threads = [CrashThread(index: 0, name: "c", crashed: true, frames: [frame])]
        let line = IncidentJSON.line(incident)
        #expect(
            line.contains(
                """
                "threads":[{"index":0,"name":"c","crashed":true,"frames":[{"index":0,"kind":null,\
                "address":null,"function":"f() in c","offset":null,"image":null,"file":null,\
                "line":null,"column":null,"inlined":true}]}]
                """
            )
        )
        #expect(
            line.contains(#""signal":{"name":"SIGILL","code":null,"address":"0x10","pc":null}"#)
        )
        #expect(line.contains(#""stream":"pod/a""#))
    }

    @Test func `a race's goroutines say what they accessed, others have no such key`() {
        let source = SourceRange(path: "", line: 1, byteOffset: 0, byteCount: 0)
        var incident = Incident(kind: .dataRace, source: source)
        var goroutine = Goroutine(id: 7, state: "running")
        goroutine.access = "Write at 0x00c0000140a0"
        goroutine.ancestors = [Goroutine.Ancestor(id: 3, frames: [], createdBy: nil)]
        incident.goroutines = [goroutine, Goroutine(id: 8, state: "finished")]
        let line = IncidentJSON.line(incident)
        #expect(
            line.contains(
                """
                "ancestors":[{"id":3,"frames":[],"created_by":null}],\
                "access":"Write at 0x00c0000140a0"
                """
            )
        )
        #expect(line.components(separatedBy: "\"access\"").count == 2)
    }

    @Test(arguments: [
        ("plain", #""plain""#), ("a\"b", #""a\"b""#), ("a\\b", #""a\\b""#),
        ("a\nb\tc\rd", #""a\nb\tc\rd""#), ("\u{1B}[31m", #""\u001b[31m""#),
        ("\u{0}", #""\u0000""#), ("\u{7F}", #""\u007f""#), ("\u{9B}2J", #""\u009b2J""#),
        ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("\u{202E}gpj", #""\u202egpj""#),
        ("\u{2066}x\u{2069}", #""\u2066x\u2069""#), ("\u{200B}", #""\u200b""#),
        ("\u{FEFF}", #""\ufeff""#), ("\u{E0041}", #""\udb40\udc41""#), ("é漢😀", #""é漢😀""#),
        ("</script>", #""</script>""#), ("", #""""#),
    ])
    func `strings are escaped where they would act`(text: String, written: String) throws {
        var writer = JSONWriter()
        writer.string(text)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == written)
        let decoded =
            try JSONSerialization.jsonObject(
                with: Data("[\(written)]".utf8)
            ) as? [String]
        #expect(decoded == [text])
    }

    @Test func `bytes that are no text come out as valid UTF-8`() throws {
        var builder = RecordBuilder(.timeout)
        builder.record.message = builder.bytes([0x61, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0x0A])
        builder.record.hasMessage = true
        let line = IncidentJSON.line(builder.record.incident(index: 0, path: "a"))
        let message = try #require(try object(line)["message"] as? String)
        #expect(message.hasPrefix("a\u{FFFD}"))
        #expect(!line.contains("\n"))
    }

    @Test func `the longest incident takes time in proportion`() throws {
        let frame = FrameText("main.f", "0xc000, 0x1", "/go/src/app/main.go", 12, 34)
        expectLinear(4_096) { count in
            var builder = RecordBuilder(.stackOverflow, kind: .fatalError)
            for id in 0..<count {
                builder.goroutine(
                    id: id,
                    [FrameText](repeating: frame, count: 16),
                    createdBy: frame
                )
            }
            let line = IncidentJSON.bytes(builder.record.incident(index: 0, path: "a"))
            #expect(line.count > count * 16 * 80)
            #expect(line.last == UInt8(ascii: "}"))
        }
    }
}
