/// What the reports of tracelens begin with, so that those in a directory of logs are not read as logs.
enum OwnReport {
    /// How many bytes are enough to tell.
    static let headLength = 64

    /// Whether a file that begins with the given bytes is one.
    static func isReport(head: [UInt8]) -> Bool {
        let text = String(decoding: head, as: UTF8.self)
        return openings.contains { text.hasPrefix($0) }
            || (text.hasPrefix("{") && text.contains("\"schema\":") && text.contains(schema))
    }

    private static let openings = ["# tracelens", "tracelens report"]
    private static let schema = "\"tracelens."
}
