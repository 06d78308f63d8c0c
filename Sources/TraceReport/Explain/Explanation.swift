import TraceParse

/// What a class of errors or a cause means, for somebody who met its name in a report.
package enum Explanation {
    /// The explanation of a class or a cause, at most 80 columns wide.
    ///
    /// It is `nil` where no such name is known. Letters' case and hyphens do not matter.
    package static func text(of name: String) -> String? {
        let id = normalized(name)
        if let cause = CauseID(rawValue: id).flatMap(Causes.profile(of:)) { return text(of: cause) }
        let known = ClassProfile.all.first { $0.errorClass.rawValue == id }
        return known.map(text(of:))
    }

    /// All names with what they stand for, a line each.
    package static var list: String {
        let causes = Causes.profiles.sorted { order($0) < order($1) }.map {
            ($0.id.rawValue, $0.title)
        }
        let classes = ClassProfile.all.map { profile in
            (profile.errorClass.rawValue, firstSentence(of: profile.meaning.plain))
        }
        return "Causes\n" + lines(causes) + "\nClasses of errors\n" + lines(classes)
    }

    /// The known names that are most like one that is not known, at most three.
    package static func nearMatches(to name: String) -> [String] {
        let id = normalized(String(name.prefix(longest)))
        guard name.count <= longest else { return [] }
        let ranked = names.map { known in (known, distance(from: id, to: known)) }
            .filter { known, distance in
                distance <= max(1, id.count / 3) || !id.isEmpty && shareWord(id, known)
            }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        return ranked.prefix(3).map(\.0)
    }

    /// All names, causes first.
    package static var names: [String] {
        CauseID.allCases.map(\.rawValue) + ClassProfile.all.map(\.errorClass.rawValue)
    }

    /// What is longer is no slip of the pen.
    private static let longest = 40

    private static func normalized(_ name: String) -> String {
        String(name.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
    }

    private static func order(_ profile: CauseProfile) -> Int {
        CauseID.allCases.firstIndex(of: profile.id) ?? 0
    }

    // MARK: - Pages

    private static func text(of cause: CauseProfile) -> String {
        var page = Screen()
        page.title(cause.id.rawValue, "a cause: " + parts(of: cause))
        page.paragraph(cause.title + ".")
        page.paragraph(cause.meaning.plain)
        page.list("Told by", said(cause.signs))
        page.list("Against it", said(cause.countersigns))
        page.table(
            "What to do",
            cause.remedies.map { ($0.rank.shortWord, Languages.all.phrase($0.saying).plain) }
        )
        let sources = Languages.all.sources(cause.sources)
        page.paragraph("Written down in: " + sources.joined(separator: "; "))
        return page.text
    }

    /// Texts of all languages, told apart.
    private static func said(_ sayings: [Saying]) -> [String] {
        Languages.all.phrases(sayings).map(\.plain)
    }

    private static func text(of known: ClassProfile) -> String {
        var page = Screen()
        page.title(known.errorClass.rawValue, "a class of errors")
        page.paragraph(known.meaning.plain)
        page.list("In a log", said(known.texts))
        page.list("What to do", [known.advice.plain])
        page.table(
            "Causes that it points to",
            known.causes.compactMap { id in
                Causes.profile(of: id).map { (id.rawValue, $0.title) }
            }
        )
        page.paragraph("Written down in: " + known.sources.joined(separator: "; "))
        return page.text
    }

    private static func parts(of cause: CauseProfile) -> String {
        let words: [(CauseProfile.Part, String)] = [
            (.mechanism, "how connections end"), (.root, "why they do"),
            (.both, "how and why"), (.amplifier, "what makes it worse"),
        ]
        return words.filter { cause.can.contains($0.0) }.map(\.1).joined(separator: ", or ")
    }

    private static func lines(_ rows: [(String, String)]) -> String {
        rows.map { name, title in
            let padded = name + String(repeating: " ", count: max(1, 26 - name.count))
            let line = "  " + padded + title
            return line.count <= Screen.columns
                ? line + "\n" : line.prefix(Screen.columns - 1) + "…\n"
        }.joined()
    }

    private static func firstSentence(of text: String) -> String {
        let end = text.firstRange(of: ". ")?.lowerBound ?? text.endIndex
        let sentence = text[..<end]
        return sentence.hasSuffix(".") ? String(sentence.dropLast()) : String(sentence)
    }

    // MARK: - Near matches

    private static func shareWord(_ left: String, _ right: String) -> Bool {
        let words = Set(left.split(separator: "_").filter { $0.count >= 4 })
        return right.split(separator: "_").contains { words.contains($0) }
            || left.count >= 4 && right.contains(left)
    }

    /// How many letters are to be put in, taken out or changed (Levenshtein).
    private static func distance(from left: String, to right: String) -> Int {
        let (left, right) = (Array(left.utf8.prefix(64)), Array(right.utf8.prefix(64)))
        var row = Array(0...right.count)
        for (i, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let changed = diagonal + (letter == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(changed, diagonal + 1, row[j] + 1)
            }
        }
        return row[right.count]
    }
}

extension Remedy.Rank {
    /// One word for a column.
    fileprivate var shortWord: String {
        switch self {
        case .stopTheBleeding: "now"
        case .fix: "fix"
        case .hygiene: "hygiene"
        }
    }
}

/// Text for a screen of 80 columns.
private struct Screen {
    static let columns = 80

    private(set) var text = ""

    mutating func title(_ name: String, _ kind: String) {
        text += "\(name) (\(kind))\n"
    }

    mutating func paragraph(_ words: String) {
        text += "\n" + Self.wrapped(words, first: "", rest: "")
    }

    mutating func list(_ title: String, _ items: [String]) {
        guard !items.isEmpty else { return }
        text += "\n\(title)\n"
        for item in items { text += Self.wrapped(item, first: "  - ", rest: "    ") }
    }

    mutating func table(_ title: String, _ rows: [(String, String)]) {
        guard !rows.isEmpty else { return }
        text += "\n\(title)\n"
        let width = (rows.map(\.0.count).max() ?? 0) + 2
        for (name, words) in rows {
            let padding = String(repeating: " ", count: width - name.count)
            text += Self.wrapped(
                words,
                first: "  " + name + padding,
                rest: String(repeating: " ", count: width + 2)
            )
        }
    }

    /// Words in lines, each behind its indent; a word that is too long stands alone.
    private static func wrapped(_ words: String, first: String, rest: String) -> String {
        var made = ""
        var line = first
        var isEmpty = true
        for word in words.split(separator: " ") {
            if !isEmpty, line.count + 1 + word.count > columns {
                made += line + "\n"
                line = rest
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return made + line + "\n"
    }
}
