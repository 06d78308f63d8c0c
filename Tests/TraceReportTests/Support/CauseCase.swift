import Foundation

@testable import TraceReport

/// A log of `Fixtures/causes` with what must be said of it.
struct CauseCase: Sendable, CustomStringConvertible {
    var name: String

    var description: String { name }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    /// Every case of the folder.
    static let all = names(in: folder.appending(path: "causes"))
        .filter { $0 != "README.md" }.map(CauseCase.init)

    /// What must be said of a case, and what may be.
    struct Truth: Decodable {
        struct Fair: Decodable {
            var mechanism: [String?]?
            var root: [String?]?
        }

        var mechanism: String?
        var root: String?
        var amplifiers: [String]
        var not: [String]
        var accept: Fair?
    }

    func truth() throws -> Truth {
        let file = Self.folder.appending(path: "causes/\(name)/truth.json")
        return try JSONDecoder().decode(Truth.self, from: try Data(contentsOf: file))
    }

    func read() throws -> ReadLog {
        try ReadLog(try texts("logs"), evidence: try texts("evidence"))
    }

    /// The logs of a folder of `Fixtures`, one of each case.
    static func logs(of folder: String) -> [String] {
        names(in: Self.folder.appending(path: folder)).map { "\(folder)/\($0)/raw.log" }
            .filter { (try? text($0)) != nil }
    }

    /// One of the texts of a folder of fixtures.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    private func texts(_ part: String) throws -> [(String, String)] {
        let names = Self.names(in: Self.folder.appending(path: "causes/\(name)/\(part)"))
        return try names.map { ($0, try Self.text("causes/\(name)/\(part)/\($0)")) }
    }

    private static func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }
}
