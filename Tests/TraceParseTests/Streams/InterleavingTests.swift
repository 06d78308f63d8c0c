import Testing
import TraceParse

/// Streams whose lines stand among each other's are read as if each stood alone.
struct InterleavingTests {
    private static let threeOf: [@Sendable (Int) -> Int] = [{ $0 }, { 3 * $0 + 1 }, { 7 * $0 + 5 }]

    private static let traces = GoCase.all.filter {
        let log = (try? $0.log()) ?? []
        return log.count < 4000 && (try? readIncidents(log).first?.goroutines.isEmpty) == false
    }

    @Test(arguments: 1...200)
    func `three traces of three streams are told apart`(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let transports: [Carrier] = [.kubectl, .stern, .compose, .syslog, .shipper]
        let carrier = transports[seed % transports.count]
        let logs = try Self.threeOf.map { try Self.traces[$0(seed) % Self.traces.count].log() }
        let streams = logs.enumerated().map { carrier.wrappedLines($1, stream: $0) }
        let found = try readIncidents(interleaved(streams, &random))
        for (number, log) in logs.enumerated() {
            let own = found.filter { isOf(number, carrier, $0.source.stream ?? "") }
            let alone = try readIncidents(log)
            let differences = differences(own.map(untimed), from: alone.map(untimed))
            #expect(differences.isEmpty, "\(number): \(differences.joined(separator: "\n"))")
        }
        let ends = found.map { $0.source.byteOffset + $0.source.byteCount }
        #expect(ends == ends.sorted())
    }

    private func isOf(_ number: Int, _ carrier: Carrier, _ stream: String) -> Bool {
        switch carrier {
        case .compose: stream == "orders-\(number + 1)"
        case .syslog: stream.contains("web-0\(number)")
        default: stream.contains("-\(Carrier.pod(number))")
        }
    }

    private func interleaved(
        _ streams: [[[UInt8]]],
        _ random: inout SeededRandom
    ) -> [UInt8] {
        var rest = streams.map { $0[...] }
        var log: [UInt8] = []
        while let next = rest.indices.filter({ !rest[$0].isEmpty }).randomElement(using: &random) {
            let count = Int.random(in: 1...4, using: &random)
            log += rest[next].prefix(count).flatMap { $0 }
            rest[next] = rest[next].dropFirst(count)
        }
        return log
    }

    @Test(arguments: [Carrier.kubectl, .docker, .syslog])
    func `Go and Swift in one log are told apart`(carrier: Carrier) throws {
        let go = try #require(Self.traces.first).log()
        let swift = try SwiftCase(name: "fatal-default").log()
        var random = SeededRandom(seed: 4)
        let streams =
            carrier == .docker
            ? [
                Carrier.docker.wrappedLines(go),
                Carrier.docker.wrappedLines(swift).map(onStandardOutput),
            ] : [go, swift].enumerated().map { carrier.wrappedLines($1, stream: $0) }
        let found = try readIncidents(interleaved(streams, &random))
        for (language, log) in [(Language.go, go), (.swift, swift)] {
            let own = found.filter { $0.language == language }
            let alone = try readIncidents(log)
            #expect(!alone.isEmpty)
            let differences = differences(own.map(untimed), from: alone.map(untimed))
            #expect(differences.isEmpty, "\(language): \(differences.joined(separator: "\n"))")
        }
    }

    private func onStandardOutput(_ line: [UInt8]) -> [UInt8] {
        let text = String(decoding: line, as: UTF8.self)
        return Array(text.replacing("\"stderr\"", with: "\"stdout\"").utf8)
    }
}
