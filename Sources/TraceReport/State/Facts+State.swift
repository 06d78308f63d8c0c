import TraceParse

/// How the small facts that summaries are made of are written and read.
extension StateWriter {
    mutating func write(_ time: Timestamp) {
        write(time.seconds)
        write(time.nanoseconds)
        write(time.fractionDigits)
    }

    mutating func write(_ position: SourcePosition) {
        write(path: position.path)
        write(position.line)
        write(position.byteOffset)
    }

    /// Writes a figure of a host's text, which may be any number: past what is read it is cut.
    mutating func write(figure: Int) {
        write(min(max(figure, 0), StateReader.greatest))
    }

    mutating func write(figures: [Int?]) {
        for figure in figures { write(figure) { $0.write(figure: $1) } }
    }

    mutating func write(_ location: CodeLocation) {
        write(location.function)
        write(location.file) { $0.write($1) }
        write(location.line) { $0.write($1) }
    }

    mutating func write(_ errorClass: ErrorClass?) {
        write(errorClass?.rawValue) { $0.write($1) }
    }

    mutating func write(_ language: Language?) {
        write(language?.rawValue) { $0.write($1) }
    }

    mutating func write(_ event: ProcessEvent) {
        write(event.kind.rawValue)
        write(event.code)
        write(event.pid)
    }

    mutating func write(_ statistics: ParseStatistics) {
        write(statistics.bytes)
        write(statistics.lines)
        write(statistics.incidents)
        write(statistics.mentions)
        write(statistics.unparsed)
        write(statistics.firstUnparsed) { $0.write($1) }
        write(statistics.reversed)
        write(statistics.isNewestFirst)
    }
}

extension StateReader {
    mutating func timestamp() throws(StateError) -> Timestamp {
        Timestamp(
            seconds: try number(in: Self.moments),
            nanoseconds: try number(in: 0...999_999_999),
            fractionDigits: try number(in: 0...9)
        )
    }

    mutating func sourcePosition() throws(StateError) -> SourcePosition {
        SourcePosition(path: try path(), line: try count(), byteOffset: try count())
    }

    mutating func location() throws(StateError) -> CodeLocation {
        CodeLocation(
            function: try text(),
            file: try optional { reader throws(StateError) in try reader.text() },
            line: try optional { reader throws(StateError) in try reader.count() }
        )
    }

    mutating func optionalCount() throws(StateError) -> Int? {
        try optional { reader throws(StateError) in try reader.count() }
    }

    mutating func optionalText() throws(StateError) -> String? {
        try optional { reader throws(StateError) in try reader.text() }
    }

    /// Reads a value of an enumeration by its name.
    mutating func named<Value: RawRepresentable>(
        _ type: Value.Type
    ) throws(StateError) -> Value where Value.RawValue == String {
        guard let value = Value(rawValue: try text(upTo: 64)) else {
            throw fault("a kind is not known")
        }
        return value
    }

    mutating func errorClass() throws(StateError) -> ErrorClass? {
        try optional { reader throws(StateError) in
            ErrorClass(rawValue: try reader.text(upTo: 4096))
        }
    }

    mutating func language() throws(StateError) -> Language? {
        try optional { reader throws(StateError) in
            guard let language = Language(rawValue: try reader.text(upTo: 64)) else {
                throw reader.fault("a language is not known")
            }
            return language
        }
    }

    mutating func kind() throws(StateError) -> IncidentKind {
        let kinds = IncidentKind.allCases
        let number = try count(upTo: kinds.count - 1)
        guard let kind = kinds.first(where: { $0.number == number }) else {
            throw fault("a kind is not known")
        }
        return kind
    }

    mutating func processEvent() throws(StateError) -> ProcessEvent {
        ProcessEvent(
            kind: try value(ProcessEvent.Kind.self),
            code: try number(in: -1...Int32.max),
            pid: try number(in: -1...Int32.max)
        )
    }

    mutating func statistics() throws(StateError) -> ParseStatistics {
        var made = ParseStatistics()
        made.bytes = try count()
        made.lines = try count()
        made.incidents = try count()
        made.mentions = try count()
        made.unparsed = try count()
        made.firstUnparsed = try optional { reader throws(StateError) in try reader.count() }
        made.reversed = try count()
        made.isNewestFirst = try flag()
        return made
    }
}
