internal import Synchronization
internal import SystemPackage
internal import TraceParse
internal import TraceReport

/// Numbers incidents and writes each as a line of JSON.
final class LineWriter: Sendable {
    private struct State {
        var count = 0
        var redactor: Redactor
        var lines: [UInt8] = []
        var failure: Errno?
    }

    private let descriptor: FileDescriptor
    private let stop: Stop
    private let state: Mutex<State>

    private static let blockSize = 64 << 10

    /// A writer to a descriptor, which asks for a stop when that takes no more.
    init(_ descriptor: FileDescriptor, redactor: Redactor, stop: Stop) {
        self.descriptor = descriptor
        self.stop = stop
        state = Mutex(State(redactor: redactor))
    }

    /// Why the output takes no more, `nil` where it does or where only its reader is gone.
    var failure: Errno? { state.withLock { $0.failure } }

    /// Writes an incident, perhaps not before the next flush.
    func write(_ incident: Incident) {
        state.withLock { state in
            // Names are numbered in the order in which they are written.
            var numbered = state.redactor.incident(incident)
            numbered.index = state.count
            state.count += 1
            state.lines += IncidentJSON.bytes(numbered)
            state.lines.append(UInt8(ascii: "\n"))
            if state.lines.count >= Self.blockSize { flush(&state) }
        }
    }

    /// Writes what is still kept.
    func flush() {
        state.withLock { flush(&$0) }
    }

    private func flush(_ state: inout State) {
        guard !state.lines.isEmpty else { return }
        defer { state.lines.removeAll(keepingCapacity: true) }
        guard stop.reason != .readerGone, state.failure == nil else { return }
        do {
            try descriptor.writeAll(state.lines)
        } catch Errno.brokenPipe {
            stop.end(.readerGone)
        } catch {
            state.failure = error as? Errno ?? .ioError
            stop.end(.outputFailed)
        }
    }
}
