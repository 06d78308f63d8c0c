/// The frames of stacks as they were read before, in their order, so that a stack that comes again
/// costs a comparison of bytes a frame.
///
/// A service fails in few ways, and a dump's goroutines wait in few places: the stacks of a log
/// differ in arguments and ids, and hardly in anything else. What the reader makes of a frame
/// depends on the frame's bytes and on the frames before it in its goroutine alone, so the same
/// bytes along the same way come to the same reading. On flattened panics of 20 frames this halves
/// the instructions of the whole program.
///
/// Nothing is learned here: a trace reads the same with this memory and without.
///
///     frame = lead arguments rest
///     lead  = gap name "("
///     rest  = ")" gap position, without the registers, which are read anew
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
    /// to the closing parenthesis (`rest`).
    struct Reading {
        var leadCount: Int32
        var restCount: Int32
        /// Negative where digits before the frame were given back to the name.
        var nameStart: Int32
        var fileStart: Int32
        var fileCount: Int32
        var line: Int32
        var offset: Int64
        /// How many digits of the frame before were given back to the name.
        var givenBack: Int32
        /// How many digits the frame ends with.
        var lastRunCount: Int32
        /// Whether these are of an offset; else they are the line's.
        var endsInOffset: Bool
        /// Whether registers follow (` fp=0x… sp=0x… pc=0x…`) and then white space.
        var hasRegisters: Bool
        var isOutermost: Bool
        /// Whether the seam before the frame waits for the incident's end.
        var isOpen: Bool
        /// Whether the name's label was not known in the stack before.
        var isLabelNew: Bool
        var label: UInt64
        /// How the gap before the frame is spelled.
        var layout: LayoutVote.Kind
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

        init(origin: Int32, handler: Int32, errorClass: ErrorClass?, fingerprint: UInt64) {
            self.origin = origin
            self.handler = handler
            self.errorClass = errorClass
            self.fingerprint = fingerprint
        }
    }

    /// Where a frame was found that was read before.
    struct Found {
        var place: Place
        var arguments: Range<Int>
        /// After the line or the offset.
        var end: Int
    }

    private struct Node {
        var bytes: Int32 = 0
        var firstChild: Int32 = -1
        var nextSibling: Int32 = -1
        var lead: Int32 = -1
        var reading: Reading
    }

    /// Bounds of the memory, some 700 KiB; what a log of a busy service needs is a tenth of it.
    private static let mostNodes = 4096
    private static let mostBytes = 256 << 10
    private static let mostSiblings = 24
    /// For how many stacks the memory rests where it did not help.
    private static let rest = 1024

    /// Whether nothing is kept, to compare what is read with and without.
    var isOff = false

    private var nodes: [Node] = []
    private var bytes: [UInt8] = []
    private var leads: [Lead] = []
    /// The first frames of goroutines.
    private var firstFrame: Int32 = -1
    private var followed = 0
    private var resting = 0

    /// The place from which the frames of a goroutine are looked up.
    mutating func begin() -> Place {
        if isOff { return .none }
        if resting > 0 {
            resting -= 1
            return .none
        }
        if nodes.count >= Self.mostNodes || bytes.count >= Self.mostBytes {
            if followed < nodes.count { resting = Self.rest }
            nodes.removeAll(keepingCapacity: true)
            bytes.removeAll(keepingCapacity: true)
            leads.removeAll(keepingCapacity: true)
            firstFrame = -1
            followed = 0
        }
        return .root
    }

    /// What was read at a place that a frame was found at.
    @inline(__always)
    func reading(_ place: Place) -> Reading {
        nodes[Int(place.node)].reading
    }

    /// What the stack that ends at a place comes to beside an error's class, where that was kept;
    /// else what it comes to beside another, whose fingerprint differs.
    func lead(_ place: Place, _ errorClass: ErrorClass?) -> Lead? {
        guard place.node >= 0 else { return nil }
        var found: Lead?
        var index = nodes[Int(place.node)].lead
        while index >= 0 {
            found = leads[Int(index)]
            if found?.errorClass == errorClass { return found }
            index = leads[Int(index)].next
        }
        return found
    }

    /// Keeps what the stack that ends at a place comes to.
    mutating func keep(_ lead: Lead, at place: Place) {
        guard place.node >= 0, leads.count < Self.mostNodes else { return }
        var kept = lead
        kept.next = nodes[Int(place.node)].lead
        nodes[Int(place.node)].lead = Int32(leads.count)
        leads.append(kept)
    }

    private func firstChild(_ place: Place) -> Int32 {
        place.node < 0 ? firstFrame : nodes[Int(place.node)].firstChild
    }

    private mutating func setFirstChild(_ place: Place, _ index: Int32) {
        if place.node < 0 {
            firstFrame = index
        } else {
            nodes[Int(place.node)].firstChild = index
        }
    }

    /// Finds the frame that begins at a position among those that came after a place.
    @inline(__always)
    mutating func next(
        _ text: Span<UInt8>,
        at position: Int,
        after place: Place,
        before limit: Int
    ) -> Found? {
        var previous: Int32 = -1
        var index = firstChild(place)
        // Frames of one function and several lines have the same arguments here.
        var arguments = 0..<0
        while index >= 0 {
            if let end = match(text, position, index, &arguments, limit) {
                bringForward(index, after: previous, under: place)
                followed += 1
                return Found(place: Place(node: index), arguments: arguments, end: end)
            }
            previous = index
            index = nodes[Int(index)].nextSibling
        }
        return nil
    }

    /// Where a frame ends that a node tells, if it is the one at a position.
    private func match(
        _ text: Span<UInt8>,
        _ position: Int,
        _ index: Int32,
        _ arguments: inout Range<Int>,
        _ limit: Int
    ) -> Int? {
        let known = bytes.span
        let bytes = Int(nodes[Int(index)].bytes)
        let leadCount = Int(nodes[Int(index)].reading.leadCount)
        let open = position + leadCount
        guard open < limit, text[open - 1] == ASCII.leftParenthesis,
            ByteScan.areEqual(text, position, known, bytes, count: leadCount)
        else { return nil }
        if arguments.lowerBound != open {
            guard let close = GoCall.endOfArguments(text, at: open, limit) else { return nil }
            arguments = open..<close
        }
        let restCount = Int(nodes[Int(index)].reading.restCount)
        let end = arguments.upperBound + restCount
        // The byte after the position is looked at, and the one after that.
        guard end + 1 < limit,
            ByteScan.areEqual(
                text,
                arguments.upperBound,
                known,
                bytes + leadCount,
                count: restCount
            ),
            nodes[Int(index)].reading.hasRegisters
                ? text.has(" fp=0x", at: end, before: limit)
                : endsAlike(text, end, isHex: nodes[Int(index)].reading.endsInOffset)
        else { return nil }
        return end
    }

    /// Whether a position ends where one of the same bytes did: neither its last digits go on, nor
    /// an offset or a register follows (` +0x`, ` &#43;0x`, ` fp=0x`).
    @inline(__always)
    private func endsAlike(_ text: Span<UInt8>, _ end: Int, isHex: Bool) -> Bool {
        let byte = text[end]
        if isHex ? byte.isLowerHex : byte.isDigit { return false }
        guard byte == ASCII.space else { return true }
        return switch text[end + 1] {
        case ASCII.plus, ASCII.ampersand, UInt8(ascii: "f"): false
        default: true
        }
    }

    /// Puts the frame that came last first: it comes again soonest.
    @inline(__always)
    private mutating func bringForward(
        _ index: Int32,
        after previous: Int32,
        under place: Place
    ) {
        guard previous >= 0 else { return }
        nodes[Int(previous)].nextSibling = nodes[Int(index)].nextSibling
        nodes[Int(index)].nextSibling = firstChild(place)
        setFirstChild(place, index)
    }

    /// Keeps a frame that was read after a place; the place behind it, or none where the memory is
    /// full.
    mutating func keep(
        _ reading: Reading,
        _ text: Span<UInt8>,
        lead: Range<Int>,
        rest: Range<Int>,
        after place: Place
    ) -> Place {
        guard nodes.count < Self.mostNodes,
            bytes.count + lead.count + rest.count <= Self.mostBytes,
            hasRoom(under: place)
        else { return .none }
        let node = Node(
            bytes: Int32(bytes.count),
            nextSibling: firstChild(place),
            reading: reading
        )
        for index in lead { bytes.append(text[index]) }
        for index in rest { bytes.append(text[index]) }
        nodes.append(node)
        let made = Int32(nodes.count - 1)
        setFirstChild(place, made)
        return Place(node: made)
    }

    private func hasRoom(under place: Place) -> Bool {
        var count = 0
        var index = firstChild(place)
        while index >= 0 {
            count += 1
            index = nodes[Int(index)].nextSibling
        }
        return count < Self.mostSiblings
    }
}
