/// A clock behind a host's incidents, told by the seconds at which they fall.
struct Periodicity: Hashable, Sendable {
    /// Seconds from one to the next.
    let period: Int
    /// How many of a hundred incidents keep to it.
    let share: Int

    private static let candidates = PhaseHistogram.cycle.divisors.filter { $0 >= 2 }.reversed()

    /// The longest period that most incidents keep to and that explains how many there are.
    ///
    /// Incidents keep to a period if they fall into a few neighbouring seconds of it; chance puts no
    /// more than half of them there. A divisor of the true period looks as regular, but explains too
    /// many incidents; a multiple does not look regular.
    static func of(_ host: HostEntry) -> Periodicity? {
        guard let span = host.times.seconds, host.phases.total >= 10 else { return nil }
        for period in candidates where span >= Int64(8 * period) {
            let share = share(of: host.phases, period: period)
            let needed = period >= 10 ? 80 : 92
            let expected = Int(min(span, 1 << 40)) / period + 1
            let fill = host.phases.total * 100 / expected
            if share >= needed, (60...140).contains(fill) {
                return Periodicity(period: period, share: share)
            }
        }
        return nil
    }

    /// The most incidents, of a hundred, in a window of the period.
    private static func share(of phases: PhaseHistogram, period: Int) -> Int {
        let counts = phases.folded(by: period)
        let window = period >= 15 ? 3 : period >= 4 ? 2 : 1
        let best = counts.indices.map { start in
            (0..<window).reduce(0) { $0 + counts[(start + $1) % period] }
        }
        return (best.max() ?? 0) * 100 / phases.total
    }
}

extension Int {
    fileprivate var divisors: [Int] { (1...self).filter { self % $0 == 0 } }
}
