import TraceParse

/// What a reader has to know of what was not read, not understood or not kept.
enum Notes {
    static func all(of summary: Summary, partial: Bool) -> [Phrase] {
        var notes: [Phrase] = []
        if partial {
            notes.append(
                "The run was stopped before the end of its input; this is what was read until then."
            )
        }
        notes += inputs(of: summary.inputs)
        notes += incidents(of: summary)
        notes += limits(of: summary)
        return notes
    }

    /// As many files with the contents of others are named.
    private static let mostCopies = 16

    private static func inputs(of inputs: InputTable) -> [Phrase] {
        var notes: [Phrase] = []
        for note in inputs.notes {
            guard let problem = note.problem else { continue }
            notes.append("Not read whole: \(data: note.path): \(data: problem)")
        }
        notes += copies(inputs)
        for note in inputs.notes where note.statistics.isNewestFirst {
            notes.append(newestFirst(note))
        }
        if inputs.unlisted > 0 {
            notes.append("\(inputs.unlisted) inputs were summed up without being listed.")
        }
        if inputs.mentions > 0 {
            notes.append(
                "\(words: Wording.count(inputs.mentions, "text")) about errors were no incident: prose, comments, quotations."
            )
        }
        if inputs.unparsed > 0 {
            let place = inputs.notes.first { $0.statistics.firstUnparsed != nil }
            var note: Phrase =
                "\(words: Wording.count(inputs.unparsed, "piece")) of a trace could not be read"
            if let place, let offset = place.statistics.firstUnparsed {
                note += "; the first at byte \(offset) of \(data: place.path)"
            }
            notes.append(note.sentence)
        }
        return notes
    }

    private static func copies(_ inputs: InputTable) -> [Phrase] {
        let named = inputs.copies.prefix(mostCopies)
        var notes = named.map { copy -> Phrase in
            "Not read, since it has the contents of \(data: copy.original): \(data: copy.path)"
        }
        let others = inputs.copyCount - named.count
        if others > 0 {
            notes.append(
                "Nor were \(words: Wording.count(others, "other file")) read that have the contents of files before them."
            )
        }
        return notes
    }

    private static func newestFirst(_ note: InputNote) -> Phrase {
        var phrase: Phrase = "The newest lines of \(data: note.path) stand first"
        let count = note.statistics.reversed
        if count > 0 {
            phrase +=
                ", and \(words: Wording.count(count, "trace")) upside down, which could not be read"
        }
        phrase += ": export it with the oldest first, or turn it round with \(data: "tac")"
        return phrase.sentence
    }

    private static func incidents(of summary: Summary) -> [Phrase] {
        var notes: [Phrase] = []
        if summary.undated > 0 {
            notes.append(
                "\(summary.undated) of \(words: Wording.count(summary.incidents, "incident")) had no time; they are in no timeline, and no time filter left them out."
            )
        }
        if summary.truncated > 0 {
            notes.append(
                "\(words: Wording.count(summary.truncated, "incident")) were cut off in the input."
            )
        }
        if summary.clipped > 0 {
            notes.append(
                "\(words: Wording.count(summary.clipped, "incident")) reached a limit of length and were not kept whole."
            )
        }
        return notes
    }

    private static func limits(of summary: Summary) -> [Phrase] {
        var notes: [Phrase] = []
        let tables: [(String, Folded)] = [
            ("groups", summary.groups.folded), ("peers", summary.peers.folded),
            ("clients", summary.clients.folded),
        ]
        for (name, folded) in tables where folded.entries > 0 {
            notes.append(
                "\(folded.entries) small \(words: name) with \(words: Wording.count(folded.incidents, "incident")) are not listed: there were more than are kept apart."
            )
        }
        if summary.groups.withoutSample > 0 {
            notes.append(
                "\(words: Wording.count(summary.groups.withoutSample, "group")) have no sample: the memory for samples was used up."
            )
        }
        let abridged = summary.groups.entries.count { $0.sample?.isAbridged ?? false }
        if abridged > 0 {
            notes.append(
                "\(words: Wording.count(abridged, "sample")) were too long to keep whole; their first goroutines, threads and frames are."
            )
        }
        return notes
    }
}
