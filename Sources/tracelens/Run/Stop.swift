#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
internal import Synchronization
internal import SystemPackage

/// The end of a run before the end of its inputs: Control-C, or nobody reads the output any more.
final class Stop: Sendable {
    /// Why a run ends early.
    enum Reason: Int {
        /// Control-C.
        case interrupted = 1
        /// The reader of the output went away.
        case readerGone
        /// The output takes no more.
        case outputFailed
    }

    private let request = Atomic<Int>(0)
    /// A pipe in which a byte stands from the request on, so that a wait for input ends.
    ///
    /// Without one, which only a lack of descriptors explains, a wait ends when input comes.
    private let wake = try? FileDescriptor.pipe()

    /// No request yet.
    init() {}

    deinit {
        try? wake?.readEnd.close()
        try? wake?.writeEnd.close()
    }

    /// Why the run is to end, `nil` as long as it goes on.
    var reason: Reason? {
        Reason(rawValue: request.load(ordering: .relaxed))
    }

    /// Whether the run is to end.
    var isRequested: Bool { request.load(ordering: .relaxed) != 0 }

    /// Ends the run; the first reason counts.
    func end(_ reason: Reason) {
        let (isFirst, _) = request.compareExchange(
            expected: 0,
            desired: reason.rawValue,
            ordering: .relaxed
        )
        guard isFirst else { return }
        _ = try? wake?.writeEnd.writeAll([0])
    }

    /// Waits until there is something to read, or its end.
    ///
    /// - Returns: Whether there is, rather than a request to stop.
    func waitUntilReadable(_ descriptor: FileDescriptor) -> Bool {
        var polled = [descriptor, wake?.readEnd].compactMap(\.self).map {
            pollfd(fd: $0.rawValue, events: Int16(POLLIN), revents: 0)
        }
        while unsafe poll(&polled, nfds_t(polled.count), -1) < 0, errno == EINTR {}
        return !isRequested
    }

    /// Makes the first Control-C a request, and lets the second end the process.
    ///
    /// A process that was started deaf to it (`nohup`, a shell's background job) stays so.
    func followInterrupts() {
        var previous = sigaction()
        unsafe sigaction(SIGINT, nil, &previous)
        guard !Self.isIgnored(previous) else { return }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGINT)
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        let awaited = signals
        Thread.start { [self] in
            var awaited = awaited
            var caught: Int32 = 0
            unsafe sigwait(&awaited, &caught)
            end(.interrupted)
            unsafe pthread_sigmask(SIG_UNBLOCK, &awaited, nil)
        }
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        #if canImport(Darwin)
        let handler = unsafe action.__sigaction_u.__sa_handler
        #else
        let handler = unsafe action.__sigaction_handler.sa_handler
        #endif
        let ignoring = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
        return unsafe unsafeBitCast(handler, to: Int.self) == ignoring
    }
}
