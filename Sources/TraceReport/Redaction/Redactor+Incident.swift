package import TraceParse

extension Redactor {
    /// The incident without what must not leave with it.
    ///
    /// The ends of its connection come first, so that a host that they name is known in its texts.
    package mutating func incident(_ incident: Incident) -> Incident {
        var made = incident
        made.client = incident.client.map { end($0) }
        made.peer = incident.peer.map { end($0) }
        made.local = incident.local.map { end($0) }
        made.message = incident.message.map { text($0) }
        made.chain = incident.chain.map { text($0) }
        made.handler = incident.handler.map { location($0) }
        made.origin = incident.origin.map { location($0) }
        made.goroutines = incident.goroutines.map { goroutine($0) }
        made.threads = incident.threads.map { thread($0) }
        made.source.path = text(incident.source.path)
        made.source.stream = incident.source.stream.map { text($0) }
        return made
    }

    private mutating func end(_ end: Endpoint) -> Endpoint {
        Endpoint(host: host(end.host), port: end.port)
    }

    private mutating func goroutine(_ goroutine: Goroutine) -> Goroutine {
        var made = goroutine
        made.labels = goroutine.labels.map { text($0) }
        made.state = goroutine.state.map { text($0) }
        made.access = goroutine.access.map { text($0) }
        made.frames = goroutine.frames.map { frame($0) }
        made.createdBy = goroutine.createdBy.map { creator($0) }
        made.ancestors = goroutine.ancestors.map { ancestor in
            Goroutine.Ancestor(
                id: ancestor.id,
                frames: ancestor.frames.map { frame($0) },
                createdBy: ancestor.createdBy.map { creator($0) }
            )
        }
        return made
    }

    private mutating func frame(_ frame: Frame) -> Frame {
        var made = frame
        made.function = code(frame.function)
        made.arguments = frame.arguments.map { code($0) }
        made.file = frame.file.map { code($0) }
        return made
    }

    private mutating func creator(_ creator: Goroutine.Creator) -> Goroutine.Creator {
        Goroutine.Creator(
            location: location(creator.location),
            offset: creator.offset,
            goroutine: creator.goroutine
        )
    }

    private mutating func thread(_ thread: CrashThread) -> CrashThread {
        var made = thread
        made.name = thread.name.map { text($0) }
        made.frames = thread.frames.map { frame in
            var kept = frame
            kept.function = frame.function.map { code($0) }
            kept.file = frame.file.map { code($0) }
            kept.image = frame.image.map { code($0) }
            return kept
        }
        return made
    }
}
