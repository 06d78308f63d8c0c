#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A value that one thread at a time looks at, and whose changes others can wait for.
@safe
final class Monitor<State: Sendable>: @unchecked Sendable {
    private var state: State
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>

    /// A monitor of a value.
    init(_ state: State) {
        self.state = state
        unsafe mutex = .allocate(capacity: 1)
        unsafe changed = .allocate(capacity: 1)
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(changed, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(changed)
        unsafe pthread_mutex_destroy(mutex)
        unsafe changed.deallocate()
        unsafe mutex.deallocate()
    }

    /// Changes the value, or looks at it, once it is as wanted.
    func withLock<Result>(
        when isReady: (State) -> Bool = { _ in true },
        _ body: (inout State) -> Result
    ) -> Result {
        defer { unsafe pthread_cond_broadcast(changed) }
        return withLockUnseen(when: isReady, body)
    }

    /// Changes the value, once it is as wanted, in a way for which no other thread waits: to wake one
    /// for nothing costs more than most of what is done here.
    func withLockUnseen<Result>(
        when isReady: (State) -> Bool,
        _ body: (inout State) -> Result
    ) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while !isReady(state) {
            unsafe pthread_cond_wait(changed, mutex)
        }
        return body(&state)
    }
}
