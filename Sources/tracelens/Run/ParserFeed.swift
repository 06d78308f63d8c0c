internal import TraceParse

/// Feeds a parser with the bytes of its input, whoever reads them.
struct ParserFeed: ~Copyable {
    /// How much it reads at a time where nobody has read ahead; a parser has room for as much.
    static let portion = 256 << 10

    let input: SharedInput
    private let crew: Crew
    private let number: Int
    /// The block that was parsed last, whose memory is not needed any more.
    private var used: ScannedBlock?

    /// The feed of an input, which the threads of a crew may read ahead from now on.
    init(_ input: SharedInput, number: Int, crew: Crew) {
        self.input = input
        self.crew = crew
        self.number = number
        crew.begin(input, parser: number)
    }

    deinit { crew.end(parser: number) }

    /// Parses the next bytes.
    ///
    /// - Returns: How many bytes of the file were taken, `nil` at its end.
    mutating func goOn(
        _ parser: inout TraceParser,
        _ receive: (borrowing IncidentRecord) -> Void
    ) -> Int? {
        while true {
            switch crew.step(parser: number, recycling: used.take()) {
            case .end(let problem):
                input.end(problem)
                return nil
            case .readAhead(let block):
                crew.read(block)
                crew.deliver(block)
            case .parse(let block):
                let count = block.bytes.count
                parser.take(block.bytes, receive)
                used = block.bytes
                return input.consumed(after: count)
            case .read(let portion):
                let count = read(portion, &parser, receive)
                if count > 0 { return input.consumed(after: count) }
            }
        }
    }

    private func read(
        _ portion: Crew.Portion,
        _ parser: inout TraceParser,
        _ receive: (borrowing IncidentRecord) -> Void
    ) -> Int {
        unsafe parser.fill(
            { buffer in
                let next = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<Self.portion])
                return unsafe crew.read(portion, of: input, parser: number, into: next)
            },
            receive
        )
    }
}
