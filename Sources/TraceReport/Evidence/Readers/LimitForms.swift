/// How many files may be open, as limits are printed.
///
///     Max open files            1024                 524288               files    (/proc/PID/limits)
///     NOFILE     max number of open files  1024  524288 files                      (prlimit)
///     open files                      (-n) 1024                                    (ulimit -a)
///     -n: file descriptors                1024                                     (ulimit -a, zsh)
///     LimitNOFILE=65535                                                            (systemd)
struct LimitForm: HostTextForm {
    private var limits: [DescriptorLimit] = []
    private var isTable = false

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        guard line.count < 200 else { return nil }
        var made = Self()
        if line.starts("Limit "), line.contains("Soft Limit"), line.contains("Hard Limit") {
            made.isTable = true
            return made
        }
        guard desk.admits([.cat, .prlimit, .ulimit, .systemctl]) else { return nil }
        return made.take(line, &desk) ? made : nil
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        guard line.count < 200 else { return false }
        if line.starts("Max open files ") {
            addPair(line.fields(), after: 3, scope: .process(pid: desk.command?.pid), &desk)
            return true
        }
        if line.starts("Max ") { return isTable }
        if line.starts("NOFILE ") {
            let fields = line.fields()
            let start = fields.firstIndex { $0.isDigits || $0.same("unlimited") } ?? fields.count
            addPair(fields, after: start, scope: .process(pid: desk.command?.pid), &desk)
            return true
        }
        if line.starts("open files ") || line.starts("-n: file descriptors ")
            || line.starts("nofiles ")
        {
            guard let last = line.fields().last else { return false }
            addShell(last, isHard: desk.command?.has("-aH") ?? false, &desk)
            return true
        }
        return takeUnit(line, &desk)
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        limits.prefix(64).map { .descriptorLimit($0) }
    }

    private mutating func addPair(
        _ fields: [HostText],
        after start: Int,
        scope: DescriptorLimit.Scope,
        _ desk: inout ReadingDesk
    ) {
        guard fields.count >= start + 2, Self.isLimit(fields[start]),
            Self.isLimit(fields[start + 1])
        else { return }
        limits.append(
            DescriptorLimit(
                scope: scope,
                soft: desk.number(fields[start]),
                hard: desk.number(fields[start + 1])
            )
        )
    }

    private mutating func addShell(_ text: HostText, isHard: Bool, _ desk: inout ReadingDesk) {
        guard Self.isLimit(text) else { return }
        let value = desk.number(text)
        limits.append(
            DescriptorLimit(scope: .shell, soft: isHard ? nil : value, hard: isHard ? value : nil)
        )
    }

    // `LimitNOFILE=1024:524288`, also with `Soft`
    private mutating func takeUnit(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        guard line.starts("LimitNOFILE") else { return false }
        let isSoft = line.starts("LimitNOFILESoft=")
        guard isSoft || line.starts("LimitNOFILE="), let equals = line.range(of: "=") else {
            return false
        }
        let parts = line.from(equals.upperBound).trimmed.split(UInt8(ascii: ":"), atMost: 2)
        guard Self.isLimit(parts[0]) || parts[0].same("infinity") else { return false }
        let soft = desk.number(parts[0])
        if isSoft, !limits.isEmpty, limits[limits.count - 1].scope == .unit {
            limits[limits.count - 1].soft = soft
        } else {
            let hard = parts.count > 1 ? desk.number(parts[1]) : soft
            limits.append(DescriptorLimit(scope: .unit, soft: soft, hard: hard))
        }
        return true
    }

    private static func isLimit(_ text: HostText) -> Bool {
        text.isDigits || text.same("unlimited")
    }
}

/// Figures that a command prints without a word beside them; without the command before them they say
/// nothing.
///
///     $ ulimit -n                                     1024
///     $ ls /proc/2105/fd | wc -l                      190
///     $ lsof | wc -l                                  4792741
///     $ cat /proc/sys/net/core/somaxconn              4096
///     $ cat /proc/sys/net/ipv4/ip_local_port_range    32768   60999
///     $ cat /proc/sys/fs/file-nr                      770     0       2466177
///
/// The two last are also told without it, by the tabulators between their figures.
struct BareFigureForm: HostTextForm {
    private var value: HostReading.Value

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        guard line.count < 80, let first = line.trimmed.first,
            first.isDigit || line.starts("unlimited")
        else { return nil }
        let fields = line.fields(atMost: 4)
        let value =
            switch fields.count {
            case 1: figure(fields[0], &desk)
            case 2: portRange(line, fields, &desk)
            case 3: fileTable(line, fields, &desk)
            default: nil as HostReading.Value?
            }
        return value.map(Self.init)
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] { [value] }

    private static func figure(_ text: HostText, _ desk: inout ReadingDesk) -> HostReading.Value? {
        guard let command = desk.command, desk.linesSinceCommand == 0,
            text.isDigits || text.same("unlimited")
        else { return nil }
        let number = desk.number(text)
        if command.tool == .ulimit { return limit(number, command) }
        guard let number else { return nil }
        if command.isPiped(to: "wc") { return lines(number, command) }
        return setting(number, command)
    }

    private static func limit(_ number: Int?, _ command: ShellCommand) -> HostReading.Value? {
        let options = command.words.dropFirst()
        guard options.count == 1, let option = options.first,
            option.bytes.contains(UInt8(ascii: "n")), option.first == UInt8(ascii: "-")
        else { return nil }
        let isHard = option.bytes.contains(UInt8(ascii: "H"))
        return .descriptorLimit(
            DescriptorLimit(scope: .shell, soft: isHard ? nil : number, hard: isHard ? number : nil)
        )
    }

    private static func lines(_ number: Int, _ command: ShellCommand) -> HostReading.Value? {
        if command.has("/fd"), command.tool == .ls {
            // `ls -l` prints a line of its own.
            let isLong = command.words.contains { $0.starts("-l") }
            return .descriptors(
                DescriptorUse(pid: command.pid, open: max(0, number - (isLong ? 1 : 0)))
            )
        }
        if command.tool == .lsof { return .openFileLines(number) }
        guard command.tool == .ss || command.tool == .netstat, let state = command.stateFilter
        else {
            return nil
        }
        var states = StateCounts()
        states.add(state, number)
        return .sockets(SocketTable(tool: .counts, scope: .only(state), states: states))
    }

    private static func setting(_ number: Int, _ command: ShellCommand) -> HostReading.Value? {
        guard let name = command.setting, command.filters.isEmpty else { return nil }
        return switch name {
        case "net.netfilter.nf_conntrack_count":
            .kernelTable(KernelTable(name: .connectionTracking, used: number))
        case "net.netfilter.nf_conntrack_max", "net.nf_conntrack_max":
            .kernelTable(KernelTable(name: .connectionTracking, limit: number))
        case "fs.file-max": .kernelTable(KernelTable(name: .files, limit: number))
        default: .setting(KernelSetting(name: name, value: number))
        }
    }

    private static func portRange(
        _ line: HostText,
        _ fields: [HostText],
        _ desk: inout ReadingDesk
    ) -> HostReading.Value? {
        let isNamed = desk.command?.has("ip_local_port_range") ?? false
        let isTold = desk.command == nil && !desk.isLog && line.bytes.contains(0x09)
        guard isNamed || isTold, let first = desk.number(fields[0]),
            let last = desk.number(fields[1]), first >= 1, first <= last, last <= 65535
        else { return nil }
        return .portRange(PortRange(first: first, last: last))
    }

    private static func fileTable(
        _ line: HostText,
        _ fields: [HostText],
        _ desk: inout ReadingDesk
    ) -> HostReading.Value? {
        let isNamed = desk.command?.has("file-nr") ?? false
        let isTold = desk.command == nil && !desk.isLog && line.bytes.contains(0x09)
        guard isNamed || isTold, let used = desk.number(fields[0]), fields[1].isDigits,
            fields[2].isDigits
        else { return nil }
        return .kernelTable(KernelTable(name: .files, used: used, limit: desk.number(fields[2])))
    }
}
