package import TraceParse

/// Where a host's text comes from.
package enum HostTextSource: Sendable {
    /// It was given as evidence: every line counts.
    case evidence
    /// It stands in a log, where whoever writes to the log may have put it: only lines below a prompt or
    /// a header count.
    case log
}

/// Reads the texts of hosts: files, and sessions that were pasted with their prompts.
///
/// A text is cut into blocks by the prompts in it, by headers and by the shape of lines; prose between
/// is stepped over. A figure without a word beside it counts only below the command that prints it.
/// Time is linear and memory bounded whatever the bytes are: a form keeps a limited number of groups,
/// and of a line that is too long for any form only the beginning is looked at.
package struct EvidenceReader {
    private var evidence = HostEvidence()
    private var desk: ReadingDesk
    private let path: String
    private var host: String?
    private var open: (form: any HostTextForm, line: Int, offset: Int)?

    /// The forms, those that are told at a glance first.
    private static let forms: [any HostTextForm.Type] = [
        SocketListForm.self, LimitForm.self, SocketMemoryForm.self, SocketSummaryForm.self,
        ProcTCPForm.self, OpenFileForm.self, CurlForm.self, SnapshotForm.self, StateCountForm.self,
        BareFigureForm.self, HostCountForm.self, CounterForm.self, SettingForm.self,
        MemoryForm.self, ProcessForm.self, KernelLogForm.self, GoroutineProfileForm.self,
        ProxyForm.self, StatedLimitForm.self,
    ]

    /// Lines of a log after which a command's output is over, but for lines that name themselves.
    private static let reach = 24

    private init(path: String, source: HostTextSource) {
        self.path = path
        desk = ReadingDesk(isLog: source == .log)
    }

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - path: Its name, for the sources of what it says.
    ///   - source: Whether every line of it counts.
    ///   - firstLine: The number of its first line.
    ///   - firstOffset: The offset of its first byte.
    /// - Returns: What it says, in the order of its lines.
    /// - Complexity: O(*n*) in the number of bytes.
    package static func read(
        _ bytes: [UInt8],
        path: String,
        from source: HostTextSource = .evidence,
        firstLine: Int = 1,
        firstOffset: Int = 0
    ) -> HostEvidence {
        var reader = Self(path: path, source: source)
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var number = firstLine
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            reader.take(HostText(bytes[start..<end]), number, firstOffset + start)
            start = end + 1
            number += 1
        }
        reader.close()
        if source == .evidence { reader.addDumps(bytes) }
        return reader.evidence
    }

    private mutating func take(_ raw: HostText, _ number: Int, _ offset: Int) {
        let line = Self.plain(raw)
        if let prompt = prompt(line) {
            close()
            desk.command = prompt.command
            desk.linesSinceCommand = 0
            host = prompt.host ?? host
            return
        }
        if var form = open?.form {
            if form.take(line, &desk) {
                open?.form = form
                return note(number, offset)
            }
            close()
        }
        guard !line.trimmed.isEmpty else { return }
        if desk.isLog, isRecord(line) || desk.linesSinceCommand > Self.reach { desk.command = nil }
        for form in Self.forms {
            if let begun = form.begin(line, &desk) {
                open = (begun, number, offset)
                break
            }
        }
        note(number, offset)
    }

    private func prompt(_ line: HostText) -> ShellPrompt? {
        if let prompt = ShellPrompt(line) { return prompt }
        guard !desk.isLog, line.count < 1024 else { return nil }
        return ShellPrompt(heading: line) ?? ShellPrompt(bare: line)
    }

    /// Counts a line of output, and says of a number in it that it is none.
    private mutating func note(_ number: Int, _ offset: Int) {
        desk.linesSinceCommand += 1
        guard desk.hasOverflow else { return }
        desk.hasOverflow = false
        evidence.addOverflow(at: source(number, offset))
    }

    private mutating func close() {
        guard let (form, number, offset) = open else { return }
        open = nil
        let command = desk.command.map { $0.text.string() }
        for value in form.values(&desk) {
            evidence.add(
                HostReading(source: source(number, offset), command: command, value: value)
            )
        }
        desk.hasOverflow = false
    }

    private func source(_ number: Int, _ offset: Int) -> EvidenceSource {
        EvidenceSource(
            position: SourcePosition(path: path, line: number, byteOffset: offset),
            isInsideLog: desk.isLog,
            host: host
        )
    }

    /// Whether a line is a record of a log: it begins with a date, or is an object.
    private func isRecord(_ line: HostText) -> Bool {
        guard line.count > 11 else { return false }
        if line.starts("{\"") { return true }
        let head = Array(line.bytes.prefix(5))
        return head[..<4].allSatisfy(\.isDigit) && "-/".utf8.contains(head[4])
    }

    /// A line without the escapes that colour it.
    private static func plain(_ line: HostText) -> HostText {
        guard line.bytes.contains(0x1B) else {
            return line.last == 0x0D ? line.dropLast(1) : line
        }
        var made: [UInt8] = []
        var index = line.bytes.startIndex
        while index < line.bytes.endIndex {
            let isEscape =
                line.bytes[index] == 0x1B && index + 1 < line.bytes.endIndex
                && line.bytes[index + 1] == UInt8(ascii: "[")
            guard isEscape else {
                made.append(line.bytes[index])
                index += 1
                continue
            }
            index += 2
            while index < line.bytes.endIndex, !line.bytes[index].isLetter { index += 1 }
            index += 1
        }
        return HostText(made[...])
    }
}

extension EvidenceReader {
    /// A dump of fewer goroutines tells nothing of where they wait.
    private static let fewestGoroutines = 2

    /// Adds the dumps of goroutines in a text, as the parser of logs reads them.
    private mutating func addDumps(_ bytes: [UInt8]) {
        guard HostText(bytes[...]).contains("goroutine "), var parser = try? TraceParser(path: path)
        else { return }
        var position = 0
        var found: [HostReading] = []
        func receive(_ record: borrowing IncidentRecord) {
            guard record.goroutines.count >= Self.fewestGoroutines else { return }
            let source = EvidenceSource(
                position: SourcePosition(record, path: path),
                isInsideLog: false,
                host: nil
            )
            let census = GoroutineCensus(copy record)
            found.append(HostReading(source: source, command: nil, value: .goroutines(census)))
        }
        var count = 0
        repeat {
            count = unsafe parser.fill(
                { buffer in
                    let part = bytes[position...].prefix(buffer.count)
                    unsafe buffer.copyBytes(from: part)
                    return part.count
                },
                receive
            )
            position += count
        } while count > 0
        _ = parser.finishRecords(receive)
        for reading in found { evidence.add(reading) }
    }
}

extension HostEvidence {
    /// Adds the dump of goroutines that an incident of a log is.
    package mutating func add(dump record: borrowing IncidentRecord, path: String) {
        let source = EvidenceSource(
            position: SourcePosition(record, path: path),
            isInsideLog: true,
            host: nil
        )
        let census = GoroutineCensus(copy record)
        add(HostReading(source: source, command: nil, value: .goroutines(census)))
    }
}
