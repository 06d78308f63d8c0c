import TraceParse

@testable import TraceReport

/// What a run reads from logs and host texts, without files.
struct ReadLog {
    var summary = Summary()
    var evidence = HostEvidence()

    /// Reads logs by name, and texts of hosts by name, in order.
    init(_ logs: [(String, String)], evidence texts: [(String, String)] = []) throws {
        for (name, text) in logs { try read(Array(text.utf8), name) }
        for (name, text) in texts {
            evidence.merge(EvidenceReader.read(Array(text.utf8), path: name))
        }
    }

    var diagnosis: Diagnosis { Diagnosis(summary.settled(), evidence) }
    var report: Report { Report(summary: summary, evidence: evidence) }

    private mutating func read(_ bytes: [UInt8], _ name: String) throws {
        var parser = try TraceParser(path: name, options: ParserOptions(), withContext: true)
        var part = Summary()
        var texts = HostEvidence()
        var next = 0
        var count = 0
        repeat {
            count = unsafe parser.fill { buffer in
                let count = min(buffer.count, bytes.count - next)
                unsafe bytes[next..<next + count].withUnsafeBytes {
                    unsafe buffer.copyMemory(from: $0)
                }
                next += count
                return count
            } _: {
                part.add($0, path: name)
            }
            parser.takeContext { part.add($0, path: name) }
        } while count > 0
        let statistics = parser.finishRecords(
            { part.add($0, path: name) },
            context: { part.add($0, path: name) },
            hostTexts: { parts in
                for text in parts { texts.merge(EvidenceReader.read(text, path: name)) }
            }
        )
        summary.merge(part)
        summary.add(InputNote(path: name, statistics: statistics))
        evidence.merge(texts)
    }
}
