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

    /// How many frames before and after are looked at for the same call site.
    private static let mostCompared = 128

    private var seams: [OpenSeam] = []
    private var safe = GoKnownElements()
    private var openEnds: Set<Int> = []

    mutating func removeAll() {
        seams.removeAll(keepingCapacity: true)
    }

    /// Whether no seam is open.
    var isEmpty: Bool { seams.isEmpty }

    mutating func note(_ seam: OpenSeam) {
        if seams.count < Self.most { seams.append(seam) }
    }

    /// Takes digits from an offset that were read as part of it.
    func shorten(_ target: Target, by digits: Int, in record: inout IncidentRecord) {
        guard digits > 0 else { return }
        switch target {
        case .frame(let index): record.frames[index].offset >>= Int64(4 * digits)
        case .creator(let index):
            record.goroutines[index].createdBy.frame.offset >>= Int64(4 * digits)
        case .nothing: break
        }
    }

    /// Cuts every open seam and marks the real ties.
    mutating func settle(_ record: inout IncidentRecord) {
        guard !seams.isEmpty else { return }
        collectSafeNames(record)
        collectOpenEnds()
        var lacksEvidence = false
        for index in seams.indices {
            let known = decided(seams[index], record)
            seams[index].isDecided = known != nil
            if let known { move(seams[index], to: known, &record) } else { lacksEvidence = true }
        }
        if lacksEvidence { settleByCommonName(&record) }
    }

    /// Collects the frames whose own offset is in question.
    private mutating func collectOpenEnds() {
        openEnds.removeAll(keepingCapacity: true)
        for seam in seams {
            if case .frame(let index) = seam.target { openEnds.insert(index) }
        }
    }

    // MARK: - Names that stand safely elsewhere

    /// Collects the first labels of names that no open seam touches, and of modules' paths.
    private mutating func collectSafeNames(_ record: IncidentRecord) {
        safe.removeAll()
        let text = record.arena.span
        var open = 0
        for (index, frame) in record.frames.enumerated() {
            if open < seams.count, seams[open].frame == index {
                open += 1
            } else {
                safe.note(text, frame.function.range)
            }
            if let module = module(text, frame.file.range) { safe.note(text, module) }
        }
        for goroutine in record.goroutines where !goroutine.createdBy.frame.function.isEmpty {
            safe.note(text, goroutine.createdBy.frame.function.range)
        }
    }

    /// The module's path after `/pkg/mod/`, or a relative path; a bare file's name is none.
    private func module(_ text: Span<UInt8>, _ file: Range<Int>) -> Range<Int>? {
        guard !file.isEmpty else { return nil }
        guard text[file.lowerBound] == ASCII.slash else {
            return ByteScan.firstIndex(of: ASCII.slash, in: text, file) == nil ? nil : file
        }
        guard let cache = text.firstRange(of: "/pkg/mod/", in: file) else { return nil }
        return cache.upperBound..<file.upperBound
    }

    /// The cut that the same call site shows elsewhere, or that gives the longest name that is
    /// known: `example.com`, not the `xample.com` in it.
    private func decided(_ seam: OpenSeam, _ record: IncidentRecord) -> Int? {
        let text = record.arena.span
        let counts = possible(text, seam)
        if let known = counts.last(where: { safe.contains(text, name(text, seam, $0)) }) {
            return known
        }
        guard let offset = offsetOfSameSite(seam, record) else { return nil }
        return counts.first { count in
            let digits = Int(seam.run.start)..<seam.run.range.upperBound - count
            return text.hexadecimal(digits) == offset
        }
    }

    /// The offset of another frame with the same function, file and line: of 3,411 such positions
    /// measured, ten had more than one.
    private func offsetOfSameSite(_ seam: OpenSeam, _ record: IncidentRecord) -> Int64? {
        guard case .frame(let index) = seam.target else { return nil }
        let text = record.arena.span
        let frame = record.frames[index]
        let near =
            max(0, index - Self.mostCompared)..<min(record.frames.count, index + Self.mostCompared)
        for other in near where other != index {
            let candidate = record.frames[other]
            if candidate.line == frame.line, candidate.offset >= 0, !openEnds.contains(other),
                text.same(candidate.function.range, frame.function.range),
                text.same(candidate.file.range, frame.file.range)
            {
                return candidate.offset
            }
        }
        return nil
    }

    private func possible(_ text: Span<UInt8>, _ seam: OpenSeam) -> [Int] {
        let end = seam.run.range.upperBound
        let most = min(Int(seam.run.count) - 1, Self.mostGivenBack)
        return (0...max(0, most)).filter { text[end - $0].isLetter || text[end - $0] >= 0x80 }
    }

    /// The name that a cut gives, and what follows it in the arena.
    private func name(_ text: Span<UInt8>, _ seam: OpenSeam, _ givenBack: Int) -> Range<Int> {
        seam.run.range.upperBound - givenBack..<text.count
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
                support[GoKnownElements.label(text, name(text, seam, count)), default: 0] += 1
            }
        }
        return support
    }

    private func choose(
        _ seam: OpenSeam,
        _ record: IncidentRecord,
        _ support: [UInt64: Int]
    ) -> (givenBack: Int, isTie: Bool) {
        let text = record.arena.span
        let counts = possible(text, seam)
        let ranked = counts.map {
            ($0, support[GoKnownElements.label(text, name(text, seam, $0))] ?? 0)
        }
        guard let most = ranked.map(\.1).max(), most > 1,
            let longest = ranked.last(where: { $0.1 == most })
        else { return (seam.givenBack, counts.count > 1) }
        return (longest.0, false)
    }

    private func move(_ seam: OpenSeam, to givenBack: Int, _ record: inout IncidentRecord) {
        let end = seam.run.range.upperBound
        let old = record.frames[seam.frame].function.range
        record.frames[seam.frame].function = TextRange(
            start: end - givenBack,
            count: old.upperBound - (end - givenBack)
        )
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
