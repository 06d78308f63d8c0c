import Testing
import TraceParse

/// Whatever became of its newlines, a log gives the same goroutines, frames, classes, peers, times,
/// kinds and fingerprints.
struct LayoutLawTests {
    @Test(arguments: GoCase.all)
    func `every layout gives what the plain one gives`(case log: GoCase) throws {
        let bytes = try log.log()
        let plain = try readIncidents(bytes).map(Essence.init)
        for rendition in Rendition.allCases where !cannotTell(log, rendition) {
            let found = try readIncidents(rendition.render(bytes)).map(Essence.init)
            let differences = differences(found, from: plain)
            #expect(differences.isEmpty, "\(rendition): \(differences.joined(separator: "\n"))")
        }
    }

    @Test(arguments: GoCase.all)
    func `a message keeps all but its white space`(case log: GoCase) throws {
        let bytes = try log.log()
        let plain = try readIncidents(bytes)
        for rendition in Rendition.allCases where !cannotTell(log, rendition) {
            let found = try readIncidents(rendition.render(bytes))
            let texts = rendition.keepsBreaks ? messages : textOfPanic
            #expect(found.map(texts) == plain.map(texts), "\(rendition)")
        }
    }

    /// Of traces that begin their lines: what indents one looks like spaces that were newlines.
    @Test(arguments: GoCase.all)
    func `the layout is told`(case log: GoCase) throws {
        let bytes = try log.log()
        let plain = try readIncidents(bytes)
        guard bytes.firstRange(of: Array("\ngoroutine ".utf8), from: 0) != nil else { return }
        for rendition in Rendition.allCases where !cannotTell(log, rendition) {
            let found = try readIncidents(rendition.render(bytes))
            for (found, plain) in zip(found, plain) where plain.layout == .lines {
                let frames = plain.goroutines.reduce(0) { $0 + $1.frames.count }
                guard frames > 2 else { continue }
                #expect(found.layout == rendition.layout, "\(rendition)")
            }
        }
    }

    /// Pairs whose bytes allow another reading.
    private func cannotTell(_ log: GoCase, _ rendition: Rendition) -> Bool {
        switch rendition {
        case .joined, .joinedBare: Self.endInHexLetters.contains(log.name)
        default: false
        }
    }

    /// After the last offset the program printed a word that begins with hexadecimal digits, and
    /// nothing else: `+0x93done` may be the offset 0x93d and the word `one`.
    private static let endInHexLetters: Set = [
        "go1.21-allstacks", "go1.27-allstacks", "go1.21-debugstack-log", "go1.27-debugstack-log",
        "go1.24-printstack",
    ]

    private func messages(_ incident: Incident) -> [String] {
        ([incident.message ?? ""] + incident.chain).map { $0.filter { !$0.isWhitespace } }
    }

    /// What a panic or a throw says in all.
    ///
    /// Where line breaks are lost, a later panic of a chain may be a part of the message before
    /// it. What a framework prints around a message is not held to this.
    private func textOfPanic(_ incident: Incident) -> [String] {
        switch incident.kind {
        case .panic, .httpPanic, .fatalError, .signal:
            [messages(incident).joined(separator: "panic:")]
        default: []
        }
    }
}
