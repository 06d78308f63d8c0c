internal import TraceParse
internal import TraceReport

/// What a run makes of all its inputs.
protocol Collector: Sendable {
    /// What it makes of one.
    associatedtype Part: IncidentPart

    /// Whether it makes something of ordinary lines near incidents.
    static var readsContext: Bool { get }

    /// A part for what is read next as one stream, which may be finished when its turn comes.
    func makePart(turn: Turn) -> Part

    /// Takes what was made of the next inputs in order, `nil` where there was nothing to read.
    func take(_ part: Part?, of inputs: [InputNote])

    /// Takes note of a file that was not read since it has the contents of one before it.
    func take(copy path: String, of original: String)
}

extension Collector {
    func take(copy path: String, of original: String) {}
}

/// What a run makes of the incidents of inputs that are read as one stream.
///
/// Each call names the input; places are places in it.
protocol IncidentPart: Sendable {
    /// Takes an incident that passed the filter; the record is only good during the call.
    mutating func receive(_ record: borrowing IncidentRecord, of path: String)

    /// Takes what an ordinary line near an incident says.
    mutating func receive(_ context: ContextRecord, of path: String)

    /// Takes a part of the input in which the text of a host seems to stand, at the stream's end.
    mutating func receive(_ text: HostTextPart, of path: String)

    /// Called when all that was read is parsed, before more is waited for.
    mutating func pause()
}

extension IncidentPart {
    mutating func receive(_ text: HostTextPart, of path: String) {}
}

/// Whether all inputs before one are done.
struct Turn: Sendable {
    /// Whether they are.
    var hasCome: @Sendable () -> Bool
    /// Waits until they are.
    var wait: @Sendable () -> Void
}
