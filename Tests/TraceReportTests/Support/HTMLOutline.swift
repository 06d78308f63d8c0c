/// A page of HTML as far as a test needs it: its tags in order, and the text between them.
struct HTMLOutline {
    /// Elements that have no end.
    private static let void: Set<String> = ["meta", "wbr"]

    /// The tags as they stand there, with their attributes.
    private(set) var tags: [String] = []
    /// What is not a tag, its references resolved; the style and the script are left out.
    private(set) var text = ""
    /// The first thing that is wrong: an element that is not closed, or closed too often.
    private(set) var problem: String?

    init(_ page: String) {
        var open: [String] = []
        var rest = Substring(page).utf8
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            add(text: rest[..<start])
            guard let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) else {
                problem = problem ?? "a tag without an end"
                return
            }
            let tag = String(Substring(rest[rest.index(after: start)..<end]))
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("!") { continue }
            tags.append(tag)
            let name = String(tag.drop { $0 == "/" }.prefix { $0 != " " })
            if Self.void.contains(name) { continue }
            if !tag.hasPrefix("/") {
                open.append(name)
                // In these two nothing is a tag but their own end.
                guard name == "style" || name == "script" else { continue }
                rest = Self.end(of: name, in: rest)
            } else if open.popLast() != name {
                problem = problem ?? "</\(name)> closes nothing"
            }
        }
        if !open.isEmpty { problem = problem ?? "not closed: \(open.joined(separator: ", "))" }
    }

    /// The tags that there are, each once: numbers all alike, and without those that only let a line
    /// break.
    var shapes: Set<String> {
        Set(
            tags.filter { $0 != "wbr" }.map { tag in
                tag.reduce(into: "") { made, character in
                    let next: Character = character.isNumber ? "0" : character
                    if next != "0" || made.last != "0" { made.append(next) }
                }
            }
        )
    }

    /// The rest from where a raw element ends.
    private static func end(of name: String, in rest: Substring.UTF8View) -> Substring.UTF8View {
        let text = Substring(rest)
        return text[(text.firstRange(of: "</\(name)>")?.lowerBound ?? text.endIndex)...].utf8
    }

    private mutating func add(text bytes: Substring.UTF8View) {
        var made = ""
        var rest = bytes[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "&")),
            let end = rest[start...].firstIndex(of: UInt8(ascii: ";"))
        {
            made += String(Substring(rest[..<start]))
            made += Self.resolved(String(Substring(rest[start...end])))
            rest = rest[rest.index(after: end)...]
        }
        text += made + String(Substring(rest))
    }

    private static func resolved(_ reference: String) -> String {
        switch reference {
        case "&amp;": return "&"
        case "&lt;": return "<"
        case "&gt;": return ">"
        case "&quot;": return "\""
        default:
            let scalar = UInt32(reference.dropFirst(2).dropLast()).flatMap(Unicode.Scalar.init)
            return scalar.map { String(Character($0)) } ?? reference
        }
    }
}
