public import TraceParse

/// One incident as a line of `--format ndjson`.
public enum IncidentJSON {
    /// The line, without its newline.
    public static func line(_ incident: Incident) -> String {
        String(decoding: bytes(incident), as: UTF8.self)
    }

    /// The line as bytes, without its newline.
    package static func bytes(_ incident: Incident) -> [UInt8] {
        var writer = JSONWriter()
        write(incident, to: &writer)
        return writer.bytes
    }

    /// Writes the incident as an object; its keys stand in the order of the schema.
    static func write(_ incident: Incident, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("schema", "tracelens.incident.v1")
            writer.member("index", incident.index)
            writer.member("language", incident.language?.rawValue)
            writer.member("kind", incident.kind.rawValue)
            writer.member("class", incident.errorClass?.rawValue)
            writer.member("message", incident.message)
            writer.key("chain")
            writer.array(incident.chain) { $0.string($1) }
            writer.member("repeats", incident.repeats)
            writeTime(of: incident, to: &writer)
            writeConnection(of: incident, to: &writer)
            writer.key("signal")
            write(incident.signal, to: &writer)
            writer.key("handler")
            write(incident.handler, to: &writer)
            writer.key("origin")
            write(incident.origin, to: &writer)
            writer.key("goroutines")
            writer.array(incident.goroutines) { write($1, to: &$0) }
            writer.member("goroutines_elided", incident.goroutinesElided)
            writer.key("threads")
            writer.array(incident.threads) { write($1, to: &$0) }
            writer.key("source")
            write(incident.source, to: &writer)
            writer.member("layout", incident.layout.rawValue)
            writer.member("fingerprint", incident.fingerprint)
            writer.member("truncated", incident.truncated)
            writer.member("clipped", incident.clipped)
        }
    }

    private static func writeTime(of incident: Incident, to writer: inout JSONWriter) {
        writer.member("time", incident.time?.description)
        writer.member("time_text", incident.timeText)
        writer.member("time_source", incident.timeSource?.rawValue)
    }

    private static func writeConnection(of incident: Incident, to writer: inout JSONWriter) {
        writer.key("client")
        write(incident.client, to: &writer)
        writer.key("peer")
        write(incident.peer, to: &writer)
        writer.key("local")
        write(incident.local, to: &writer)
        writer.member("operation", incident.operation)
        writer.member("transport", incident.transport)
    }

    private static func write(_ end: Endpoint?, to writer: inout JSONWriter) {
        guard let end else { return writer.null() }
        writer.object {
            $0.member("host", end.host)
            $0.member("port", end.port)
        }
    }

    private static func write(_ signal: SignalInfo?, to writer: inout JSONWriter) {
        guard let signal else { return writer.null() }
        writer.object {
            $0.member("name", signal.name)
            $0.member("code", signal.code)
            $0.member("address", signal.address)
            $0.member("pc", signal.pc)
        }
    }

    static func write(_ location: CodeLocation?, to writer: inout JSONWriter) {
        guard let location else { return writer.null() }
        writer.object { writeMembers(of: location, to: &$0) }
    }

    private static func writeMembers(of location: CodeLocation, to writer: inout JSONWriter) {
        writer.member("function", location.function)
        writer.member("file", location.file)
        writer.member("line", location.line)
    }

    private static func write(_ goroutine: Goroutine, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", goroutine.id)
            writer.member("state", goroutine.state)
            writer.member("wait_minutes", goroutine.waitMinutes)
            writer.member("locked_to_thread", goroutine.lockedToThread)
            writer.member("labels", goroutine.labels)
            writer.member("bubble", goroutine.bubble)
            writer.key("frames")
            writer.array(goroutine.frames) { write($1, to: &$0) }
            writer.member("frames_elided", goroutine.framesElided)
            writer.key("created_by")
            write(goroutine.createdBy, to: &writer)
            writer.key("ancestors")
            writer.array(goroutine.ancestors) { write($1, to: &$0) }
            // Only a race report's accesses and creations have it.
            if let access = goroutine.access { writer.member("access", access) }
        }
    }

    private static func write(_ frame: Frame, to writer: inout JSONWriter) {
        writer.object {
            $0.member("function", frame.function)
            $0.member("arguments", frame.arguments)
            $0.member("file", frame.file)
            $0.member("line", frame.line)
            $0.member("offset", frame.offset)
            $0.member("ambiguous", frame.ambiguous)
        }
    }

    private static func write(_ creator: Goroutine.Creator?, to writer: inout JSONWriter) {
        guard let creator else { return writer.null() }
        writer.object {
            writeMembers(of: creator.location, to: &$0)
            $0.member("offset", creator.offset)
            $0.member("goroutine", creator.goroutine)
        }
    }

    private static func write(_ ancestor: Goroutine.Ancestor, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", ancestor.id)
            writer.key("frames")
            writer.array(ancestor.frames) { write($1, to: &$0) }
            writer.key("created_by")
            write(ancestor.createdBy, to: &writer)
        }
    }

    private static func write(_ thread: CrashThread, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("index", thread.index)
            writer.member("name", thread.name)
            writer.member("crashed", thread.crashed)
            writer.key("frames")
            writer.array(thread.frames) { write($1, to: &$0) }
        }
    }

    private static func write(_ frame: CrashFrame, to writer: inout JSONWriter) {
        writer.object {
            $0.member("index", frame.index)
            $0.member("kind", frame.kind)
            $0.member("address", frame.address)
            $0.member("function", frame.function)
            $0.member("offset", frame.offset)
            $0.member("image", frame.image)
            $0.member("file", frame.file)
            $0.member("line", frame.line)
            $0.member("column", frame.column)
            $0.member("inlined", frame.inlined)
        }
    }

    private static func write(_ source: SourceRange, to writer: inout JSONWriter) {
        writer.object {
            $0.member("path", source.path)
            $0.member("line", source.line)
            $0.member("byte_offset", source.byteOffset)
            $0.member("byte_count", source.byteCount)
            $0.member("stream", source.stream)
        }
    }
}
