import Foundation

@testable import TraceReport

/// Host texts whose contents are known.
enum EvidenceFixtures {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }

    /// The command that a text of the folder `host` is the output of.
    static func command(_ name: String) throws -> String {
        let index = String(decoding: try bytes("host/index.tsv"), as: UTF8.self)
        let row = index.split(separator: "\n").first { $0.hasPrefix(name + "\t") }
        return String((row ?? "").split(separator: "\t")[1])
    }

    /// A text of the folder `host`, below its command or alone.
    static func reading(_ name: String, withCommand: Bool) throws -> HostEvidence {
        var text = try bytes("host/\(name)")
        if withCommand { text = Array("$ \(try command(name))\n".utf8) + text }
        return EvidenceReader.read(text, path: name)
    }
}

/// What a text says.
func evidence(_ text: String, from source: HostTextSource = .evidence) -> HostEvidence {
    EvidenceReader.read(Array(text.utf8), path: "host.txt", from: source)
}

extension HostEvidence {
    /// The first list of sockets.
    var table: SocketTable? { socketTables.first?.value }

    var kinds: [String] { readings.map(\.kind) }
}
