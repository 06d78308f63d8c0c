/// A command that a pasted session shows before its output.
struct ShellCommand: Sendable {
    /// The line from the command's name on, cut.
    let text: HostText
    /// The words of its stages.
    let words: [HostText]
    // Stages after the first: `grep`, `awk`, `wc`, …
    let filters: [[HostText]]
    /// The tool whose output follows.
    let tool: Tool?

    /// The tools whose output is understood.
    enum Tool: Hashable, Sendable {
        case netstat, ss, lsof, ulimit, prlimit, cat, ls, curl, nstat, sysctl, dmesg, free, ps
        case systemctl, other
    }

    /// How much of a command is looked at.
    private static let longest = 2048

    init(_ line: HostText) {
        text = HostText(line.bytes.prefix(Self.longest)).trimmed
        let stages = Self.stages(text)
        words = stages.first ?? []
        filters = Array(stages.dropFirst())
        tool = words.lazy.compactMap(Self.tool).first
    }

    /// The stages of a pipe, each as its words; quotes keep words and bars together.
    private static func stages(_ text: HostText) -> [[HostText]] {
        var made: [[HostText]] = [[]]
        var word: [UInt8] = []
        var isWord = false
        var quote: UInt8?
        func end() {
            if isWord { made[made.count - 1].append(HostText(word[...])) }
            word = []
            isWord = false
        }
        for byte in text.bytes {
            if let open = quote {
                if byte == open { quote = nil } else { word.append(byte) }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
                isWord = true
            } else if byte.isBlank {
                end()
            } else if byte == UInt8(ascii: "|") {
                end()
                made.append([])
            } else {
                word.append(byte)
                isWord = true
            }
        }
        end()
        return made.filter { !$0.isEmpty }
    }

    private static func tool(_ word: HostText) -> Tool? {
        let slash = word.bytes.lastIndex(of: UInt8(ascii: "/"))
        let name = slash.map { word.from($0 + 1) } ?? word
        return switch name.string(clippedTo: 12) {
        case "netstat": .netstat
        case "ss": .ss
        case "lsof": .lsof
        case "ulimit": .ulimit
        case "prlimit": .prlimit
        case "cat", "grep", "egrep", "head", "tail", "more", "less": .cat
        case "ls", "find": .ls
        case "curl": .curl
        case "nstat": .nstat
        case "sysctl": .sysctl
        case "dmesg", "journalctl": .dmesg
        case "free": .free
        case "ps": .ps
        case "systemctl": .systemctl
        case "awk", "sed", "wc", "sort", "vim", "vi", "echo", "kill", "tracelens": .other
        default: nil
        }
    }

    /// Whether the line is surely a command, without a prompt before it.
    static func isSurelyCommand(_ line: HostText) -> Bool {
        guard let first = line.first, first.isLetter || first == UInt8(ascii: "/") else {
            return false
        }
        let words = line.fields(atMost: 3)
        guard words.count >= 2, let tool = tool(words[0]) else { return false }
        let isFile = words[1].starts("/proc/") || words[1].starts("/sys/")
        let isOption = words[1].first == UInt8(ascii: "-") && words[1].count > 1
        return tool == .cat
            ? isFile || isOption && words.count > 2 : isOption || line.contains(" | ")
    }

    /// Whether a word stands anywhere in it.
    func has(_ literal: StaticString) -> Bool { text.contains(literal) }

    /// Whether one of its stages after the first is a program's.
    func isPiped(to name: StaticString) -> Bool {
        filters.contains { $0.first?.same(name) ?? false }
    }

    /// The process of `/proc/PID/…` or `-p PID`.
    var pid: Int? {
        if let proc = text.range(of: "/proc/") {
            let digits = HostText(text.from(proc.upperBound).bytes.prefix(while: \.isDigit))
            if let pid = digits.number { return pid }
        }
        for (index, word) in words.enumerated() where index + 1 < words.count {
            if word.same("-p") || word.same("--pid"), let pid = words[index + 1].number {
                return pid
            }
        }
        for word in words where word.starts("-p") || word.starts("--pid=") {
            if let pid = word.trimmed({ !$0.isDigit }).number { return pid }
        }
        return nil
    }

    /// The setting that `cat /proc/sys/net/core/somaxconn` reads, by its name in sysctl.
    var setting: String? {
        guard let start = text.range(of: "/proc/sys/") else { return nil }
        let path = text.from(start.upperBound).bytes.prefix {
            !$0.isBlank && $0 != UInt8(ascii: "|")
        }
        guard !path.isEmpty, path.count <= 80 else { return nil }
        return String(
            decoding: path.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: ".") : $0 },
            as: UTF8.self
        )
    }

    /// The state that a list is filtered by: `ss state close-wait`, `grep CLOSE_WAIT`.
    var stateFilter: TCPState? {
        for (index, word) in words.enumerated() where word.same("state") && index + 1 < words.count
        {
            if let state = TCPState(words[index + 1]) { return state }
        }
        for filter in filters where filter.first?.ends("grep") ?? false {
            guard !filter.contains(where: { $0.same("-v") || $0.same("-vE") }) else { continue }
            if let state = filter.dropFirst().lazy.compactMap(TCPState.init).first { return state }
        }
        if has("/CLOSE_WAIT/") || has("/CLOSE-WAIT/") { return .closeWait }
        if has("/TIME_WAIT/") || has("/TIME-WAIT/") { return .timeWait }
        return nil
    }

    /// Whether it lists sockets that listen.
    var listsListeners: Bool {
        guard tool == .ss || tool == .netstat else { return false }
        return words.contains { word in
            word.same("--listening")
                || word.starts("-") && !word.starts("--") && word.bytes.contains(UInt8(ascii: "l"))
        }
    }

    /// Whether only a part of the list was shown: its first lines, some lines in the middle.
    var isCut: Bool {
        filters.contains { ["head", "tail", "sed"].contains($0[0].string()) }
            || ["head", "tail", "sed"].contains(words.first?.string() ?? "")
    }

    /// Whether the list was filtered, by `grep` or by a filter of `ss`; `grep tcp` filters nothing.
    var isFiltered: Bool {
        let greps = ([words] + filters).filter { $0[0].ends("grep") }
        if greps.contains(where: { stage in
            let pattern = stage.dropFirst().first { $0.first != UInt8(ascii: "-") }
            return !(pattern?.lowercased().trimmed { $0 == UInt8(ascii: "^") }.same("tcp") ?? false)
                && !stage.contains { $0.starts("-v") }
        }) {
            return true
        }
        return words.contains { word in
            ["sport", "dport", "src", "dst"].contains(word.string(clippedTo: 6))
                || word.starts("sport") || word.starts("dport")
                || tool == .ss && (word.starts("(") || word.starts(":"))
        }
    }
}
