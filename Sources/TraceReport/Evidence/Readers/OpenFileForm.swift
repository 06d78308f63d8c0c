/// The list of `lsof`, one row a line or all rows in one.
///
///     COMMAND     PID USER   FD   TYPE DEVICE SIZE/OFF NODE NAME
///     api       12696 root    4u  IPv4 157579      0t0  TCP 127.0.0.1:9093->127.0.0.1:43442 (CLOSE_WAIT)
///     api       12696 root 1872u  sock    0,7      0t0 2800355 protocol: TCPv6
///
/// The number of a descriptor counts, not the number of lines: maps and directories have lines too, and
/// threads may have theirs.
struct OpenFileForm: HostTextForm {
    private struct Use {
        var name: String
        var descriptors = 0
        var highest: Int?
        var sockets = 0
        var closedButOpen = 0
        var hasMaps = false
    }

    private var uses: [Int: Use] = [:]
    private var tally = SocketTally(tool: .lsof)
    private var flattened: DescriptorUse?

    /// How many processes are kept, and of how many a reading is made.
    private static let held = 1_024
    private static let kept = 8

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        var made = Self()
        if line.starts("COMMAND"), line.contains("PID"), line.contains("FD"), line.contains("NODE")
        {
            if line.contains("protocol: TCP") { made.takeFlattened(line) }
            return made
        }
        guard desk.admits([.lsof]) else { return nil }
        return made.take(line, &desk) ? made : nil
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        guard line.count < 4096 else { return false }
        let fields = line.fields(atMost: 16)
        guard fields.count >= 5, let pid = fields[1].number,
            let at = fields.indices.dropFirst(2).prefix(4).first(where: {
                Self.isDescriptor(fields, $0)
            }),
            at + 2 < fields.count || fields.last?.contains("/fd/") ?? false
        else { return false }
        let number = desk.number(HostText(fields[at].bytes.prefix(while: \.isDigit)))
        guard uses[pid] != nil || uses.count < Self.held else { return true }
        var use = uses[pid] ?? Use(name: fields[0].string(clippedTo: 64))
        if let number {
            use.descriptors += 1
            use.highest = max(use.highest ?? 0, number)
        } else {
            use.hasMaps = true
        }
        take(line, type: fields[at + 1], pid: pid, descriptor: number, &use)
        uses[pid] = use
        return true
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        if let flattened { return [.descriptors(flattened)] }
        let isPart = (desk.command?.isCut ?? false) || (desk.command?.isFiltered ?? false)
        let ranked = uses.sorted {
            $0.value.descriptors == $1.value.descriptors
                ? $0.key < $1.key : $0.value.descriptors > $1.value.descriptors
        }
        var made: [HostReading.Value] = ranked.prefix(Self.kept).compactMap { pid, use in
            guard use.highest != nil else { return nil }
            // Without directories and maps the list is of network files only.
            let isWhole = use.hasMaps && !isPart
            return .descriptors(
                DescriptorUse(
                    process: use.name,
                    pid: pid,
                    open: isWhole ? use.descriptors : nil,
                    highest: use.highest,
                    sockets: use.sockets,
                    closedButOpen: use.closedButOpen,
                    isPart: !isWhole
                )
            )
        }
        if !tally.isEmpty { made.append(.sockets(tally.finish(scope: .filtered, unstated: nil))) }
        return made
    }

    // `1872u`, `cwd`, `txt`, `mem`, `12`
    private static func isDescriptor(_ fields: [HostText], _ index: Int) -> Bool {
        let text = fields[index]
        guard let first = text.first, text.count <= 9 else { return false }
        if first.isDigit {
            let rest = text.bytes.drop(while: \.isDigit)
            guard rest.count <= 2 else { return false }
            // One that was closed while it was looked at has no mode.
            guard let mode = rest.first else {
                return index + 1 < fields.count && fields[index + 1].same("unknown")
            }
            return "rwu-".utf8.contains(mode)
        }
        return ["cwd", "rtd", "txt", "mem", "DEL", "ltx", "NOFD", "jld", "err"]
            .contains(text.string(clippedTo: 5))
    }

    private mutating func take(
        _ line: HostText,
        type: HostText,
        pid: Int,
        descriptor: Int?,
        _ use: inout Use
    ) {
        guard descriptor != nil else { return }
        if type.same("sock") {
            use.sockets += 1
            if line.contains("protocol: TCP") { use.closedButOpen += 1 }
        } else if type.same("IPv4") || type.same("IPv6") {
            use.sockets += 1
            takeConnection(
                line,
                SocketOwner(process: use.name, pid: pid, highestDescriptor: descriptor)
            )
        }
    }

    // `TCP 127.0.0.1:9093->127.0.0.1:43442 (CLOSE_WAIT)`
    private mutating func takeConnection(_ line: HostText, _ owner: SocketOwner) {
        guard let start = line.range(of: " TCP ") else { return }
        let parts = line.from(start.upperBound).fields(atMost: 2)
        guard parts.count == 2,
            let state = TCPState(parts[1].trimmed { "()".utf8.contains($0) })
        else { return }
        let any = HostText("*:*")
        let arrow = parts[0].range(of: "->")
        let near = arrow.map { HostText(parts[0].bytes[..<$0.lowerBound]) } ?? parts[0]
        let far = arrow.map { parts[0].from($0.upperBound) } ?? any
        guard let local = HostAddress(near), let peer = HostAddress(far) else { return }
        tally.add(SocketTally.Row(state: state, local: local, peer: peer, owner: owner))
    }

    /// A list whose line breaks were lost: what is sure are the descriptors before the type `sock` and
    /// how often a socket has no connection.
    private mutating func takeFlattened(_ line: HostText) {
        var use = DescriptorUse(isPart: true)
        var index = line.bytes.startIndex
        var previous = index..<index
        while index < line.bytes.endIndex {
            while index < line.bytes.endIndex, line.bytes[index].isBlank { index += 1 }
            let start = index
            while index < line.bytes.endIndex, !line.bytes[index].isBlank { index += 1 }
            let word = line[start..<index]
            let isSocket = word.starts("sock") || word.starts("IPv")
            if isSocket, let number = Self.descriptor(line[previous]) {
                use.sockets += 1
                use.highest = max(use.highest ?? 0, number)
            }
            // The next row's process stands right after this one's type.
            if word.starts("TCP") {
                use.closedButOpen += 1
                let seam = word.bytes.dropFirst(3).drop { "v46".utf8.contains($0) }
                if use.process == nil, !seam.isEmpty {
                    use.process = HostText(seam).string(clippedTo: 64)
                }
            }
            previous = start..<index
        }
        flattened = use
    }

    // `1872u`
    private static func descriptor(_ text: HostText) -> Int? {
        guard let last = text.last, "rwu".utf8.contains(last) else { return nil }
        return text.dropLast(1).number
    }
}
