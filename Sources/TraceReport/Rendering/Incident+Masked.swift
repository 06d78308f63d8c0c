import TraceParse

extension Incident {
    /// The incident without the secrets in its texts.
    var masked: Incident {
        var made = self
        made.message = message.map(SecretMask.masked)
        made.chain = chain.map(SecretMask.masked)
        made.goroutines = goroutines.map(\.masked)
        made.threads = threads.map(\.masked)
        made.client = client?.masked
        made.peer = peer?.masked
        made.local = local?.masked
        made.handler = handler?.masked
        made.origin = origin?.masked
        return made
    }
}

extension Endpoint {
    fileprivate var masked: Endpoint {
        Endpoint(host: SecretMask.masked(host), port: port)
    }
}

extension Goroutine {
    fileprivate var masked: Goroutine {
        var made = self
        made.labels = labels.map(SecretMask.masked)
        made.state = state.map(SecretMask.masked)
        made.access = access.map(SecretMask.masked)
        made.frames = frames.map(\.masked)
        made.createdBy = createdBy?.masked
        made.ancestors = ancestors.map { ancestor in
            Ancestor(
                id: ancestor.id,
                frames: ancestor.frames.map(\.masked),
                createdBy: ancestor.createdBy?.masked
            )
        }
        return made
    }
}

extension Frame {
    fileprivate var masked: Frame {
        var made = self
        made.function = SecretMask.masked(function)
        made.arguments = arguments.map(SecretMask.masked)
        made.file = file.map(SecretMask.masked)
        return made
    }
}

extension CodeLocation {
    /// The place without the secrets in its names.
    var masked: CodeLocation {
        CodeLocation(
            function: SecretMask.masked(function),
            file: file.map(SecretMask.masked),
            line: line
        )
    }
}

extension Goroutine.Creator {
    fileprivate var masked: Goroutine.Creator {
        Goroutine.Creator(location: location.masked, offset: offset, goroutine: goroutine)
    }
}

extension CrashThread {
    fileprivate var masked: CrashThread {
        var made = self
        made.name = name.map(SecretMask.masked)
        made.frames = frames.map { frame in
            var kept = frame
            kept.function = frame.function.map(SecretMask.masked)
            kept.file = frame.file.map(SecretMask.masked)
            kept.image = frame.image.map(SecretMask.masked)
            return kept
        }
        return made
    }
}
