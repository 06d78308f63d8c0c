/// At which second of five minutes things happened: what tells a clock from chance without looking
/// at neighbours, so that it adds up.
///
/// Every period that divides 300 s (2, 5, 10, 15, 30, 60, …) shows in it. The first few phases
/// are kept as they are; most hosts never have more. Those that have are counted in bytes while
/// these do: each incident counts for two hosts or so, and what is kept of hundreds of them must not
/// push everything else out of the processor's cache.
struct PhaseHistogram: Hashable, Sendable {
    static let cycle = 300
    private static let sparseLimit = 8

    private(set) var total = 0
    /// Phases while there are few, a count for each phase once one is more than a byte holds.
    private var cells: [UInt32] = []
    /// A count for each phase while a byte holds each.
    private var bytes: [UInt8] = []

    mutating func add(_ seconds: Int64) {
        let remainder = seconds % Int64(Self.cycle)
        add(phase: Int(remainder < 0 ? remainder + Int64(Self.cycle) : remainder), count: 1)
    }

    mutating func merge(_ other: PhaseHistogram) {
        if other.isSparse {
            for phase in other.cells { add(phase: Int(phase), count: 1) }
        } else {
            for (phase, count) in other.counts.enumerated() where count > 0 {
                add(phase: phase, count: count)
            }
        }
    }

    /// How often each phase of a period came; the period must divide the cycle.
    func folded(by period: Int) -> [Int] {
        var folded = [Int](repeating: 0, count: period)
        if isSparse {
            for phase in cells { folded[Int(phase) % period] += 1 }
        } else {
            for (phase, count) in counts.enumerated() { folded[phase % period] += Int(count) }
        }
        return folded
    }

    private var isSparse: Bool { total <= Self.sparseLimit }

    /// The count of each phase, where there are more than few.
    private var counts: [UInt32] { bytes.isEmpty ? cells : bytes.map(UInt32.init) }

    @inline(__always)
    private mutating func add(phase: Int, count: UInt32) {
        // Of a host with many incidents, each of which is counted here.
        if !bytes.isEmpty, addToByte(of: phase, count) {
            total += Int(count)
        } else {
            addElsewhere(phase: phase, count: count)
        }
    }

    private mutating func addElsewhere(phase: Int, count: UInt32) {
        let sum = total + Int(count)
        if sum <= Self.sparseLimit {
            for _ in 0..<count { cells.append(UInt32(phase)) }
        } else {
            if isSparse { makeDense() }
            if !addToByte(of: phase, count) { addToCell(of: phase, count) }
        }
        total = sum
    }

    /// Adds to a phase's count if a byte holds the sum.
    @inline(__always)
    private mutating func addToByte(of phase: Int, _ count: UInt32) -> Bool {
        guard !bytes.isEmpty else { return false }
        let sum = count.addingReportingOverflow(UInt32(bytes[phase]))
        guard !sum.overflow, let byte = UInt8(exactly: sum.partialValue) else { return false }
        bytes[phase] = byte
        return true
    }

    private mutating func addToCell(of phase: Int, _ count: UInt32) {
        if !bytes.isEmpty {
            cells = counts
            bytes = []
        }
        let (sum, overflow) = cells[phase].addingReportingOverflow(count)
        cells[phase] = overflow ? UInt32.max : sum
    }

    private mutating func makeDense() {
        bytes = [UInt8](repeating: 0, count: Self.cycle)
        for phase in cells { bytes[Int(phase)] += 1 }
        cells = []
    }
}

extension PhaseHistogram {
    func write(to state: inout StateWriter) {
        state.write(total)
        state.write(isSparse ? cells : counts) { $0.write($1) }
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
        guard !isSparse, cells.allSatisfy({ $0 <= UInt8.max }) else { return }
        bytes = cells.map { UInt8($0) }
        cells = []
    }
}
