import TraceParse

extension Phrase {
    /// The phrases with something between them, a comma and a blank if nothing else is said.
    static func joined(_ phrases: [Phrase], by separator: String = ", ") -> Phrase {
        var made: Phrase = ""
        for (index, phrase) in phrases.enumerated() {
            if index > 0 { made += .words(separator) }
            made += phrase
        }
        return made
    }

    /// `file.go:12` of a place, without the file's directory; empty where no file is known.
    static func place(_ location: CodeLocation) -> Phrase {
        guard let file = location.file else { return "" }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return .data(location.line.map { "\(name):\($0)" } ?? name)
    }

    /// `function` at `file.go:12`.
    static func code(_ location: CodeLocation) -> Phrase {
        let place = place(location)
        return .data(location.function) + (place.isEmpty ? "" : " at " + place)
    }
}
