import Testing

@testable import TraceParse

/// Records are used again and again, so nothing of one incident may be left for the next.
@Suite struct `A record that is emptied` {
    @Test func `is as good as a new one`() throws {
        let empty = String(reflecting: IncidentRecord())
        var fields = 0
        for log in try GoCase.all.map({ try $0.log() }) + SwiftCase.all.map({ try $0.log() }) {
            for record in try records(of: log) {
                fields += record.goroutines.count + record.threads.count + record.chain.count
                var emptied = record
                emptied.removeAll()
                #expect(String(reflecting: emptied) == empty)
            }
        }
        #expect(fields > 1000)
    }

    private func records(of log: [UInt8]) throws -> [IncidentRecord] {
        var parser = try TraceParser(path: "", options: ParserOptions(), withContext: true)
        var made: [IncidentRecord] = []
        var isRead = false
        while true {
            let count = unsafe parser.fill { buffer in
                guard !isRead else { return 0 }
                isRead = true
                let part = log.prefix(buffer.count)
                unsafe buffer.copyBytes(from: part)
                return part.count
            } _: {
                made.append(copy $0)
            }
            if count == 0 { break }
        }
        _ = parser.finishRecords { made.append(copy $0) }
        return made
    }
}
