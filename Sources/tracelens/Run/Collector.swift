internal import TraceParse
internal import TraceReport

/// What a run makes of all its inputs.
protocol Collector: Sendable {
    /// What it makes of one.
    associatedtype Part: IncidentPart

    /// Whether it makes something of ordinary lines near incidents.
    static var readsContext: Bool { get }

    /// A part for the input of a name, which may be finished when its turn comes.
    func makePart(path: String, turn: Turn) -> Part

    /// Takes what was made of the next input in order, `nil` where there was nothing to read.
    func take(_ part: Part?, of input: InputNote)
}

/// What a run makes of the incidents of one input.
protocol IncidentPart: Sendable {
    /// Takes an incident that passed the filter; the record is only good during the call.
    mutating func receive(_ record: borrowing IncidentRecord)

    /// Takes what an ordinary line near an incident says.
    mutating func receive(_ context: ContextRecord)

    /// Takes the parts of the input in which the text of a host seems to stand, at its end.
    mutating func receive(_ parts: [HostTextPart])

    /// Called when all that was read is parsed, before more is waited for.
    mutating func pause()
}

extension IncidentPart {
    mutating func receive(_ parts: [HostTextPart]) {}
}

/// Whether all inputs before one are done.
struct Turn: Sendable {
    /// Whether they are.
    var hasCome: @Sendable () -> Bool
    /// Waits until they are.
    var wait: @Sendable () -> Void
}
