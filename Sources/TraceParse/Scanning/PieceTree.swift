private import CByteScan

/// Pieces of text that were met before, as a tree of what came after what.
///
/// A piece is literal bytes, a hole in which any bytes of a kind may stand, and literal bytes:
/// ` main.f(`, arguments, `) /app/main.go:12 +0x1d`. Following known pieces takes some 190
/// instructions each, a third of what the same loop takes over spans.
@safe
struct PieceTree {
    /// What may stand in a piece's hole.
    enum Hole: UInt8 {
        case arguments
        case decimal
        case none
    }

    /// What a piece ends with: digits, which others would go on with, or the registers of a frame.
    ///
    ///     registers = " fp=0x" hex " sp=0x" hex " pc=0x" hex
    enum Ending: UInt8 {
        case decimal
        case hex
        case registers
    }

    /// Where a piece was met.
    struct Met {
        var piece: Int32
        /// Where its hole begins, and where that ends.
        var open: Int
        var close: Int
        var end: Int

        var hole: Range<Int> { open..<close }
    }

    /// How many bytes must be at hand for a piece to be looked at.
    static let reach = 12 << 10
    private static let mostPieces = 4096
    private static let mostBytes = 256 << 10
    private static let mostSiblings = 24
    /// How many pieces are followed at a time.
    private static let step = 64

    private var pieces: [bytescan_piece] = []
    private var bytes: [UInt8] = []
    private var first: Int32 = -1
    private var met = [bytescan_met](repeating: bytescan_met(), count: step)

    private let kinds = Kinds()

    /// The sets of bytes by which pieces are told, as the routine in C reads them.
    @safe
    private struct Kinds {
        let arguments = unsafe GoCall.argumentBytes.set
        let digits = unsafe Self.digits.set
        let hexDigits = unsafe Self.hexDigits.set
        let afterSpace = unsafe Self.afterSpace.set
        let tail = unsafe Self.registers

        private static let digits = ByteClass { $0.isDigit }
        private static let hexDigits = ByteClass { $0.isLowerHex }
        /// What goes on with a position behind a space: ` +0x`, ` &#43;0x`, ` fp=0x`.
        private static let afterSpace = ByteClass {
            $0 == ASCII.plus || $0 == ASCII.ampersand || $0 == UInt8(ascii: "f")
        }
        private static let gaps = ByteClass { !$0.mayTouch }
        /// It lives as long as the process, as its sets do.
        nonisolated(unsafe) private static let registers: UnsafePointer<bytescan_tail> = {
            let made = UnsafeMutablePointer<bytescan_tail>.allocate(capacity: 1)
            unsafe made.initialize(
                to: bytescan_tail(
                    words: (word(" fp=0x"), word(" sp=0x"), word(" pc=0x")),
                    run: hexDigits.set,
                    next: gaps.set
                )
            )
            return unsafe UnsafePointer(made)
        }()

        private static func word(
            _ text: StaticString
        ) -> (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) {
            let bytes = unsafe text.utf8Start
            return unsafe (bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5])
        }
    }

    var count: Int { pieces.count }

    /// Whether no more pieces are kept.
    var isFull: Bool { pieces.count >= Self.mostPieces || bytes.count >= Self.mostBytes }

    mutating func removeAll() {
        pieces.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        first = -1
    }

    /// Follows known pieces one behind the other, after a piece or, for a negative one, from the
    /// tree's root; how many were met, which `subscript` then tells.
    mutating func follow(
        _ text: Span<UInt8>,
        from position: Int,
        before limit: Int,
        after piece: Int32,
        most: Int
    ) -> Int {
        precondition(position >= 0 && position <= limit && limit <= text.count)
        precondition(piece < pieces.count && most >= 0)
        return unsafe text.withUnsafeBufferPointer { text in
            unsafe pieces.withUnsafeMutableBufferPointer { pieces in
                unsafe bytes.withUnsafeBufferPointer { bytes in
                    unsafe met.withUnsafeMutableBufferPointer { met in
                        unsafe withUnsafeMutablePointer(to: &first) { first in
                            var known = unsafe bytescan_pieces(
                                pieces: pieces.baseAddress,
                                first: first,
                                bytes: bytes.baseAddress,
                                holes: (kinds.arguments, kinds.digits),
                                endings: (kinds.digits, kinds.hexDigits),
                                after_space: kinds.afterSpace,
                                tail: kinds.tail,
                                longest_hole: GoCall.maximumArguments,
                                reach: Self.reach
                            )
                            return unsafe bytescan_follow(
                                &known,
                                piece,
                                text.baseAddress,
                                position,
                                limit,
                                met.baseAddress,
                                min(met.count, most)
                            )
                        }
                    }
                }
            }
        }
    }

    /// A piece that was met, by its number among those of the last call.
    @inline(__always)
    subscript(index: Int) -> Met {
        let found = met[index]
        return Met(piece: found.piece, open: found.open, close: found.close, end: found.end)
    }

    /// Keeps a piece that came after another, or after none; its number, or `nil` where there is no
    /// room for it.
    ///
    mutating func keep(
        _ text: Span<UInt8>,
        lead: Range<Int>,
        hole: Hole,
        rest: Range<Int>,
        ending: Ending,
        after parent: Int32
    ) -> Int32? {
        guard pieces.count < Self.mostPieces,
            bytes.count + lead.count + rest.count <= Self.mostBytes,
            hasRoom(after: parent)
        else { return nil }
        let sibling = firstChild(parent)
        let piece = bytescan_piece(
            bytes: UInt32(bytes.count),
            lead: UInt32(lead.count),
            rest: UInt32(rest.count),
            first: -1,
            next: sibling,
            hole: hole.rawValue,
            ending: ending == .registers ? 0 : ending.rawValue,
            has_tail: ending == .registers
        )
        for index in lead { bytes.append(text[index]) }
        for index in rest { bytes.append(text[index]) }
        pieces.append(piece)
        let made = Int32(pieces.count - 1)
        if parent < 0 { first = made } else { pieces[Int(parent)].first = made }
        return made
    }

    private func firstChild(_ parent: Int32) -> Int32 {
        parent < 0 ? first : pieces[Int(parent)].first
    }

    private func hasRoom(after parent: Int32) -> Bool {
        var count = 0
        var index = firstChild(parent)
        while index >= 0 {
            count += 1
            index = pieces[Int(index)].next
        }
        return count < Self.mostSiblings
    }
}
