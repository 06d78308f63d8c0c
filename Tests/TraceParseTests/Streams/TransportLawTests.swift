import Testing
import TraceParse

/// Whatever transport a log went through, the same incidents are read.
struct TransportLawTests {
    /// Traces of every kind, short enough to be read in each pair of wrappings.
    private static let traces = GoCase.all.filter {
        let log = (try? $0.log()) ?? []
        return log.count < 4000 && (try? readIncidents(log).first?.goroutines.isEmpty) == false
    }
    private static let twenty = stride(from: 0, to: traces.count, by: max(1, traces.count / 20))
        .prefix(20).map { traces[$0] }

    @Test(arguments: Carrier.allCases)
    func `a wrapping gives what the plain log gives`(carrier: Carrier) throws {
        for log in GoCase.all {
            let bytes = try log.log()
            guard bytes.count < 60_000, !carrier.needsNeighbours || hasLines(bytes) else {
                continue
            }
            expect(carrier.wrap(bytes), toGive: bytes, "\(log)")
        }
    }

    @Test(arguments: Carrier.allCases, Carrier.inner)
    func `two wrappings give what the plain log gives`(outer: Carrier, inner: Carrier) throws {
        #expect(Self.twenty.count == 20)
        for log in Self.twenty {
            let bytes = try log.log()
            guard !outer.needsNeighbours || hasLines(bytes) else { continue }
            expect(outer.wrap(inner.wrap(bytes)), toGive: bytes, "\(log)")
        }
    }

    private func hasLines(_ bytes: [UInt8]) -> Bool {
        bytes.count { $0 == UInt8(ascii: "\n") } > 2
    }

    private func expect(_ wrapped: [UInt8], toGive bytes: [UInt8], _ name: String) {
        guard let plain = try? readIncidents(bytes), let found = try? readIncidents(wrapped) else {
            Issue.record("\(name) cannot be read")
            return
        }
        let differences = differences(found.map(untimed), from: plain.map(untimed))
        #expect(differences.isEmpty, "\(name): \(differences.joined(separator: "\n"))")
    }

    @Test(arguments: Carrier.allCases)
    func `places are those of the log`(carrier: Carrier) throws {
        for log in Self.twenty {
            let wrapped = carrier.wrap(try log.log())
            for incident in try readIncidents(wrapped) {
                let source = incident.source
                #expect(source.byteOffset >= 0 && source.byteCount > 0)
                #expect(source.byteOffset + source.byteCount <= wrapped.count)
                let before = wrapped[..<source.byteOffset]
                #expect(source.line == before.count { $0 == UInt8(ascii: "\n") } + 1)
                guard carrier != .quoted else { continue }
                #expect(source.stream?.isEmpty == false)
            }
        }
    }

    @Test(arguments: Carrier.allCases)
    func `chunks do not matter`(carrier: Carrier) throws {
        var bytes: [UInt8] = []
        for log in Self.twenty { bytes += carrier.wrap(try log.log()) }
        let whole = try readIncidents(bytes)
        #expect(whole.count >= 20)
        for size in [1, 7, 4096, 65_537] {
            #expect(try readIncidents(bytes, chunks: .each(size)) == whole, "\(size)")
        }
    }

    @Test(arguments: Carrier.allCases)
    func `a record may be cut at every byte of its edge`(carrier: Carrier) throws {
        let lines = carrier.wrappedLines(try Self.twenty[0].log())
        let bytes = lines.flatMap { $0 }
        let edge = lines[0].count + lines[1].count
        for cut in max(0, edge - 150)...min(bytes.count, edge + 150) {
            let head = try readIncidents(Array(bytes[..<cut]))
            #expect(head == (try readIncidents(Array(bytes[..<cut]), chunks: .at([cut / 2]))))
            let tail = Array(bytes[cut...])
            #expect(try readIncidents(tail) == (try readIncidents(tail, chunks: .each(5))))
        }
    }

    @Test(arguments: Carrier.allCases)
    func `a chunk may end at every byte of a record's edge`(carrier: Carrier) throws {
        let lines = carrier.wrappedLines(try Self.twenty[0].log())
        let bytes = lines.flatMap { $0 }
        let whole = try readIncidents(bytes)
        #expect(!whole.isEmpty)
        for edge in [lines[0].count, lines[0].count + lines[1].count, bytes.count] {
            for cut in max(0, edge - 100)...min(bytes.count, edge + 100) {
                #expect(try readIncidents(bytes, chunks: .at([cut])) == whole, "\(cut)")
            }
        }
    }
}

/// An incident by what a transport leaves alone: where the program printed no time, the transport's
/// counts.
func untimed(_ incident: Incident) -> Essence {
    var essence = Essence(incident)
    // klog prints no year; the transport's is taken.
    let hasYear = incident.timeText?.dropFirst(4).first != " "
    if incident.timeSource != .own || !hasYear {
        essence.time = nil
        essence.timeText = nil
    }
    return essence
}
