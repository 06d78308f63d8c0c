/// The frames of stacks and their creators as they were read before, in their order, so that a
/// stack that comes again costs a comparison of bytes a frame.
///
/// A service fails in few ways, and a dump's goroutines wait in few places: the stacks of a log
/// differ in arguments and ids, and hardly in anything else. What the reader makes of a frame
/// depends on the frame's bytes and on the frames before it in its goroutine alone, so the same
/// bytes along the same way come to the same reading. On flattened panics of 20 frames this halves
/// the instructions of the whole program.
///
/// Nothing is learned here: a trace reads the same with this memory and without.
///
///     frame   = lead arguments rest
///     lead    = gap name "("
///     rest    = ")" gap position, without the registers, which are read anew
///     creator = gap "created by " name [ " in goroutine " id ] gap position
///
/// A creator is a frame whose hole is the id, or that has none.
struct GoStackMemory {
    /// The frame that was read last, by which the next is looked up.
    struct Place: Equatable {
        fileprivate var node: Int32

        /// Nowhere: nothing is looked up, and nothing is kept.
        static let none = Place(node: -1)
        /// At a goroutine's beginning.
        fileprivate static let root = Place(node: -2)
    }

    /// A frame as it was read, its ranges relative to where the frame before it ended (`lead`) or
    /// to where the hole ends (`rest`).
    ///
    /// Thousands of them are kept, and each frame of a log looks at one: no range is longer than
    /// what a token may hold, so that 16 bits do.
    struct Reading {
        var offset: Int64
        var label: UInt64
        var line: Int32
        /// The innermost own frame of the stack that ends here, as a goroutine's record has it.
        var ownFrame: Int32
        /// Negative where digits before the frame were given back to the name.
        var nameStart: Int16
        var nameCount: Int16
        var fileStart: Int16
        var fileCount: Int16
        /// How many digits the frame ends with.
        var lastRunCount: Int16
        /// How many digits of the frame before were given back to the name.
        var givenBack: Int16
        /// How the gap before the frame is spelled.
        var layout: LayoutVote.Kind
        var traits: Traits
    }

    /// What is or is not so of a frame.
    struct Traits: OptionSet {
        let rawValue: UInt8

        static let isCreator = Traits(rawValue: 1)
        /// Whether the digits that it ends with are of an offset; else they are the line's.
        static let endsInOffset = Traits(rawValue: 1 << 1)
        /// Whether registers follow (` fp=0x… sp=0x… pc=0x…`) and then white space; they are read
        /// anew.
        static let hasRegisters = Traits(rawValue: 1 << 2)
        static let isOutermost = Traits(rawValue: 1 << 3)
        /// Whether digits of the frame before were given back to its name.
        static let takesDigits = Traits(rawValue: 1 << 4)
        /// Whether the seam before the frame waits for the incident's end.
        static let isOpen = Traits(rawValue: 1 << 5)
        /// Whether the name's label was not known in the stack before.
        static let isLabelNew = Traits(rawValue: 1 << 6)

        /// Those that bear on more than the frame and the names after it.
        static let noted: Traits = [.isCreator, .takesDigits, .isOpen]
    }

    /// What a whole stack comes to: its leading frames, by their distance from its first, and its
    /// fingerprint beside an error's class.
    struct Lead {
        var origin: Int32
        var handler: Int32
        var errorClass: ErrorClass?
        var fingerprint: UInt64
        /// The same stack beside another class.
        fileprivate var next: Int32 = -1

        /// The same stack's leading frames, and its fingerprint where it stood beside the same class.
        struct Known {
            var origin: Int32
            var handler: Int32
            var fingerprint: UInt64?
        }

        init(origin: Int32, handler: Int32, errorClass: ErrorClass?, fingerprint: UInt64) {
            self.origin = origin
            self.handler = handler
            self.errorClass = errorClass
            self.fingerprint = fingerprint
        }
    }

    /// How many leads are kept.
    private static let mostLeads = 4096
    /// What is known of a frame beside its bytes.
    private struct Node {
        var reading: Reading
        /// The first of the leads of the stack that ends here, or -1.
        var lead: Int32 = -1
        /// How many frames that stack has.
        var depth: Int32
    }

    /// For how many stacks the memory rests where it did not help.
    private static let rest = 1024

    /// Whether nothing is kept, to compare what is read with and without.
    var isOff = false

    /// The frames, some 700 KiB at most; what a log of a busy service needs is a tenth of it.
    private var tree = PieceTree()
    private var nodes: [Node] = []
    private var leads: [Lead] = []
    private var followed = 0
    private var resting = 0

    /// The place from which the frames of a goroutine are looked up.
    mutating func begin() -> Place {
        if isOff { return .none }
        if resting > 0 {
            resting -= 1
            return .none
        }
        if tree.isFull {
            if followed < tree.count { resting = Self.rest }
            tree.removeAll()
            nodes.removeAll(keepingCapacity: true)
            leads.removeAll(keepingCapacity: true)
            followed = 0
        }
        return .root
    }

    /// Follows frames that were read before from a position on; how many there are, which
    /// `known(_:)` tells.
    mutating func follow(
        _ text: Span<UInt8>,
        from position: Int,
        before limit: Int,
        after place: Place,
        most: Int
    ) -> Int {
        let count = tree.follow(
            text,
            from: position,
            before: limit,
            after: place.node,
            most: most
        )
        followed += count
        return count
    }

    /// A frame that was followed, by its number, and where it stands.
    @inline(__always)
    func known(_ index: Int) -> (reading: Reading, met: PieceTree.Met) {
        let met = tree[index]
        return (nodes[Int(met.piece)].reading, met)
    }

    /// Appends frames that were followed, up to the first that bears on the frame before it or is a
    /// creator.
    ///
    /// - Parameters:
    ///   - known: The numbers of the frames.
    ///   - position: Where the first begins; then where the last that was appended ended.
    ///   - shift: How far behind their places in the text the arena will hold the bytes.
    ///   - frames: Where they are appended.
    ///   - layouts: Counts the gaps before them.
    ///   - labels: Takes note of the labels that are new in the stack.
    /// - Returns: The number of the first that was not appended.
    func append(
        _ known: Range<Int>,
        from position: inout Int,
        shift: Int,
        to frames: inout [FrameRecord],
        _ layouts: inout LayoutVote,
        _ labels: inout GoKnownElements
    ) -> Int {
        var index = known.lowerBound
        var start = position
        frames.append(addingCapacity: known.count) { frames in
            while index < known.upperBound {
                let (reading, met) = self.known(index)
                guard reading.traits.isDisjoint(with: .noted) else { break }
                frames.append(FrameRecord(reading, met, from: start, shift: shift))
                layouts.count(reading.layout)
                if reading.traits.contains(.isLabelNew) { labels.note(new: reading.label) }
                start = met.end
                index += 1
            }
        }
        position = start
        return index
    }

    /// The place of a frame that was followed.
    func place(_ index: Int) -> Place {
        Place(node: tree[index].piece)
    }

    /// What the stack that ends at a place comes to beside an error's class, where that was kept;
    /// else what it comes to beside another, whose fingerprint differs.
    func lead(_ place: Place, _ errorClass: ErrorClass?) -> Lead.Known? {
        guard place.node >= 0 else { return nil }
        var index = Int(nodes[Int(place.node)].lead)
        guard index >= 0 else { return nil }
        var known = Lead.Known(origin: leads[index].origin, handler: leads[index].handler)
        while index >= 0 {
            if leads[index].errorClass == errorClass {
                known.fingerprint = leads[index].fingerprint
                return known
            }
            index = Int(leads[index].next)
        }
        return known
    }

    /// The innermost own frame of the stack that ends at a place, as a goroutine's record has it.
    func ownFrame(_ place: Place) -> Int32 {
        place.node < 0 ? -1 : nodes[Int(place.node)].reading.ownFrame
    }

    /// How many frames the stack has that ends at a place.
    func depth(_ place: Place) -> Int {
        place.node < 0 ? 0 : Int(nodes[Int(place.node)].depth)
    }

    /// Keeps what the stack that ends at a place comes to.
    mutating func keep(_ lead: Lead, at place: Place) {
        guard place.node >= 0, leads.count < Self.mostLeads else { return }
        var kept = lead
        kept.next = nodes[Int(place.node)].lead
        nodes[Int(place.node)].lead = Int32(leads.count)
        leads.append(kept)
    }

    /// Keeps a frame that was read after a place; the place behind it, or none where the memory is
    /// full.
    mutating func keep(
        _ reading: Reading,
        _ text: Span<UInt8>,
        lead: Range<Int>,
        hole: PieceTree.Hole,
        rest: Range<Int>,
        after place: Place
    ) -> Place {
        let made = tree.keep(
            text,
            lead: lead,
            hole: hole,
            rest: rest,
            ending: reading.traits.contains(.hasRegisters)
                ? .registers : reading.traits.contains(.endsInOffset) ? .hex : .decimal,
            after: place.node
        )
        guard let made else { return .none }
        nodes.append(Node(reading: reading, depth: Int32(depth(place) + 1)))
        return Place(node: made)
    }
}

extension FrameRecord {
    /// A frame that was read before, where it was met again; the copy of the text is so far behind
    /// the text.
    @inline(__always)
    init(
        _ reading: GoStackMemory.Reading,
        _ met: PieceTree.Met,
        from start: Int,
        shift: Int
    ) {
        self.init()
        let begin = start &+ shift
        let close = met.close &+ shift
        function = TextRange(
            start: UInt32(truncatingIfNeeded: begin &+ Int(reading.nameStart)),
            count: UInt32(truncatingIfNeeded: reading.nameCount)
        )
        file = TextRange(
            start: UInt32(truncatingIfNeeded: close &+ Int(reading.fileStart)),
            count: UInt32(truncatingIfNeeded: reading.fileCount)
        )
        line = reading.line
        offset = reading.offset
        guard !reading.traits.contains(.isCreator) else { return }
        arguments = TextRange(
            start: UInt32(truncatingIfNeeded: met.open &+ shift),
            count: UInt32(truncatingIfNeeded: met.close &- met.open)
        )
        hasArguments = true
    }
}
