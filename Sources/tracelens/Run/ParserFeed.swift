internal import TraceParse

/// Feeds a parser with the bytes of its input, whoever reads them.
struct ParserFeed: ~Copyable {
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
            case .end:
                return nil
            case .readAhead(var block):
                crew.read(&block)
                crew.deliver(block)
            case .parse(let block):
                parser.take(block.bytes, receive)
                used = block.bytes
                return block.consumed
            case .read:
                let count = read(&parser, receive)
                return count > 0 ? input.consumed : nil
            }
        }
    }

    private func read(
        _ parser: inout TraceParser,
        _ receive: (borrowing IncidentRecord) -> Void
    ) -> Int {
        unsafe parser.fill({ unsafe crew.read(input, parser: number, into: $0) }, receive)
    }
}
