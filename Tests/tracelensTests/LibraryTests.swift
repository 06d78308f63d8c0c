import Testing
import TraceParse

@Suite struct `The library, as the README shows it` {
    @Test func `hands over the incidents of chunks`() throws {
        let log = Array((Log.ordinary() + Log.brokenPipe() + Log.refused()).utf8)
        let chunks = [Array(log[..<40]), Array(log[40..<90]), Array(log[90...])]
        var classes: [String] = []

        var parser = try TraceParser(path: "app.log")
        for chunk in chunks {
            parser.feed(chunk.span) { incident in
                classes.append(incident.errorClass?.rawValue ?? "none")
            }
        }
        let statistics = parser.finish { (incident: Incident) in
            classes.append(incident.errorClass?.rawValue ?? "none")
        }

        #expect(classes == ["broken_pipe", "connection_refused"])
        #expect(statistics.bytes == log.count)
        #expect(statistics.lines == 3)
    }
}
