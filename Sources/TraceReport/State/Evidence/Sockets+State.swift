/// How tables of sockets are written and read.
extension SocketTable {
    private static let mostRead = 1 << 16

    func write(to state: inout StateWriter) {
        state.write(tool.rawValue)
        scope.write(to: &state)
        states.write(to: &state)
        state.write(groups) { $1.write(to: &$0) }
        state.write(figure: ungrouped)
        state.write(listeners) { $1.write(to: &$0) }
        state.write(hasQueues)
        state.write(hasOwners)
        state.write(hasTimers)
        state.write(owners) { $1.write(to: &$0) }
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(
            tool: try state.named(Tool.self),
            scope: try Scope(from: &state),
            states: try StateCounts(from: &state),
            groups: try state.list(upTo: Self.mostRead) { reader throws(StateError) in
                try SocketGroup(from: &reader)
            },
            ungrouped: try state.count(),
            listeners: try state.list(upTo: Self.mostRead) { reader throws(StateError) in
                try Listener(from: &reader)
            },
            hasQueues: try state.flag(),
            hasOwners: try state.flag(),
            hasTimers: try state.flag(),
            owners: try state.list(upTo: Self.mostRead) { reader throws(StateError) in
                try SocketOwner(from: &reader)
            }
        )
    }
}

extension SocketTable.Scope {
    fileprivate func write(to state: inout StateWriter) {
        switch self {
        case .all: state.write("all")
        case .only(let only):
            state.write("only")
            state.write(only.rawValue)
        case .listeners: state.write("listeners")
        case .filtered: state.write("filtered")
        }
    }

    fileprivate init(from state: inout StateReader) throws(StateError) {
        switch try state.text(upTo: 64) {
        case "all": self = .all
        case "only": self = .only(try state.named(TCPState.self))
        case "listeners": self = .listeners
        case "filtered": self = .filtered
        default: throw state.fault("a scope is not known")
        }
    }
}

extension StateCounts {
    fileprivate func write(to state: inout StateWriter) {
        state.write(ranked) {
            $0.write($1.state.rawValue)
            $0.write(figure: $1.count)
        }
    }

    fileprivate init(from state: inout StateReader) throws(StateError) {
        self.init()
        let most = TCPState.allCases.count
        let counts = try state.list(upTo: most) { reader throws(StateError) in
            (state: try reader.named(TCPState.self), count: try reader.count())
        }
        for entry in counts { self[entry.state] = entry.count }
    }
}

extension SocketGroup {
    fileprivate func write(to state: inout StateWriter) {
        state.write(direction.rawValue)
        state.write(figure: port)
        state.write(peer)
        state.write(self.state.rawValue)
        for figure in [
            count, unread, unsent, mostUnsent, ownerless, retransmitting, receiverLimited,
        ] { state.write(figure: figure) }
    }

    fileprivate init(from state: inout StateReader) throws(StateError) {
        self.init(
            direction: try state.named(Direction.self),
            port: try state.count(),
            peer: try state.text(),
            state: try state.named(TCPState.self),
            count: try state.count(),
            unread: try state.count(),
            unsent: try state.count(),
            mostUnsent: try state.count(),
            ownerless: try state.count(),
            retransmitting: try state.count(),
            receiverLimited: try state.count()
        )
    }
}

extension Listener {
    fileprivate func write(to state: inout StateWriter) {
        state.write(address)
        state.write(figure: port)
        state.write(figures: [queued, backlog])
        state.write(owner) { $1.write(to: &$0) }
    }

    fileprivate init(from state: inout StateReader) throws(StateError) {
        self.init(
            address: try state.text(),
            port: try state.count(),
            queued: try state.optionalCount(),
            backlog: try state.optionalCount(),
            owner: try state.optional { reader throws(StateError) in
                try SocketOwner(from: &reader)
            }
        )
    }
}

extension SocketOwner {
    fileprivate func write(to state: inout StateWriter) {
        state.write(process)
        state.write(figure: pid)
        state.write(figure: sockets)
        state.write(figures: [highestDescriptor])
    }

    fileprivate init(from state: inout StateReader) throws(StateError) {
        self.init(
            process: try state.text(),
            pid: try state.count(),
            sockets: try state.count(),
            highestDescriptor: try state.optionalCount()
        )
    }
}

extension SocketSummary {
    func write(to state: inout StateWriter) {
        state.write(figures: [total, established, closed, orphans, timeWait])
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(
            total: try state.optionalCount(),
            established: try state.optionalCount(),
            closed: try state.optionalCount(),
            orphans: try state.optionalCount(),
            timeWait: try state.optionalCount()
        )
    }
}

extension SocketMemory {
    func write(to state: inout StateWriter) {
        state.write(isIPv6)
        state.write(figures: [used, inUse, orphans, timeWait, allocated, pages])
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(
            isIPv6: try state.flag(),
            used: try state.optionalCount(),
            inUse: try state.optionalCount(),
            orphans: try state.optionalCount(),
            timeWait: try state.optionalCount(),
            allocated: try state.optionalCount(),
            pages: try state.optionalCount()
        )
    }
}

extension HostCounts {
    private static let mostRead = 1 << 16

    func write(to state: inout StateWriter) {
        state.write(hosts) {
            $0.write($1.host)
            $0.write(figure: $1.count)
        }
        state.write(hasPorts)
        state.write(self.state?.rawValue) { $0.write($1) }
        state.write(figure: others)
    }

    init(from state: inout StateReader) throws(StateError) {
        self.init(
            hosts: try state.list(upTo: Self.mostRead) { reader throws(StateError) in
                HostCount(host: try reader.text(), count: try reader.count())
            },
            hasPorts: try state.flag(),
            state: try state.optional { reader throws(StateError) in
                try reader.named(TCPState.self)
            },
            others: try state.count()
        )
    }
}
