internal import SystemPackage
internal import TraceParse

/// The decompressed bytes of inputs one behind the other, as the writer of a rotated log wrote them:
/// what the rotation cut is whole again.
///
/// The stream ends where an input cannot be read on, since what follows does not go on from there. Who
/// reads it looks at ``members`` and begins another one with the inputs that were not begun.
struct OpenSet: ~Copyable {
    /// The inputs that were begun.
    let members = StreamMembers()
    /// When the newest input was last written to, where that is known.
    let lastWritten: Timestamp?
    /// How many NULs at the beginning of the first one were passed over.
    let hole: Int
    /// Whether reading it never waits for somebody to write; more than one input are files.
    let isRegular: Bool

    private let stop: Stop
    private let open: @Sendable (Input) throws -> DescriptorReader
    private let countsLines: Bool
    private var rest: ArraySlice<Input>
    private var current: OpenInput?
    private var consumedBefore = 0
    /// Whether nothing but NULs has come of an input that is not the first.
    private var isAtBorder = false

    /// A stream of one input or more, at its beginning.
    init(
        _ inputs: ArraySlice<Input>,
        stop: Stop,
        open: @escaping @Sendable (Input) throws -> DescriptorReader
    ) {
        self.stop = stop
        self.open = open
        countsLines = inputs.count > 1
        rest = inputs
        current = Self.openNext(&rest, open, members)
        hole = current?.hole ?? 0
        isRegular = current?.isRegular ?? false
        let newest = rest.last?.path.flatMap { (try? Stat($0))?.modified }
        lastWritten = [current?.lastWritten, newest].compactMap(\.self).max()
    }

    /// Whether other inputs follow the one that is being read.
    var hasMore: Bool { !rest.isEmpty }

    /// The file, where the stream is a single one of at least so many bytes that can be read at any
    /// place.
    func placed(atLeast size: Int) -> PlacedFile? {
        guard rest.isEmpty, members.all.count == 1 else { return nil }
        switch current {
        case .some(let input): return input.placed(atLeast: size)
        case nil: return nil
        }
    }

    /// Counts bytes of a placed file, which were read at their places.
    mutating func pass(_ count: Int) {
        members.count(bytes: count, lines: 0, passed: 0)
        current?.pass(count)
    }

    /// Ends a placed file, whose bytes were read at their places.
    ///
    /// - Parameter problem: Why they could not be read to the end.
    func end(_ problem: (any Error)?) {
        guard !stop.isRequested else { return }
        do {
            if let problem { throw problem }
            try current?.checkUnchanged()
        } catch {
            members.fail(InputProblem(InputProblem.reason(of: error)))
        }
    }

    /// How many bytes were taken, as they lie in the files.
    var consumed: Int {
        switch current {
        case .some(let input): consumedBefore + input.consumed
        case nil: consumedBefore
        }
    }

    /// Reads the next bytes, 0 at the end of the stream or when the run is to stop.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        while current != nil {
            do {
                let count = try unsafe current!.read(into: buffer)
                if count > 0 {
                    let kept = unsafe take(count, of: buffer)
                    if kept > 0 { return kept }
                } else {
                    goOn()
                }
            } catch {
                fail(error)
            }
        }
        return 0
    }

    private mutating func goOn() {
        consumedBefore = consumed
        current = stop.isRequested ? nil : Self.openNext(&rest, open, members)
        isAtBorder = true
    }

    private mutating func fail(_ error: any Error) {
        consumedBefore = consumed
        current = nil
        // An input that we stopped reading is not to blame for its end.
        if !stop.isRequested { members.fail(InputProblem(InputProblem.reason(of: error))) }
    }

    /// What a rotation does that takes place while its files are read: some may be missed.
    private static let replaced = "was replaced before it was read; run it again, to miss nothing"

    /// Whether another file has the name by now; some file systems number a file anew each time.
    private static func isOther(_ opened: borrowing OpenInput, than input: Input) -> Bool {
        input.isFile && opened.identity != input.identity && opened.lastWritten != input.written
    }

    private static func openNext(
        _ rest: inout ArraySlice<Input>,
        _ open: (Input) throws -> DescriptorReader,
        _ members: StreamMembers
    ) -> OpenInput? {
        guard let input = rest.popFirst() else { return nil }
        do {
            let opened = try OpenInput(open(input))
            members.begin(input.name, hole: opened.hole, compression: opened.compression)
            if isOther(opened, than: input) { members.fail(InputProblem(replaced)) }
            return opened
        } catch {
            members.begin(input.name)
            members.fail(InputProblem(InputProblem.reason(of: error)))
            return nil
        }
    }

    /// Counts bytes that were read, and moves them over NULs that begin an input behind another one.
    ///
    /// A log that was copied and emptied while its writer kept its place begins with them; nobody
    /// wrote them.
    ///
    /// - Returns: How many bytes are left.
    private mutating func take(
        _ count: Int,
        of buffer: UnsafeMutableRawBufferPointer
    ) -> Int {
        let read = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
        let passed = unsafe isAtBorder ? read.firstIndex { $0 != 0 } ?? count : 0
        let kept = count - passed
        if passed > 0 {
            unsafe read.copyMemory(from: .init(rebasing: read[passed...]))
        }
        if kept > 0 { isAtBorder = false }
        let bytes = unsafe read.bindMemory(to: UInt8.self).span
        let lines = countsLines ? ByteScan.countNewlines(bytes, 0..<kept) : 0
        members.count(bytes: kept, lines: lines, passed: passed)
        return kept
    }
}
