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
        guard source == .evidence else { return reader.evidence }
        reader.addDumps(bytes)
        let count = reader.evidence.readings.count
        reader.evidence.add(EvidenceText(path: path, readings: count))
        return reader.evidence
    }

    /// Reads a part of a log, of which only what stands below a prompt or a header counts.
    ///
    /// - Parameters:
    ///   - part: The part.
    ///   - path: The log's name.
    /// - Returns: What it says.
    package static func read(_ part: HostTextPart, path: String) -> HostEvidence {
        var evidence = read(
            part.bytes,
            path: path,
            from: .log,
            firstLine: part.line,
            firstOffset: part.offset
        )
        if part.isCut, !evidence.isEmpty {
            evidence.add(
                EvidenceText(
                    path: path,
                    readings: evidence.readings.count,
                    problem: "more text of hosts stands in the log than is looked at"
                )
            )
        }
        return evidence
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
        let command = desk.command.map { SecretMask.masked($0.text.string()) }
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

    /// A line without the escapes that colour it, and with plain spaces for those that web pages put
    /// into what is copied from them: U+00A0 (`C2 A0`) and U+3000 (`E3 80 80`).
    private static func plain(_ line: HostText) -> HostText {
        let line = line.last == 0x0D ? line.dropLast(1) : line
        guard line.bytes.contains(where: { $0 == 0x1B || $0 == 0xC2 || $0 == 0xE3 }) else {
            return line
        }
        var made: [UInt8] = []
        made.reserveCapacity(line.count)
        var index = line.bytes.startIndex
        while index < line.bytes.endIndex {
            if line.bytes[index] == 0x1B, let end = endOfColour(line, at: index) {
                index = end
            } else if let end = endOfWideSpace(line, at: index) {
                made.append(UInt8(ascii: " "))
                index = end
            } else {
                made.append(line.bytes[index])
                index += 1
            }
        }
        return HostText(made[...])
    }

    // `ESC [ … m`
    private static func endOfColour(_ line: HostText, at start: Int) -> Int? {
        guard line.from(start + 1).first == UInt8(ascii: "[") else { return nil }
        let end = line.bytes[(start + 2)...].firstIndex { !$0.isDigit && $0 != UInt8(ascii: ";") }
        return end.map { $0 + 1 }
    }

    private static func endOfWideSpace(_ line: HostText, at start: Int) -> Int? {
        let rest = line.bytes[start...]
        if rest.starts(with: [0xC2, 0xA0]) { return start + 2 }
        return rest.starts(with: [0xE3, 0x80, 0x80]) ? start + 3 : nil
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
