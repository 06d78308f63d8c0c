#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A thread of the operating system.
///
/// Workers read and wait, which the threads of Swift's own concurrency must not.
struct Thread {
    private let handle: pthread_t

    /// Starts a thread, which may outlive the value that stands for it.
    ///
    /// - Returns: The thread, or `nil` where the system has none to give.
    @discardableResult
    static func start(_ body: @escaping @Sendable () -> Void) -> Self? {
        let context = unsafe Unmanaged.passRetained(Body(body)).toOpaque()
        #if canImport(Darwin)
        var handle: pthread_t?
        let result = unsafe pthread_create(&handle, nil, { Thread.enter($0) }, context)
        #else
        var handle = pthread_t()
        let result = unsafe pthread_create(&handle, nil, { unsafe Thread.enter($0!) }, context)
        #endif
        guard result == 0 else {
            unsafe Unmanaged<Body>.fromOpaque(context).release()
            return nil
        }
        #if canImport(Darwin)
        return handle.map(Self.init(handle:))
        #else
        return Self(handle: handle)
        #endif
    }

    /// Waits until it has ended.
    func join() {
        pthread_join(handle, nil)
    }

    private static func enter(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }
}
