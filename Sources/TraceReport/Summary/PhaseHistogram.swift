/// At which second of five minutes things happened: what tells a clock from chance without looking
/// at neighbours, so that it adds up.
///
/// Every period that divides 300 s (2, 5, 10, 15, 30, 60, …) shows in it. The first few phases
/// are kept as they are; most hosts never have more.
struct PhaseHistogram: Hashable, Sendable {
    static let cycle = 300
    private static let sparseLimit = 8

    private(set) var total = 0
    /// Phases while there are few, then a count for each phase.
    private var cells: [UInt32] = []

    mutating func add(_ seconds: Int64) {
        let remainder = seconds % Int64(Self.cycle)
        add(phase: Int(remainder < 0 ? remainder + Int64(Self.cycle) : remainder), count: 1)
    }

    mutating func merge(_ other: PhaseHistogram) {
        if other.isSparse {
            for phase in other.cells { add(phase: Int(phase), count: 1) }
        } else {
            for (phase, count) in other.cells.enumerated() where count > 0 {
                add(phase: phase, count: count)
            }
        }
    }

    /// How often each phase of a period came; the period must divide the cycle.
    func folded(by period: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: period)
        if isSparse {
            for phase in cells { counts[Int(phase) % period] += 1 }
        } else {
            for (phase, count) in cells.enumerated() { counts[phase % period] += Int(count) }
        }
        return counts
    }

    private var isSparse: Bool { total <= Self.sparseLimit }

    private mutating func add(phase: Int, count: UInt32) {
        let sum = total + Int(count)
        if sum <= Self.sparseLimit {
            for _ in 0..<count { cells.append(UInt32(phase)) }
        } else {
            if isSparse { makeDense() }
            let (value, overflow) = cells[phase].addingReportingOverflow(count)
            cells[phase] = overflow ? UInt32.max : value
        }
        total = sum
    }

    private mutating func makeDense() {
        var dense = [UInt32](repeating: 0, count: Self.cycle)
        for phase in cells { dense[Int(phase)] += 1 }
        cells = dense
    }
}

extension PhaseHistogram {
    func write(to state: inout StateWriter) {
        state.write(total)
        state.write(cells) { $0.write($1) }
    }

    init(from state: inout StateReader) throws(StateError) {
        total = try state.count()
        let isSparse = total <= Self.sparseLimit
        let most = isSparse ? UInt32(Self.cycle - 1) : UInt32.max
        cells = try state.list(upTo: Self.cycle) { reader throws(StateError) in
            try reader.number(in: 0...most)
        }
        guard cells.count == (isSparse ? total : Self.cycle) else {
            throw state.fault("a histogram is wrong")
        }
    }
}
