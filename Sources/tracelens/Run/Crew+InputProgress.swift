internal import TraceParse

extension Crew {
    /// How far an input was read.
    struct InputProgress: Sendable {
        let input: SharedInput
        let parser: Int
        /// The number of the next portion to be read.
        var begun = 0
        /// The number of the next portion to be parsed.
        var parsed = 0
        /// Where the next portion begins, in a file that may be read at any place.
        var place: Int?
        var ready: [Int: Block] = [:]
        var spare: [ScannedBlock] = []
        /// How many blocks there are yet to be made.
        var unmade: Int
        /// Whether the next portion has to wait for the one that is being read.
        var isBeingRead = false
        /// The last portion, and why it could not be read whole.
        var last: (number: Int, problem: (any Error)?)?

        init(_ input: SharedInput, parser: Int, blocks: Int) {
            self.input = input
            self.parser = parser
            place = input.file?.start
            unmade = blocks
        }

        var mayBeReadAhead: Bool {
            !isBeingRead && last == nil && input.isRegular && spare.count + unmade > 0
        }

        /// The next block, for a thread that is to read it.
        mutating func beginBlock() -> Block {
            if spare.isEmpty { unmade -= 1 }
            let bytes = spare.popLast() ?? ScannedBlock()
            let portion = begin(size: ScannedBlock.size)
            return Block(input: input, parser: parser, portion: portion, bytes: bytes)
        }

        private mutating func begin(size: Int) -> Portion {
            defer {
                begun += 1
                place? += size
            }
            isBeingRead = place == nil
            return Portion(number: begun, place: place)
        }

        /// A portion was read.
        mutating func endReading(_ number: Int, isLast: Bool, _ problem: (any Error)?) {
            isBeingRead = false
            guard isLast, number < last?.number ?? .max else { return }
            last = (number, problem)
        }

        private var isOver: Bool { parsed > last?.number ?? .max }

        /// What its parser can do now, if anything.
        var canGoOn: Bool {
            isOver || ready[parsed] != nil || begun == parsed && !isBeingRead
                || begun > parsed && mayBeReadAhead
        }

        mutating func step() -> Step {
            if isOver { return .end(last?.problem) }
            if let block = ready.removeValue(forKey: parsed) {
                parsed += 1
                return .parse(block)
            }
            guard begun == parsed else { return .readAhead(beginBlock()) }
            parsed += 1
            return .read(begin(size: ParserFeed.portion))
        }
    }
}
