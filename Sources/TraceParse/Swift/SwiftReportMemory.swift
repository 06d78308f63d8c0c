/// The frames of reports as they were read before, so that one that comes again costs a comparison
/// of bytes.
///
/// What the reader makes of a frame's object depends on its bytes alone, and nothing but the address
/// on the digits of the address.
///
///     frame = "{" … '"address": "0x' digits '"' … "}"
///
/// Nothing is learned here: a report reads the same with this memory and without.
struct SwiftReportMemory {
    /// Where an object stands in a text, and in it the digits of its address, or an empty range.
    struct Outline {
        var range: Range<Int>
        var digits: Range<Int>

        /// How deep the objects may be nested in one that is kept.
        static let deepest = 4
        private static let longest = 1024
        /// How far from its beginning the address of a frame is looked for.
        private static let head = 96

        /// The object that begins at a position; `nil` where it is too long or no plain one.
        init?(_ text: Span<UInt8>, at start: Int, before limit: Int) {
            let limit = min(limit, start + Self.longest)
            guard start < limit, text[start] == ASCII.leftBrace else { return nil }
            let end = ByteRows.afterJSON(text, at: start, before: limit, deepest: Self.deepest)
            guard end < limit else { return nil }
            range = start..<end
            digits = start..<start
            let head = start..<min(end, start + Self.head)
            guard let key = text.firstRange(of: "\"address\": \"0x", in: head) else { return }
            let found = key.upperBound..<text.endOfHex(key.upperBound, before: end)
            if found.count >= 8, text[found.upperBound] == ASCII.quote { digits = found }
        }

        /// The address with its `0x`.
        fileprivate var address: Range<Int> { digits.lowerBound - 2..<digits.upperBound }
    }

    /// A frame as it was read.
    struct Reading {
        /// Its ranges are relative to its words, but for the address.
        fileprivate var frame: CrashFrameRecord
        /// Where its words stand among those that are kept.
        fileprivate var words: Range<Int>
        /// How many frames it says were left out.
        var skipped: Int
        /// The number of its image, or -1.
        var imageIndex: Int
    }

    /// Whether nothing is kept, to compare what is read with and without.
    var isOff = false

    private var texts = KnownTexts()
    private var readings: [Reading] = []
    private var words: [UInt8] = []
    /// The object that was looked up last, without the digits of its address, and its hash.
    private var object: [UInt8] = []
    private var hash: UInt64 = 0
    /// Those digits.
    private var digits: [UInt8] = []

    subscript(index: Int) -> Reading { readings[index] }

    /// The number of an object, where it was read before.
    mutating func find(_ text: Span<UInt8>, _ outline: Outline) -> Int? {
        object.removeAll(keepingCapacity: true)
        object.append(text, outline.range.lowerBound..<outline.digits.lowerBound)
        object.append(text, outline.digits.upperBound..<outline.range.upperBound)
        hash = ByteScan.hash(object.span, 0..<object.count)
        if let known = texts.find(object.span, 0..<object.count, hash: hash) { return known }
        digits.removeAll(keepingCapacity: true)
        digits.append(text, outline.digits)
        return nil
    }

    /// A frame that is known, its words copied to a record.
    func frame(
        _ index: Int,
        _ text: Span<UInt8>,
        _ outline: Outline,
        _ record: inout IncidentRecord
    ) -> CrashFrameRecord {
        let known = readings[index]
        var frame = known.frame
        if !outline.digits.isEmpty { frame.address = record.append(text, outline.address) }
        let words = record.append(self.words.span, known.words)
        frame.function = frame.function.moved(by: Int(words.start))
        frame.image = frame.image.moved(by: Int(words.start))
        frame.file = frame.file.moved(by: Int(words.start))
        return frame
    }

    /// Keeps what the object that was looked up last came to; not where its digits stand in another
    /// word than the address.
    mutating func keep(
        _ frame: CrashFrameRecord,
        _ words: Range<Int>,
        of record: borrowing IncidentRecord,
        skipped: Int,
        imageIndex: Int
    ) {
        let arena = record.arena.span
        guard holdsDigitsInAddress(frame, arena) else { return }
        let object = object
        let isKept = texts.keep(object.span, 0..<object.count, hash: hash)
        if !isKept {
            readings.removeAll(keepingCapacity: true)
            self.words.removeAll(keepingCapacity: true)
        }
        var kept = frame
        kept.address = .none
        kept.function = frame.function.moved(by: -words.lowerBound)
        kept.image = frame.image.moved(by: -words.lowerBound)
        kept.file = frame.file.moved(by: -words.lowerBound)
        let start = self.words.count
        self.words.append(arena, words)
        readings.append(
            Reading(
                frame: kept,
                words: start..<self.words.count,
                skipped: skipped,
                imageIndex: imageIndex
            )
        )
    }

    /// Whether the digits that were left out are the address's, and stand in no other word.
    private func holdsDigitsInAddress(_ frame: CrashFrameRecord, _ arena: Span<UInt8>) -> Bool {
        let address = frame.address.range
        guard !digits.isEmpty else { return address.isEmpty }
        let own = digits.span
        return address.count == digits.count + 2
            && arena.holds(own, digits.indices, in: address)
            && ![frame.function, frame.image, frame.file].contains {
                arena.holds(own, digits.indices, in: $0.range)
            }
    }
}

extension TextRange {
    /// The range somewhere else; an empty one is nowhere.
    func moved(by distance: Int) -> TextRange {
        isEmpty ? self : TextRange(start: Int(start) + distance, count: Int(count))
    }
}
