/// What probably happened, and why.
struct Verdict: Hashable, Sendable {
    /// A second cause that has nothing to do with the first.
    struct Other: Hashable, Sendable {
        var mechanism: CauseID
        var root: CauseID?
    }

    /// How the connections, or the process, ended; `nil` where there was no incident.
    var mechanism: CauseID?
    /// Why; `nil` where the input cannot tell.
    var root: CauseID?
    var amplifiers: [CauseID] = []
    var also: [Other] = []
    var confidence = Confidence.none
    var sentence: Phrase
    /// What would change it; empty where there is nothing to doubt.
    var doubt: Phrase = ""
    /// How it probably came about; empty where the sentence says all.
    var chain: Phrase = ""
    /// What is usually concluded, and where that stops; empty where the verdict needs no such word.
    var usualReading: Phrase = ""
}
