internal import TraceParse
internal import TraceReport

/// Tells places in a stream as places in the inputs that it is made of, and counts what each holds.
///
/// Whoever reads the stream may be ahead: an input is known before its bytes are parsed.
struct StreamPlaces {
    private let members: StreamMembers
    private let first: StreamMembers.Member
    private let isOne: Bool
    private var incidents: [Int] = []

    /// Places in a stream that begins, of one input or more.
    init(of members: StreamMembers, isOne: Bool) {
        self.members = members
        self.isOne = isOne
        first = members.last
    }

    /// The input in which a byte of the stream stands.
    func place(at offset: Int) -> StreamMembers.Member {
        isOne ? first : members.member(at: offset)
    }

    /// Cuts a part of the stream where inputs begin.
    ///
    /// What a host printed may stand far behind the beginning of the part, and is cited where it stands.
    func parts(_ text: HostTextPart) -> [(path: String, text: HostTextPart)] {
        var parts: [(path: String, text: HostTextPart)] = []
        let last = members.last.number
        var start = 0
        while start < text.bytes.count {
            let member = place(at: text.offset + start)
            let rest = member.border + member.bytes - member.passed - text.offset
            let end = member.number == last ? text.bytes.count : min(rest, text.bytes.count)
            var part = text
            part.bytes = Array(text.bytes[start..<end])
            part.offset = member.own(offset: text.offset + start)
            part.line = start == 0 ? member.own(line: text.line) : 1
            part.isCut = text.isCut && end == text.bytes.count
            parts.append((member.name, part))
            start = end
        }
        return parts
    }

    /// The name of the input with which the stream begins.
    var firstName: String { first.name }

    /// Whether the stream is but one input, so that places are its own and all incidents too.
    var isOnly: Bool { isOne && first.number == 0 }

    /// Counts an incident for the input in which it begins.
    ///
    /// - Returns: The input.
    mutating func count(_ record: borrowing IncidentRecord) -> StreamMembers.Member {
        let member = place(at: record.byteOffset)
        count(ofInput: member.number)
        return member
    }

    private mutating func count(ofInput number: Int) {
        while incidents.count <= number { incidents.append(0) }
        incidents[number] += 1
    }

    /// What became of each input, at the end of the stream.
    ///
    /// What a parser counts without saying where goes to the last one, whose name people know best.
    func notes(_ statistics: ParseStatistics) -> [InputNote] {
        let all = members.all
        return all.map { member in
            let isLast = member.number == all.count - 1
            var own = isLast ? statistics : ParseStatistics()
            if all.count > 1 {
                own.bytes = member.bytes
                own.lines = member.lines
                own.incidents = member.number < incidents.count ? incidents[member.number] : 0
            }
            return InputNote(
                path: member.name,
                statistics: own,
                compression: member.compression?.rawValue,
                problem: member.problem?.reason
            )
        }
    }
}

extension StreamMembers.Member {
    /// A record of the stream with its place in this input; its end may lie in another one.
    func place(_ record: borrowing IncidentRecord) -> IncidentRecord {
        var placed = copy record
        placed.byteOffset = own(offset: record.byteOffset)
        placed.byteEnd = own(offset: record.byteEnd)
        placed.line = own(line: record.line)
        return placed
    }

    /// What a line of the stream says, with its place in this input.
    func place(_ record: ContextRecord) -> ContextRecord {
        var placed = record
        placed.byteOffset = own(offset: record.byteOffset)
        placed.line = own(line: record.line)
        return placed
    }

    fileprivate func own(offset: Int) -> Int { offset - border + passed }

    /// An input may begin in the middle of a line.
    fileprivate func own(line: Int) -> Int { max(1, line - newlinesBefore) }
}
