/// Brings what many threads make of numbered inputs into the order of the numbers.
///
/// Nothing is kept but what comes too early, and of that no more than a few: a thread that is too far
/// ahead waits.
final class Conveyor<Part: Sendable>: Sendable {
    private struct State {
        /// The number whose turn it is.
        var next = 0
        /// What was made before its turn.
        var early: [Int: Part] = [:]
    }

    private let state = Monitor(State())
    private let capacity: Int
    private let take: @Sendable (Part) -> Void

    /// A conveyor that hands over one part after the other, from 0 on.
    ///
    /// - Parameters:
    ///   - capacity: How many parts may come too early before their makers wait.
    ///   - take: Called with each part in order, never twice at a time.
    init(capacity: Int, take: @escaping @Sendable (Part) -> Void) {
        self.capacity = capacity
        self.take = take
    }

    /// Whether all parts before that of a number were taken.
    func isTurn(of number: Int) -> Bool {
        state.withLock { $0.next == number }
    }

    /// Waits until all parts before that of a number were taken.
    func waitForTurn(of number: Int) {
        state.withLock(when: { $0.next == number }) { _ in }
    }

    /// Hands over the part of a number.
    ///
    /// Whoever brings the one whose turn it is takes the parts that wait behind it along.
    func deliver(_ part: Part, number: Int) {
        let isTurn = state.withLock { state in
            guard state.next != number else { return true }
            state.early[number] = part
            return false
        }
        guard isTurn else { return waitForRoom() }
        var following: Part? = part
        while let part = following {
            take(part)
            following = state.withLock { state in
                state.next += 1
                return state.early.removeValue(forKey: state.next)
            }
        }
    }

    private func waitForRoom() {
        state.withLock(when: { $0.early.count < self.capacity }) { _ in }
    }
}
