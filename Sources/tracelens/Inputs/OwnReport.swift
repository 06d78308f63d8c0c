/// What the reports of tracelens begin with, so that those in a directory of logs are not read as logs.
enum OwnReport {
    /// How many bytes are enough to tell.
    static let headLength = 64

    /// Whether a file that begins with the given bytes is one.
    static func isReport(head: [UInt8]) -> Bool {
        let text = String(decoding: head, as: UTF8.self)
        return openings.contains { text.hasPrefix($0) }
    }

    /// Markdown, text without colour and with it, HTML, the report's JSON, incidents a line, and a state.
    private static let openings = [
        "# tracelens report\n", "# tracelens report: ", "tracelens report\n====",
        "tracelens report: ", "\u{1B}[1;4mtracelens report",
        "<!DOCTYPE html><!-- tracelens report -->", "{\"schema\":\"tracelens.report.",
        "{\"schema\":\"tracelens.incident.", "tracelens.state.",
    ]
}
