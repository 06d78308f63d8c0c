import Foundation
import TraceParse

/// One log of a Swift program.
struct SwiftCase: Sendable {
    var name: String

    /// Every case of the folder.
    static let all = Fixtures.names(in: "swift").map(SwiftCase.init)

    /// Those with threads.
    static let crashes = all.filter { (try? $0.expected().threads) != nil }

    /// The bytes that the program wrote.
    func log() throws -> [UInt8] {
        try Fixtures.bytes("swift/\(name)/raw.log")
    }

    /// What must be found in them.
    func expected() throws -> ExpectedCrashes {
        let json = Data(try Fixtures.bytes("swift/\(name)/expected.json"))
        return try JSONDecoder().decode(ExpectedCrashes.self, from: json)
    }
}

extension SwiftCase: CustomStringConvertible {
    var description: String { name }
}

/// What must be found in a log of Swift: `Fixtures/README.md` says what each part means.
struct ExpectedCrashes: Decodable {
    var incidents: Int?
    var classes: [String]
    var furtherClasses: Bool?
    var threads: [ExpectedThread]?

    enum CodingKeys: String, CodingKey {
        case incidents, classes
        case furtherClasses = "further_classes"
        case threads
    }
}

struct ExpectedThread: Decodable {
    var index: Int?
    var name: String?
    var crashed: Bool
    var frames: [ExpectedCrashFrame]
}

/// `[function, offset, image, file, line, column]`, or the word for frames that were left out.
struct ExpectedCrashFrame: Decodable, Equatable {
    var gap: String?
    var function: String?
    var offset: Int?
    var image: String?
    var file: String?
    var line: Int?
    var column: Int?

    init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        if values.count == 1 {
            gap = try values.decode(String.self)
            return
        }
        function = try values.decodeIfPresent(String.self)
        offset = try values.decodeIfPresent(Int.self)
        image = try values.decodeIfPresent(String.self)
        file = try values.decodeIfPresent(String.self)
        line = try values.decodeIfPresent(Int.self)
        column = try values.decodeIfPresent(Int.self)
    }

    /// A frame as a reader gives it.
    init(_ frame: CrashFrame) {
        if frame.kind == "omitted" || frame.kind == "truncated" {
            gap = frame.kind
            return
        }
        function = frame.function?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        offset = frame.offset
        image = frame.image
        file = frame.file
        line = frame.line
        column = frame.column
    }
}
