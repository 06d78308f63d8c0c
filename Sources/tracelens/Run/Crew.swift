internal import TraceParse

/// The threads of a run that have no input of their own left: they read ahead of the parsers that are
/// still at work, and look for anchors in what they read.
///
/// What a parser makes of an input does not depend on who read it, nor on how it was cut into blocks.
final class Crew: Sendable {
    /// A part of an input that some thread reads.
    struct Portion: Sendable {
        /// Its place among the portions of its input.
        let number: Int
        /// Where it begins, in a file that may be read at any place.
        let place: Int?
    }

    /// A portion of an input that is read ahead.
    struct Block: Sendable {
        let input: SharedInput
        /// The number of the input's parser.
        let parser: Int
        let portion: Portion
        let bytes: ScannedBlock
    }

    /// What the parser of an input does next.
    enum Step {
        /// It reads by itself, for nobody has read ahead.
        case read(Portion)
        /// It reads a block ahead, while another thread is still at the one that it needs.
        case readAhead(Block)
        /// It parses a block.
        case parse(Block)
        /// Nothing is left, or nothing that can be read.
        case end((any Error)?)
    }

    private struct State {
        /// By the number of the input's parser.
        var inputs: [Int: InputProgress] = [:]
        /// How many threads may still begin an input.
        var parsers: Int
    }

    private let state: Monitor<State>
    private let mostBlocks: Int

    /// How many blocks may be ready beside those that are being read: with fewer the threads wait for
    /// each other.
    private static let spareBlocks = 3

    /// A crew of as many threads, all of which have inputs of their own to begin with.
    init(threads: Int) {
        state = Monitor(State(parsers: threads))
        mostBlocks = threads + Self.spareBlocks
    }

    /// Lets others read ahead of an input's parser, which has a number of its own.
    func begin(_ input: SharedInput, parser: Int) {
        state.withLock {
            $0.inputs[parser] = InputProgress(input, parser: parser, blocks: mostBlocks)
        }
    }

    /// Nothing more of an input is needed.
    func end(parser: Int) {
        state.withLock { $0.inputs[parser] = nil }
    }

    /// What a parser is to do, once there is something; what it used before is put by.
    func step(parser: Int, recycling used: ScannedBlock?) -> Step {
        if let used { state.withLock { $0.inputs[parser]?.spare.append(used) } }
        return state.withLockUnseen(when: { $0.inputs[parser]?.canGoOn ?? true }) {
            $0.inputs[parser]?.step() ?? .end(nil)
        }
    }

    /// Reads a portion of an input straight to where its parser wants it; then others may read on.
    func read(
        _ portion: Portion,
        of input: SharedInput,
        parser: Int,
        into buffer: UnsafeMutableRawBufferPointer
    ) -> Int {
        let (count, problem) = unsafe input.read(at: portion.place, into: buffer)
        let isLast = count < (portion.place == nil ? 1 : buffer.count)
        endReading(portion, parser: parser, isLast: isLast, problem)
        return count
    }

    /// Reads the bytes of a block that was begun; then others may read on.
    func read(_ block: Block) {
        let (input, place) = (block.input, block.portion.place)
        var problem: (any Error)?
        unsafe block.bytes.fill { [filled = block.bytes] buffer in
            let next = place.map { $0 + filled.count }
            let (count, failure) = unsafe input.read(at: next, into: buffer)
            problem = failure
            return count
        }
        let isLast = block.bytes.count < ScannedBlock.size
        endReading(block.portion, parser: block.parser, isLast: isLast, problem)
    }

    private func endReading(
        _ portion: Portion,
        parser: Int,
        isLast: Bool,
        _ problem: (any Error)?
    ) {
        // Where portions have their places, nobody waits for one to be read.
        guard isLast || portion.place == nil else { return }
        state.withLock { $0.inputs[parser]?.endReading(portion.number, isLast: isLast, problem) }
    }

    /// Hands a block that was read to the parser of its input.
    func deliver(_ block: Block) {
        state.withLock { $0.inputs[block.parser]?.ready[block.portion.number] = block }
    }

    /// Reads ahead for others, until no thread has an input any more.
    ///
    /// - Parameter makeScanner: Makes what looks for what their parsers look for.
    func help(_ makeScanner: () -> BlockScanner) {
        leave(1)
        guard var block = nextBlock() else { return }
        var scanner = makeScanner()
        while true {
            read(block)
            scanner.scan(block.bytes)
            deliver(block)
            guard let next = nextBlock() else { return }
            block = next
        }
    }

    /// So many threads will begin no input any more: they are done, or could not be started.
    func leave(_ threads: Int) {
        state.withLock { $0.parsers -= threads }
    }

    /// The next block that is to be read ahead, of the input whose turn is first.
    private func nextBlock() -> Block? {
        let isReady = { (state: State) in
            state.parsers == 0 || state.inputs.values.contains(where: \.mayBeReadAhead)
        }
        return state.withLockUnseen(when: isReady) { state in
            let parsers = state.inputs.keys.sorted()
            let first = parsers.first { state.inputs[$0]?.mayBeReadAhead ?? false }
            return first.flatMap { state.inputs[$0]?.beginBlock() }
        }
    }
}
