package import TraceParse

/// Which incidents a run is about; the others are not added up.
package struct IncidentFilter: Hashable, Sendable {
    /// The earliest moment, itself included; an incident without a time passes.
    package var since: Timestamp?
    /// The latest moment, itself included; an incident without a time passes.
    package var until: Timestamp?
    /// The classes, or none for any.
    package var classes: Set<ErrorClass>
    /// The addresses of which the peer's must be one, or none for any.
    ///
    /// Only the far end of the failed connection is asked: a client whose request was being served
    /// when something else failed is another fact.
    package var peers: [AddressBlock]

    /// A filter that lets everything pass but what it is told.
    package init(
        since: Timestamp? = nil,
        until: Timestamp? = nil,
        classes: Set<ErrorClass> = [],
        peers: [AddressBlock] = []
    ) {
        self.since = since
        self.until = until
        self.classes = classes
        self.peers = peers
    }

    /// Whether everything passes.
    package var isOpen: Bool {
        since == nil && until == nil && classes.isEmpty && peers.isEmpty
    }

    /// Whether an incident passes.
    package func matches(_ record: borrowing IncidentRecord) -> Bool {
        matchesTime(record.time) && matchesClass(record.errorClass) && matchesPeer(record)
    }

    /// Whether what an ordinary line says passes: it is of no class, and of no peer that failed.
    package func matches(_ record: ContextRecord) -> Bool {
        matchesTime(record.time)
    }

    private func matchesTime(_ time: Timestamp?) -> Bool {
        guard let time else { return true }
        if let since, time < since { return false }
        if let until, until < time { return false }
        return true
    }

    private func matchesClass(_ errorClass: ErrorClass?) -> Bool {
        guard !classes.isEmpty else { return true }
        return errorClass.map(classes.contains) ?? false
    }

    private func matchesPeer(_ record: borrowing IncidentRecord) -> Bool {
        guard !peers.isEmpty else { return true }
        guard record.peer.isPresent, record.peer.host.count <= 64 else { return false }
        guard let address = IPAddress(record.string(record.peer.host)) else { return false }
        return peers.contains { $0.contains(address) }
    }
}
