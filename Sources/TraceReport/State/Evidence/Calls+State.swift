import TraceParse

/// How probes, stated limits, dumps and proxies' lines are written and read.
extension HTTPProbe {
    func write(to state: inout StateWriter) {
        state.write(host) { $0.write($1) }
        state.write(figures: [port, connectLimit, totalLimit])
        state.write(timing) { state, timing in
            state.write(
                figures: [
                    timing.status, timing.lookup, timing.connect, timing.firstByte, timing.total,
                    timing.speed,
                ]
            )
        }
        state.write(failure) { state, failure in
            state.write(figure: failure.number)
            state.write(failure.kind.rawValue)
            state.write(failure.text)
            state.write(figures: [failure.after])
        }
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(
            host: try state.optionalText(),
            port: try state.optionalCount(),
            connectLimit: try state.optionalCount(),
            totalLimit: try state.optionalCount(),
            timing: try state.optional { reader throws(StateError) in try Timing(from: &reader) },
            failure: try state.optional { reader throws(StateError) in
                try Failure(from: &reader)
            }
        )
    }
}

extension HTTPProbe.Timing {
    fileprivate init(from state: inout StateReader) throws(StateError) {
        self.init(
            status: try state.optionalCount(),
            lookup: try state.optionalCount(),
            connect: try state.optionalCount(),
            firstByte: try state.optionalCount(),
            total: try state.optionalCount(),
            speed: try state.optionalCount()
        )
    }
}

extension HTTPProbe.Failure {
    fileprivate init(from state: inout StateReader) throws(StateError) {
        self.init(
            number: try state.count(),
            kind: try state.named(Kind.self),
            text: try state.text(),
            after: try state.optionalCount()
        )
    }
}

extension StatedLimit {
    func write(to state: inout StateWriter) {
        state.write(side.rawValue)
        state.write(phase.rawValue)
        state.write(figure: milliseconds)
        state.write(name)
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(
            side: try state.named(Side.self),
            phase: try state.named(Phase.self),
            milliseconds: try state.count(),
            name: try state.text()
        )
    }
}

extension GoroutineCensus {
    private static let mostRead = 1 << 16

    func write(to state: inout StateWriter) {
        state.write(figure: total)
        state.write(figure: serving)
        state.write(blocked) { state, stand in
            state.write(stand.place)
            state.write(stand.callee) { $0.write($1) }
            state.write(stand.state)
            state.write(stand.reason.rawValue)
            state.write(figure: stand.count)
            state.write(figure: stand.serving)
            state.write(figures: [stand.longestWait])
        }
        state.write(figure: elided)
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(
            total: try state.count(),
            serving: try state.count(),
            blocked: try state.list(upTo: Self.mostRead) { reader throws(StateError) in
                BlockedGoroutines(
                    place: try reader.location(),
                    callee: try reader.optionalText(),
                    state: try reader.text(),
                    reason: try reader.named(BlockedGoroutines.Reason.self),
                    count: try reader.count(),
                    serving: try reader.count(),
                    longestWait: try reader.optionalCount()
                )
            },
            elided: try state.count()
        )
    }
}

extension ProxyLines {
    private static let mostRead = 4096

    func write(to state: inout StateWriter) {
        state.write(proxy.rawValue)
        state.write(figure: lines)
        state.write(statuses.sorted { $0.key < $1.key }) {
            $0.write(figure: $1.key)
            $0.write(figure: $1.value)
        }
        for counts in [terminations, timeouts] {
            state.write(counts.sorted { $0.key < $1.key }) {
                $0.write($1.key)
                $0.write(figure: $1.value)
            }
        }
        state.write(figure: prematureCloses)
        state.write(figure: refused)
        state.write(figures: [shortestFailure, longestFailure])
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(
            proxy: try state.named(Proxy.self),
            lines: try state.count(),
            statuses: try Self.counts(from: &state) { reader throws(StateError) in
                try reader.count()
            },
            terminations: try Self.counts(from: &state) { reader throws(StateError) in
                try reader.text()
            },
            timeouts: try Self.counts(from: &state) { reader throws(StateError) in
                try reader.text()
            },
            prematureCloses: try state.count(),
            refused: try state.count(),
            shortestFailure: try state.optionalCount(),
            longestFailure: try state.optionalCount()
        )
    }

    private static func counts<Key: Hashable>(
        from state: inout StateReader,
        _ key: (inout StateReader) throws(StateError) -> Key
    ) throws(StateError) -> [Key: Int] {
        let read = try state.list(upTo: mostRead) { reader throws(StateError) in
            (try key(&reader), try reader.count())
        }
        return Dictionary(read) { first, _ in first }
    }
}
