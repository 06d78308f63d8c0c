internal import TraceParse

/// The threads of a run that have no input of their own left: they read ahead of the parsers that are
/// still at work, and look for anchors in what they read.
///
/// What a parser makes of an input does not depend on who read it, nor on how it was cut into blocks.
final class Crew: Sendable {
    /// A block of an input, which some thread reads.
    struct Block: Sendable {
        let input: SharedInput
        /// The number of the input's parser.
        let parser: Int
        /// Its place among the blocks of its input.
        let number: Int
        let bytes: ScannedBlock
        /// How many bytes of the file had been taken when it was read.
        var consumed = 0
    }

    /// What the parser of an input does next.
    enum Step {
        /// It reads by itself, for nobody has read ahead.
        case read
        /// It reads a block ahead, while another thread is still at the one that it needs.
        case readAhead(Block)
        /// It parses a block.
        case parse(Block)
        /// Nothing is left.
        case end
    }

    /// How far an input was read.
    private struct Place: Sendable {
        let input: SharedInput
        let parser: Int
        /// The number of the next block to be read.
        var begun = 0
        /// The number of the next block to be parsed.
        var parsed = 0
        var ready: [Int: Block] = [:]
        var spare: [ScannedBlock] = []
        /// How many blocks there are yet to be made.
        var unmade: Int
        var isBeingRead = false
        var isAtEnd = false

        var mayBeReadAhead: Bool {
            !isBeingRead && !isAtEnd && input.isRegular && spare.count + unmade > 0
        }

        /// The next block, for a thread that is to read it.
        mutating func begin() -> Block {
            isBeingRead = true
            defer { begun += 1 }
            if spare.isEmpty { unmade -= 1 }
            let bytes = spare.popLast() ?? ScannedBlock()
            return Block(input: input, parser: parser, number: begun, bytes: bytes)
        }

        /// What its parser can do now, if anything.
        var canGoOn: Bool {
            ready[parsed] != nil || begun == parsed && !isBeingRead
                || begun > parsed && mayBeReadAhead
        }

        mutating func step() -> Step {
            if let block = ready.removeValue(forKey: parsed) {
                parsed += 1
                return .parse(block)
            }
            guard begun == parsed else { return .readAhead(begin()) }
            guard !isAtEnd else { return .end }
            isBeingRead = true
            return .read
        }
    }

    private struct State {
        /// By the number of the input's parser.
        var places: [Int: Place] = [:]
        /// How many threads may still begin an input.
        var parsers: Int
    }

    private let state: Monitor<State>
    private let mostBlocks: Int

    /// How many blocks may be ready beside those that are being read: with fewer the threads wait for
    /// each other.
    private static let spareBlocks = 4

    /// A crew of as many threads, all of which have inputs of their own to begin with.
    init(threads: Int) {
        state = Monitor(State(parsers: threads))
        mostBlocks = threads + Self.spareBlocks
    }

    /// Lets others read ahead of an input's parser, which has a number of its own.
    func begin(_ input: SharedInput, parser: Int) {
        state.withLock {
            $0.places[parser] = Place(input: input, parser: parser, unmade: mostBlocks)
        }
    }

    /// Nothing more of an input is needed.
    func end(parser: Int) {
        state.withLock { $0.places[parser] = nil }
    }

    /// What a parser is to do, once there is something; what it used before is put by.
    func step(parser: Int, recycling used: ScannedBlock?) -> Step {
        if let used { state.withLock { $0.places[parser]?.spare.append(used) } }
        return state.withLockUnseen(when: { $0.places[parser]?.canGoOn ?? true }) {
            $0.places[parser]?.step() ?? .end
        }
    }

    /// Reads the next bytes of an input straight to where its parser wants them; then others may read
    /// on.
    func read(
        _ input: SharedInput,
        parser: Int,
        into buffer: UnsafeMutableRawBufferPointer
    ) -> Int {
        let count = unsafe input.read(into: buffer)
        endReading(parser: parser, isAtEnd: count == 0)
        return count
    }

    /// Reads the bytes of a block that was begun; then others may read on.
    func read(_ block: inout Block) {
        unsafe block.bytes.fill { [input = block.input] in unsafe input.read(into: $0) }
        block.consumed = block.input.consumed
        let isAtEnd = block.bytes.count < ScannedBlock.size
        endReading(parser: block.parser, isAtEnd: isAtEnd)
    }

    private func endReading(parser: Int, isAtEnd: Bool) {
        state.withLock {
            $0.places[parser]?.isBeingRead = false
            if isAtEnd { $0.places[parser]?.isAtEnd = true }
        }
    }

    /// Hands a block that was read to the parser of its input.
    func deliver(_ block: Block) {
        state.withLock { $0.places[block.parser]?.ready[block.number] = block }
    }

    /// Reads ahead for others, until no thread has an input any more.
    ///
    /// - Parameter makeScanner: Makes what looks for what their parsers look for.
    func help(_ makeScanner: () -> BlockScanner) {
        leave(1)
        guard var block = nextBlock() else { return }
        var scanner = makeScanner()
        while true {
            read(&block)
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
            state.parsers == 0 || state.places.values.contains(where: \.mayBeReadAhead)
        }
        return state.withLockUnseen(when: isReady) { state in
            let parsers = state.places.keys.sorted()
            let first = parsers.first { state.places[$0]?.mayBeReadAhead ?? false }
            return first.flatMap { state.places[$0]?.begin() }
        }
    }
}
