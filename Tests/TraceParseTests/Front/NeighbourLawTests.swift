import Testing
import TraceParse

/// A log reads the same alone as among others.
struct NeighbourLawTests {
    @Test(arguments: [Rendition.none, .joined, .escapedN, .rsyslog, .htmlJoined])
    func `a log among others gives what it gives alone`(rendition: Rendition) throws {
        let mixed = try MixedLog(GoCase.all, rendition, seed: 3)
        let found = try readIncidents(mixed.bytes)
        var next = found[...]
        for part in mixed.parts {
            let end = part.offset + part.bytes.count
            let own = next.prefix { $0.source.byteOffset < end }
            next = next.dropFirst(own.count)
            let alone = try readIncidents(part.bytes)
            #expect(own.count == alone.count, "\(part.log)")
            for (among, alone) in zip(own, alone) {
                let expected = placed(alone, part, index: among.index)
                guard among != expected else { continue }
                let differences = differences([Essence(among)], from: [Essence(expected)])
                Issue.record(
                    """
                    \(part.log): \(differences) \(among.source), not \(expected.source)
                    """
                )
            }
        }
        #expect(next.isEmpty)
    }

    /// An incident of a log that stands alone, as it must be among others: moved, and dated by the
    /// last line before it where its log dates it not.
    private func placed(_ alone: Incident, _ part: MixedLog.Part, index: Int) -> Incident {
        var incident = alone
        incident.index = index
        incident.source.byteOffset += part.offset
        incident.source.line += part.line - 1
        if let text = alone.timeText, alone.time?.seconds ?? 0 < 365 * 86_400 {
            // klog prints no year; all logs around are of 2022.
            #expect(text.dropFirst(4).first == " ")
            incident.time?.seconds += 18_993 * 86_400
        }
        if incident.timeSource == nil {
            incident.time = part.timeBefore
            incident.timeText = part.timeTextBefore
            incident.timeSource = .inherited
        }
        return incident
    }
}
