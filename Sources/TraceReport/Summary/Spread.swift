/// How the incidents of one group are spread over time: counts in a few steps aligned to the Unix
/// epoch.
///
/// Steps are 2^k seconds wide, and k is the smallest with which all fit, so that the same moments
/// give the same steps in whatever order and parts they come.
struct Spread: Hashable, Sendable {
    static let slots = 16
    /// Moments past the years that a calendar can show are counted at its ends.
    private static let moments: ClosedRange<Int64> = -(1 << 38)...(1 << 38)

    /// The binary logarithm of a step's width in seconds.
    private(set) var exponent: Int64 = 0
    /// The numbers of the first and the last step that is not empty, or `nil`.
    private(set) var steps: ClosedRange<Int64>?
    private var counts: [16 of UInt32] = .init(repeating: 0)

    mutating func add(_ seconds: Int64) {
        let moment = min(max(seconds, Self.moments.lowerBound), Self.moments.upperBound)
        let step = moment >> exponent
        if let steps, steps.contains(step) { return add(1, at: step) }
        cover(step...step)
        add(1, at: moment >> exponent)
    }

    mutating func merge(_ other: Spread) {
        var other = other
        guard other.steps != nil else { return }
        while other.exponent < exponent { other.widen() }
        while exponent < other.exponent { widen() }
        guard let added = other.steps else { return }
        cover(added)
        while other.exponent < exponent { other.widen() }
        for step in other.steps ?? added { add(other.count(at: step), at: step) }
    }

    /// How many fell into a step of the present width.
    func count(at step: Int64) -> UInt32 {
        steps.map { $0.contains(step) } ?? false ? counts[Self.slot(step)] : 0
    }

    /// The least exponent with which moments from first to last fit.
    static func exponent(from first: Int64, to last: Int64) -> Int64 {
        let start = min(max(first, moments.lowerBound), moments.upperBound)
        let end = min(max(last, moments.lowerBound), moments.upperBound)
        var exponent: Int64 = 0
        while (end >> exponent) - (start >> exponent) >= Int64(slots) { exponent += 1 }
        return exponent
    }

    /// The same with steps so wide at least.
    func widened(to wanted: Int64) -> Spread {
        var made = self
        while made.exponent < wanted { made.widen() }
        return made
    }

    @inline(__always)
    private mutating func add(_ count: UInt32, at step: Int64) {
        let (sum, overflow) = counts[Self.slot(step)].addingReportingOverflow(count)
        counts[Self.slot(step)] = overflow ? .max : sum
    }

    /// Widens the steps until these, numbered at the present width, fit with all others.
    private mutating func cover(_ added: ClosedRange<Int64>) {
        guard let present = steps else {
            steps = added
            return
        }
        if present.lowerBound <= added.lowerBound, added.upperBound <= present.upperBound { return }
        let first = min(present.lowerBound, added.lowerBound)
        let last = max(present.upperBound, added.upperBound)
        var shift: Int64 = 0
        while (last >> shift) - (first >> shift) >= Int64(Self.slots) {
            widen()
            shift += 1
        }
        steps = (first >> shift)...(last >> shift)
    }

    private mutating func widen() {
        exponent += 1
        guard let old = steps else { return }
        var wider: [16 of UInt32] = .init(repeating: 0)
        for step in old {
            let slot = Self.slot(step >> 1)
            let (sum, overflow) = wider[slot].addingReportingOverflow(counts[Self.slot(step)])
            wider[slot] = overflow ? .max : sum
        }
        counts = wider
        steps = (old.lowerBound >> 1)...(old.upperBound >> 1)
    }

    private static func slot(_ step: Int64) -> Int { Int(step & Int64(slots - 1)) }

    static func == (left: Spread, right: Spread) -> Bool {
        guard left.exponent == right.exponent, left.steps == right.steps else { return false }
        return (0..<slots).allSatisfy { left.counts[$0] == right.counts[$0] }
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(exponent)
        hasher.combine(steps)
    }
}

extension Spread {
    func write(to state: inout StateWriter) {
        state.write(exponent)
        state.write(steps) {
            $0.write($1.lowerBound)
            $0.write($1.upperBound)
        }
        if let steps { for step in steps { state.write(count(at: step)) } }
    }

    init(from state: inout StateReader) throws(StateError) {
        exponent = try state.number(in: 0...40)
        steps = try state.optional { reader throws(StateError) in
            let first = try reader.number(in: Self.moments)
            let last = try reader.number(in: first...first + Int64(Self.slots - 1))
            return first...last
        }
        guard let steps else { return }
        for step in steps { counts[Self.slot(step)] = try state.number(in: 0...UInt32.max) }
    }
}
