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
        var isDecided = false
    }

    /// How many seams of one incident are kept open; the rest keep their first reading.
    private static let most = 4096
    private static let mostGivenBack = 16

    /// How many different first elements are remembered.
    private static let mostElements = 256

    private var seams: [OpenSeam] = []
    private var safe: [Range<Int>] = []

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
        collectSafeElements(record)
        var lacksEvidence = false
        for index in seams.indices {
            let known = longestKnown(seams[index], record)
            seams[index].isDecided = known != nil
            if let known { move(seams[index], to: known, &record) } else { lacksEvidence = true }
        }
        if lacksEvidence { settleByCommonName(&record) }
    }

    // MARK: - Names that stand safely elsewhere

    /// Collects the first elements of names that no open seam touches, and of modules' paths.
    private mutating func collectSafeElements(_ record: IncidentRecord) {
        safe.removeAll(keepingCapacity: true)
        let text = record.arena.span
        var open = 0
        for (index, frame) in record.frames.enumerated() {
            if open < seams.count, seams[open].frame == index {
                open += 1
            } else {
                addSafe(text, firstElement(text, frame.function.range))
            }
            if let module = moduleElement(text, frame.file.range) { addSafe(text, module) }
        }
        for goroutine in record.goroutines where !goroutine.createdBy.frame.function.isEmpty {
            addSafe(text, firstElement(text, goroutine.createdBy.frame.function.range))
        }
    }

    /// Adds an element unless it is there; incidents name few modules, so a list will do.
    private mutating func addSafe(_ text: Span<UInt8>, _ element: Range<Int>) {
        guard safe.count < Self.mostElements, !isSafe(text, element) else { return }
        safe.append(element)
    }

    private func isSafe(_ text: Span<UInt8>, _ element: Range<Int>) -> Bool {
        for known in safe where text.same(known, element) { return true }
        return false
    }

    private func firstElement(_ text: Span<UInt8>, _ function: Range<Int>) -> Range<Int> {
        GoPackage.firstElement(text, of: GoPackage.path(text, of: function))
    }

    /// The element after `/pkg/mod/`, or the first of a relative path.
    private func moduleElement(_ text: Span<UInt8>, _ file: Range<Int>) -> Range<Int>? {
        guard !file.isEmpty else { return nil }
        var start = file.lowerBound
        if text[start] == ASCII.slash {
            guard let cache = text.firstRange(of: "/pkg/mod/", in: file) else { return nil }
            start = cache.upperBound
        }
        let element = GoPackage.firstElement(text, of: start..<file.upperBound)
        return element.upperBound < file.upperBound ? element : nil
    }

    /// The cut that gives the longest name that is known: `example.com`, not the `xample.com` in it.
    private func longestKnown(_ seam: OpenSeam, _ record: IncidentRecord) -> Int? {
        let text = record.arena.span
        return possible(text, seam).last { isSafe(text, element(text, seam, $0)) }
    }

    private func possible(_ text: Span<UInt8>, _ seam: OpenSeam) -> [Int] {
        let end = seam.run.range.upperBound
        let most = min(Int(seam.run.count) - 1, Self.mostGivenBack)
        return (0...max(0, most)).filter { text[end - $0].isLetter || text[end - $0] >= 0x80 }
    }

    /// The first element of the name that a cut gives.
    private func element(_ text: Span<UInt8>, _ seam: OpenSeam, _ givenBack: Int) -> Range<Int> {
        let end = text.count
        var stop = seam.run.range.upperBound
        while stop < end, text[stop] != ASCII.slash, text[stop] != ASCII.leftParenthesis {
            stop += 1
        }
        return firstElement(text, seam.run.range.upperBound - givenBack..<stop)
    }

    // MARK: - Names that the open seams have in common

    /// Cuts what is still open so that most seams agree: the digits before a name differ from one
    /// seam to the next, the name does not, so the longest name that most have in common is it.
    private mutating func settleByCommonName(_ record: inout IncidentRecord) {
        let support = supportOfCandidates(record)
        for seam in seams where !seam.isDecided {
            let choice = choose(seam, record, support)
            move(seam, to: choice.givenBack, &record)
            record.frames[seam.frame].ambiguous = choice.isTie
        }
    }

    private func supportOfCandidates(_ record: IncidentRecord) -> [UInt64: Int] {
        let text = record.arena.span
        var support: [UInt64: Int] = [:]
        for seam in seams where !seam.isDecided {
            for count in possible(text, seam) {
                support[text.hash(element(text, seam, count)), default: 0] += 1
            }
        }
        return support
    }

    private func choose(
        _ seam: OpenSeam, _ record: IncidentRecord, _ support: [UInt64: Int]
    ) -> (givenBack: Int, isTie: Bool) {
        let text = record.arena.span
        let counts = possible(text, seam)
        let ranked = counts.map { ($0, support[text.hash(element(text, seam, $0))] ?? 0) }
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
