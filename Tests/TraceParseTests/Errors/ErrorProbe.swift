@testable import TraceParse

/// What a reader says of a text, as strings.
struct Facts: Equatable, CustomStringConvertible {
    var errorClass: String
    var operation: String?
    var transport: String?
    var local: String?
    var peer: String?
    var client: String?

    var description: String {
        [errorClass, operation ?? "-", transport ?? "-", local ?? "-", peer ?? "-", client ?? "-"]
            .joined(separator: " | ")
    }
}

/// Runs a reader over a text the way the front does: at each anchor, until one is an incident.
struct ErrorProbe {
    let bytes: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private static let anchors = Dictionary(
        grouping: ErrorCatalogue.anchors.map { Array($0.utf8) },
        by: { $0[0] }
    )

    /// Where the anchors of the catalogue stand.
    var hits: [Int] {
        bytes.indices.filter { index in
            (Self.anchors[bytes[index]] ?? []).contains { bytes[index...].starts(with: $0) }
        }
    }

    func record(isLogLine: Bool, _ reader: inout ErrorReader) -> ErrorReading? {
        for hit in hits {
            let found = reader.readRecord(
                bytes.span,
                bytes.startIndex..<bytes.endIndex,
                hit: hit,
                isLogLine: isLogLine
            )
            if let found { return found }
        }
        return nil
    }

    func record(isLogLine: Bool = true) throws -> ErrorReading? {
        var reader = try ErrorReader()
        return record(isLogLine: isLogLine, &reader)
    }

    func message() throws -> ErrorReading? {
        var reader = try ErrorReader()
        return reader.readMessage(bytes.span, bytes.startIndex..<bytes.endIndex)
    }

    func trap() throws -> ErrorReading? {
        var reader = try ErrorReader()
        return reader.readTrap(bytes.span, bytes.startIndex..<bytes.endIndex)
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    func facts(_ reading: ErrorReading) -> Facts {
        Facts(
            errorClass: reading.errorClass.rawValue,
            operation: reading.operation?.name.rawValue,
            transport: transport(reading.operation?.transport),
            local: end(reading.local),
            peer: end(reading.peer),
            client: end(reading.client)
        )
    }

    private func transport(_ transport: Transport?) -> String? {
        switch transport {
        case .printed(let range): string(range)
        case .pipe: "pipe"
        case .file: "file"
        case nil: nil
        }
    }

    private func end(_ end: EndpointRange?) -> String? {
        end.map {
            Endpoint(host: string($0.host), port: $0.port < 0 ? nil : Int($0.port)).description
        }
    }

    /// The fingerprint of a reading's text.
    func fingerprint(_ reading: ErrorReading) -> UInt64 {
        fingerprint(reading.core)
    }

    func fingerprint(_ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        ErrorReader.normalized(bytes.span, range, into: &hash)
        return hash
    }
}
