/// A trace on a page: the program's own frames stand out, those of libraries and the runtime are folded.
struct HTMLTrace {
    /// Fewer lines are not worth a fold.
    private static let worthFolding = 4

    /// Neighbouring lines of one sort.
    private struct Run {
        enum Sort { case plain, own, foreign }

        let sort: Sort
        var lines: [Page.TraceLine] = []

        var frames: Int { lines.count { $0.depth == 1 } }
    }

    /// How many lines are shown; what is past them is counted.
    private let runs: [Run]
    private let omitted: Int

    /// A trace's beginning, as much of it as takes the given number of bytes.
    init(_ lines: [Page.TraceLine], bytes: Int) {
        var room = bytes
        let shown = lines.prefix { line in
            room -= Self.cost(of: line)
            return room >= 0
        }
        omitted = lines.count - shown.count
        var runs: [Run] = []
        for line in shown {
            let sort: Run.Sort = line.isOwn ? .own : line.depth == 0 ? .plain : .foreign
            if runs.last?.sort != sort { runs.append(Run(sort: sort)) }
            runs[runs.count - 1].lines.append(line)
        }
        self.runs = runs
    }

    private static let longestLine = 1_024

    /// How many bytes a line takes at most, once it is shown.
    private static func cost(of line: Page.TraceLine) -> Int {
        line.text.utf8.prefix(4 * longestLine).reduce(2 * line.depth + 1) { cost, byte in
            switch byte {
            case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
                UInt8(ascii: "'"), 0..<0x20, 0x7F:
                cost + 6
            case 0x80...: cost + 3
            default: cost + 1
            }
        }
    }

    func write(to page: inout HTMLWriter) {
        let hasOwn = runs.contains { $0.sort == .own }
        // Without a frame of its own, what the program did is told by the first stack.
        let open = hasOwn ? nil : runs.firstIndex { $0.sort == .foreign }
        page.element(
            "div",
            #"class="trace" tabindex="0" role="group" aria-label="Trace""#
        ) { box in
            for (index, run) in runs.enumerated() {
                if run.sort == .foreign, run.lines.count >= Self.worthFolding, index != open {
                    Self.fold(run, in: &box)
                } else {
                    Self.write(run, to: &box)
                }
            }
            if omitted > 0 {
                box.element("p") {
                    $0.add(text: "… \(Wording.count(omitted, "more line")), left out here")
                }
            }
        }
    }

    private static func fold(_ run: Run, in box: inout HTMLWriter) {
        box.element("details") { fold in
            fold.element("summary") {
                $0.add(text: Wording.count(run.frames, "frame") + " of libraries and the runtime")
            }
            write(run, to: &fold)
        }
    }

    private static func write(_ run: Run, to box: inout HTMLWriter) {
        switch run.sort {
        case .own:
            box.element("div", #"class="own""#) { own in
                own.element("span") { $0.add("own code") }
                own.element("pre") { $0.add(lines: run.lines, longest: longestLine) }
            }
        case .plain:
            box.element("pre", #"class="head""#) { $0.add(lines: run.lines, longest: longestLine) }
        case .foreign: box.element("pre") { $0.add(lines: run.lines, longest: longestLine) }
        }
    }
}

extension HTMLWriter {
    /// Writes lines one below the other.
    fileprivate mutating func add(lines: [Page.TraceLine], longest: Int) {
        for (index, line) in lines.enumerated() {
            if index > 0 { markup("\n") }
            for _ in 0..<max(0, line.depth) { markup("  ") }
            add(text: line.text.clipped(to: longest))
        }
    }
}
