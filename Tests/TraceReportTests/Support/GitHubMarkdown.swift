/// As much of GitHub's Markdown as tells what a page would show as text, and what it would act on.
///
/// It reads bytes, as GitHub does: a mark that stands on a backtick does not hide it.
enum GitHubMarkdown {
    private static let backtick = UInt8(ascii: "`")
    private static let backslash = UInt8(ascii: "\\")

    /// What is left of a page when everything that is shown as it is has been taken out: fenced blocks,
    /// code spans, and `code` elements whose content has no tag.
    static func active(_ page: String) -> String {
        var kept: [[UInt8]] = []
        var fence: Int?
        for line in lines(of: page) {
            let ticks = line.prefix { $0 == backtick }.count
            if let open = fence {
                if ticks >= open, line.dropFirst(ticks).allSatisfy({ $0 == UInt8(ascii: " ") }) {
                    fence = nil
                }
                continue
            }
            if ticks >= 3, !line.dropFirst(ticks).contains(backtick) {
                fence = ticks
                continue
            }
            kept.append(withoutCode(line))
        }
        return String(decoding: Array(kept.joined(separator: "\n".utf8)), as: UTF8.self)
    }

    /// Whether every row of every table has as many cells as its head.
    static func tablesAreWhole(_ page: String) -> Bool {
        var width: Int?
        for line in lines(of: page) {
            guard line.starts(with: "| ".utf8) else {
                width = nil
                continue
            }
            let cells = bars(in: line)
            if let width, width != cells { return false }
            width = cells
        }
        return true
    }

    private static func lines(of page: String) -> [ArraySlice<UInt8>] {
        Array(page.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    private static func bars(in line: ArraySlice<UInt8>) -> Int {
        var count = 0
        var previous: UInt8 = 0
        for byte in line {
            if byte == UInt8(ascii: "|"), previous != backslash { count += 1 }
            previous = byte
        }
        return count
    }

    private static func withoutCode(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var made: [UInt8] = []
        var rest = line
        while let first = rest.first {
            if rest.starts(with: "<code>".utf8), let end = closingTag(in: rest) {
                let inside = rest[..<end].dropFirst(6)
                if inside.contains(UInt8(ascii: "<")) { made += inside }
                rest = rest[end...].dropFirst(7)
            } else if first == backslash {
                made += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if first == backtick {
                let ticks = rest.prefix { $0 == backtick }.count
                let after = rest.dropFirst(ticks)
                if let end = closing(ticks, in: after) {
                    rest = after[end...]
                } else {
                    made += rest.prefix(ticks)
                    rest = after
                }
            } else {
                made.append(first)
                rest = rest.dropFirst()
            }
        }
        return made
    }

    private static func closingTag(in text: ArraySlice<UInt8>) -> Int? {
        text.indices.first { text[$0...].starts(with: "</code>".utf8) }
    }

    /// Where a code span ends that was begun with so many backticks.
    private static func closing(_ ticks: Int, in text: ArraySlice<UInt8>) -> Int? {
        var index = text.startIndex
        while index < text.endIndex {
            let run = text[index...].prefix { $0 == backtick }
            if run.count == ticks { return run.endIndex }
            index = run.isEmpty ? index + 1 : run.endIndex
        }
        return nil
    }
}
