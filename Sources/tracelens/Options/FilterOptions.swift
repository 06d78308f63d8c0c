internal import ArgumentParser
internal import TraceParse
internal import TraceReport

/// Which incidents the report is about.
struct FilterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Leave out incidents before: 2026-04-11T09:30:00Z, 2026-04-11, or 2h before the last.",
            discussion: "An incident without a time stays.",
            valueName: "time"
        ),
        transform: Moment.init(argument:)
    )
    var since: Moment?

    @Option(
        help: ArgumentHelp("Leave out incidents after.", valueName: "time"),
        transform: Moment.init(argument:)
    )
    var until: Moment?

    @Option(
        name: .customLong("class"),
        help: ArgumentHelp("Keep incidents of this class. Repeatable.", valueName: "class")
    )
    var classes: [String] = []

    @Option(
        name: .customLong("peer"),
        help: ArgumentHelp(
            "Keep incidents whose connection's far end is there: 10.0.0.7, 10.0.0.0/8. Repeatable.",
            valueName: "addr[/bits]"
        ),
        transform: AddressBlock.init(argument:)
    )
    var peers: [AddressBlock] = []

    /// Whether the last incident's time must be known before the report can be made.
    var needsLastIncident: Bool {
        [since, until].contains { $0?.needsLastIncident ?? false }
    }

    /// The filter, once the last incident's time is known where it must be.
    func filter(zone: Zone, lastIncident: Timestamp?) -> IncidentFilter {
        IncidentFilter(
            since: since?.resolved(zone: zone, lastIncident: lastIncident),
            until: until?.resolved(zone: zone, lastIncident: lastIncident),
            classes: Set(classes.map(ErrorClass.init(rawValue:))),
            peers: peers
        )
    }
}

extension Moment {
    fileprivate init(argument: String) throws {
        guard let moment = Self(argument) else {
            throw ValidationError("it takes 2026-04-11T09:30:00Z, 2026-04-11, or 2h, 30m, 1d12h")
        }
        self = moment
    }
}

extension AddressBlock {
    fileprivate init(argument: String) throws {
        guard let block = Self(argument) else {
            throw ValidationError("it takes an address, or a block like 10.0.0.0/8 or fd00::/8")
        }
        self = block
    }
}
