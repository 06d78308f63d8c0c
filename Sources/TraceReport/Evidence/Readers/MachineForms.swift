/// The kernel's settings as sysctl prints them: `net.core.somaxconn = 4096`.
struct SettingForm: HostTextForm {
    private var values: [HostReading.Value] = []

    private static let kept = 64
    /// The parts of the kernel whose settings matter here.
    private static let parts: Set<String> = ["net", "fs", "vm"]

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        guard desk.admits([.sysctl, .cat]) else { return nil }
        var made = Self()
        return made.take(line, &desk) ? made : nil
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        guard line.count < 160, let equals = line.range(of: "=") else { return false }
        let name = HostText(line.bytes[..<equals.lowerBound]).trimmed
        let figures = line.from(equals.upperBound).fields(atMost: 4)
        guard name.bytes.allSatisfy({ $0.isLetter || $0.isDigit || "._-".utf8.contains($0) }),
            name.split(UInt8(ascii: ".")).count >= 2,
            Self.parts.contains(name.split(UInt8(ascii: "."))[0].string(clippedTo: 4)),
            let first = figures.first, first.isDigits
        else { return false }
        if values.count < Self.kept, let value = Self.value(name.string(), figures, &desk) {
            values.append(value)
        }
        return true
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] { values }

    private static func value(
        _ name: String,
        _ figures: [HostText],
        _ desk: inout ReadingDesk
    ) -> HostReading.Value? {
        guard let first = desk.number(figures[0]) else { return nil }
        switch name {
        case "net.ipv4.ip_local_port_range":
            guard figures.count == 2, let last = desk.number(figures[1]), first >= 1, first <= last,
                last <= 65535
            else { return nil }
            return .portRange(PortRange(first: first, last: last))
        case "net.netfilter.nf_conntrack_count":
            return .kernelTable(KernelTable(name: .connectionTracking, used: first))
        case "net.netfilter.nf_conntrack_max", "net.nf_conntrack_max":
            return .kernelTable(KernelTable(name: .connectionTracking, limit: first))
        case "fs.file-nr":
            guard figures.count == 3 else { return nil }
            return .kernelTable(
                KernelTable(name: .files, used: first, limit: desk.number(figures[2]))
            )
        case "fs.file-max":
            return .kernelTable(KernelTable(name: .files, limit: first))
        default:
            return figures.count == 1 ? .setting(KernelSetting(name: name, value: first)) : nil
        }
    }
}

/// The machine's memory: `free`, `/proc/meminfo`.
struct MemoryForm: HostTextForm {
    private var total: Int?
    private var available: Int?
    private var swapTotal: Int?
    private var swapFree: Int?
    private var isFree = false
    private var hasAvailable = false
    private var unit = 1

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        var made = Self()
        if line.first?.isBlank ?? false, line.contains("total"), line.contains("used"),
            line.contains("free"), line.contains("shared"), line.count < 160
        {
            made.isFree = true
            made.hasAvailable = line.contains("available")
            let options = desk.command?.words.dropFirst().map { $0.string(clippedTo: 8) } ?? []
            made.unit = options.contains("-m") ? 1024 : options.contains("-g") ? 1 << 20 : 1
            return options.contains("-h") ? nil : made
        }
        guard desk.admits([.cat, .free]), line.starts("MemTotal:") else { return nil }
        return made.take(line, &desk) ? made : nil
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        guard line.count < 200 else { return false }
        let fields = line.fields(atMost: 8)
        guard fields.count >= 2, fields[0].last == UInt8(ascii: ":"), fields[1].isDigits else {
            return false
        }
        let figure = desk.number(fields[1]).flatMap { $0 <= 1 << 40 ? $0 * unit : nil }
        switch fields[0].string(clippedTo: 16) {
        case "Mem:" where isFree:
            total = figure
            if hasAvailable, fields.count >= 7 {
                available = desk.number(fields[6]).flatMap { $0 <= 1 << 40 ? $0 * unit : nil }
            }
        case "Swap:" where isFree && fields.count >= 4:
            swapTotal = figure
            swapFree = desk.number(fields[3]).flatMap { $0 <= 1 << 40 ? $0 * unit : nil }
        case "MemTotal:": total = figure
        case "MemAvailable:": available = figure
        case "SwapTotal:": swapTotal = figure
        case "SwapFree:": swapFree = figure
        default: break
        }
        return true
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        guard let total else { return [] }
        return [
            .memory(
                MemoryState(
                    total: total,
                    available: available,
                    swapTotal: swapTotal,
                    swapFree: swapFree
                )
            )
        ]
    }
}

/// Processes: `ps` with a header that names its columns, `/proc/PID/status`.
///
///       PID     ELAPSED NLWP   RSS COMMAND
///     19746       00:07    7  9616 api
struct ProcessForm: HostTextForm {
    private var columns: [String] = []
    private var processes: [ProcessState] = []
    private var status: ProcessState?

    private static let kept = 32

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        guard line.count < 300 else { return nil }
        var made = Self()
        if line.starts("Name:\t"), desk.admits([.cat]) {
            let name = line.dropFirst(6).trimmed.string(clippedTo: 64)
            made.status = ProcessState(pid: desk.command?.pid ?? 0, name: name)
            return made
        }
        guard desk.admits([.ps]) || desk.command?.tool == .ps else { return nil }
        let names = line.fields(atMost: 16).map { $0.string(clippedTo: 12) }
        guard names.contains("PID"),
            names.contains("RSS") || names.contains("ELAPSED")
                || names.contains("NLWP"), !names.contains("NODE")
        else { return nil }
        made.columns = names
        return made
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        guard line.count < 4096 else { return false }
        if status != nil { return takeStatus(line, &desk) }
        let fields = line.fields(atMost: 16)
        guard let at = columns.firstIndex(of: "PID"), at < fields.count, let pid = fields[at].number
        else { return false }
        var process = ProcessState(pid: pid)
        for (name, field) in zip(columns, fields) {
            switch name {
            case "RSS": process.residentMemory = desk.number(field)
            case "NLWP": process.threads = desk.number(field)
            case "ELAPSED": process.elapsed = Self.elapsed(field)
            case "COMMAND", "CMD": process.name = field.string(clippedTo: 64)
            default: break
            }
        }
        if processes.count < Self.kept { processes.append(process) }
        return true
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        if let status, status.pid > 0 { return [.process(status)] }
        return processes.map { .process($0) }
    }

    private mutating func takeStatus(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        let fields = line.fields(atMost: 4)
        guard let name = fields.first, name.last == UInt8(ascii: ":") else { return false }
        guard fields.count >= 2 else { return true }
        switch name.string(clippedTo: 16) {
        case "Pid:": status?.pid = desk.number(fields[1]) ?? 0
        case "VmRSS:": status?.residentMemory = desk.number(fields[1])
        case "Threads:": status?.threads = desk.number(fields[1])
        default: break
        }
        return true
    }

    // `[[DD-]hh:]mm:ss`
    private static func elapsed(_ text: HostText) -> Int? {
        let days = text.split(UInt8(ascii: "-"), atMost: 2)
        let parts = (days.last ?? text).split(UInt8(ascii: ":"), atMost: 4)
        guard (2...3).contains(parts.count) else { return nil }
        var seconds = 0
        for part in parts {
            guard let figure = part.number, figure < 100 else { return nil }
            seconds = seconds * 60 + figure
        }
        guard days.count == 2 else { return seconds }
        guard let count = days[0].number, count < 100_000 else { return nil }
        return seconds + count * 86_400
    }
}
