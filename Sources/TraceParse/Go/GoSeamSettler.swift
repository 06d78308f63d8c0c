/// Cuts the seams that nothing decided on the spot, when the incident is whole: by names that
/// stand safely elsewhere in it, before or after, else by what its open seams have in common.
struct GoSeamSettler {
    /// Whose offset the run of a seam ends.
    enum Target {
        case frame(Int)
        case creator(Int)
        case nothing
    }

    struct OpenSeam {
        var target: Target
        /// The frame whose name begins in the run.
        var frame: Int
        /// The run in the arena; the rest of the name follows it there.
        var run: TextRange
        var givenBack: Int
    }

    /// How many seams of one incident are kept open; the rest keep their first reading.
    private static let most = 4096
    private static let mostGivenBack = 16

    private var seams: [OpenSeam] = []

    mutating func removeAll() {
        seams.removeAll(keepingCapacity: true)
    }

    mutating func note(_ seam: OpenSeam) {
        if seams.count < Self.most { seams.append(seam) }
    }

    /// Takes digits from an offset that were read as part of it.
    func shorten(_ target: Target, by digits: Int, in record: inout IncidentRecord) {
        guard digits > 0 else { return }
        switch target {
        case .frame(let index): record.frames[index].offset >>= Int64(4 * digits)
        case .creator(let index): record.goroutines[index].createdBy.frame.offset >>= Int64(4 * digits)
        case .nothing: break
        }
    }

    /// Cuts every open seam and marks the real ties.
    mutating func settle(_ record: inout IncidentRecord) {
        guard !seams.isEmpty else { return }
        let safe = safeElements(record)
        let support = supportOfCandidates(record)
        for seam in seams {
            let choice = choose(seam, record, safe, support)
            move(seam, to: choice.givenBack, &record)
            record.frames[seam.frame].ambiguous = choice.isTie
        }
    }

    /// The first elements of names that no open seam touches, and of paths in the module cache.
    private func safeElements(_ record: IncidentRecord) -> Set<UInt64> {
        let text = record.arena.span
        var isOpen = [Bool](repeating: false, count: record.frames.count)
        for seam in seams { isOpen[seam.frame] = true }
        var elements: Set<UInt64> = []
        for (index, frame) in record.frames.enumerated() {
            if !isOpen[index] { elements.insert(firstElement(text, frame.function.range)) }
            if let module = moduleElement(text, frame.file.range) { elements.insert(module) }
        }
        for goroutine in record.goroutines where !goroutine.createdBy.frame.function.isEmpty {
            elements.insert(firstElement(text, goroutine.createdBy.frame.function.range))
        }
        return elements
    }

    private func firstElement(_ text: Span<UInt8>, _ function: Range<Int>) -> UInt64 {
        let path = GoPackage.path(text, of: function)
        return text.hash(GoPackage.firstElement(text, of: path))
    }

    /// The element after `/pkg/mod/`, or the first of a relative path.
    private func moduleElement(_ text: Span<UInt8>, _ file: Range<Int>) -> UInt64? {
        guard !file.isEmpty else { return nil }
        var start = file.lowerBound
        if text[start] == ASCII.slash {
            guard let cache = text.firstRange(of: "/pkg/mod/", in: file) else { return nil }
            start = cache.upperBound
        }
        let element = GoPackage.firstElement(text, of: start..<file.upperBound)
        return element.upperBound < file.upperBound ? text.hash(element) : nil
    }

    /// In how many open seams each possible first element is possible.
    private func supportOfCandidates(_ record: IncidentRecord) -> [UInt64: Int] {
        let text = record.arena.span
        var support: [UInt64: Int] = [:]
        for seam in seams {
            for count in possible(text, seam) { support[element(text, seam, count), default: 0] += 1 }
        }
        return support
    }

    private func possible(_ text: Span<UInt8>, _ seam: OpenSeam) -> [Int] {
        let end = seam.run.range.upperBound
        let most = min(Int(seam.run.count) - 1, Self.mostGivenBack)
        return (0...max(0, most)).filter { text[end - $0].isLetter || text[end - $0] >= 0x80 }
    }

    /// The hash of the first element of the name that a cut gives.
    private func element(_ text: Span<UInt8>, _ seam: OpenSeam, _ givenBack: Int) -> UInt64 {
        var end = seam.run.range.upperBound
        while end < text.count, text[end] != ASCII.slash, text[end] != ASCII.leftParenthesis {
            end += 1
        }
        return firstElement(text, seam.run.range.upperBound - givenBack..<end)
    }

    private func choose(
        _ seam: OpenSeam, _ record: IncidentRecord, _ safe: Set<UInt64>, _ support: [UInt64: Int]
    ) -> (givenBack: Int, isTie: Bool) {
        let text = record.arena.span
        let counts = possible(text, seam)
        // The longest name that is known: `example.com` rather than the `xample.com` in it.
        if let known = counts.last(where: { safe.contains(element(text, seam, $0)) }) {
            return (known, false)
        }
        let ranked = counts.map { count in (count, support[element(text, seam, count)] ?? 0) }
        guard let most = ranked.map(\.1).max(), most > 1,
            let longest = ranked.last(where: { $0.1 == most })
        else { return (seam.givenBack, counts.count > 1) }
        return (longest.0, false)
    }

    private func move(_ seam: OpenSeam, to givenBack: Int, _ record: inout IncidentRecord) {
        let end = seam.run.range.upperBound
        let old = record.frames[seam.frame].function.range
        record.frames[seam.frame].function = TextRange(
            start: end - givenBack, count: old.upperBound - (end - givenBack))
        let digits = Int(seam.run.start)..<end - givenBack
        let offset = record.arena.span.hexadecimal(digits) ?? -1
        switch seam.target {
        case .frame(let index): record.frames[index].offset = offset
        case .creator(let index): record.goroutines[index].createdBy.frame.offset = offset
        case .nothing: break
        }
    }
}

extension Span<UInt8> {
    /// FNV-1a of a range.
    func hash(_ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range { hash = (hash ^ UInt64(self[index])) &* 0x100_0000_01B3 }
        return hash
    }
}
