import Foundation

/// The folder of logs whose contents are known.
enum Fixtures {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    /// The names in one of its folders, sorted.
    static func names(in path: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(
            atPath: folder.appending(path: path).path
        )
        return (names ?? []).sorted()
    }

    /// The bytes of one of its files.
    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }
}

/// One log of a Go program.
struct GoCase: Sendable {
    var name: String

    /// Every case of the folder.
    static let all = Fixtures.names(in: "go").map(GoCase.init)

    /// The bytes that the program wrote.
    func log() throws -> [UInt8] {
        try Fixtures.bytes("go/\(name)/raw.log")
    }

    /// What must be found in them.
    func expected() throws -> ExpectedReading {
        let json = Data(try Fixtures.bytes("go/\(name)/expected.json"))
        return try JSONDecoder().decode(ExpectedReading.self, from: json)
    }
}

extension GoCase: CustomStringConvertible {
    var description: String { name }
}
