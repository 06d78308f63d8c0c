private import CByteScan

/// A place where an anchor literal begins.
package struct AnchorHit: Equatable, Sendable {
    /// The offset of the literal's first byte in the text that was scanned.
    package var position: Int
    /// The literal's index in the list that the scanner was made of.
    package var literal: Int

    /// A hit of a literal at a position.
    package init(position: Int, literal: Int) {
        self.position = position
        self.literal = literal
    }
}

/// Finds where any of a few dozen literals begins, at nearly the speed of counting newlines.
///
/// What is found does not depend on the machine, on the kernel, or on where a text is cut into
/// ranges.
@safe package struct LiteralScanner: ~Copyable, @unchecked Sendable {
    // Never written to after it is compiled.
    private let compiled: OpaquePointer
    private var distances: [UInt32]
    private var literals: [UInt16]

    /// How the bytes are looked at.
    package enum Kernel: CaseIterable, Sendable {
        /// One byte at a time.
        case scalar
        /// Registers of 16 bytes: SSSE3, NEON.
        case narrow
        /// Registers of 32 bytes: AVX2.
        case wide

        fileprivate var value: bytescan_kernel {
            switch self {
            case .scalar: BYTESCAN_SCALAR
            case .narrow: BYTESCAN_NARROW
            case .wide: BYTESCAN_WIDE
            }
        }
    }

    /// A scanner for literals, which are compared byte by byte.
    ///
    /// - Parameters:
    ///   - literals: 1 to 250 literals of 4 to 255 bytes.
    ///   - widest: The widest kernel that is used where the machine has it.
    package init(_ literals: [String], widest: Kernel = .wide) {
        let bytes = literals.flatMap(\.utf8)
        let lengths = literals.map(\.utf8.count)
        guard let compiled = unsafe bytescan_compile(bytes, lengths, literals.count, widest.value)
        else { preconditionFailure("1 to 250 literals of 4 to 255 bytes are needed") }
        unsafe self.compiled = compiled
        self.distances = [UInt32](repeating: 0, count: Self.batchSize)
        self.literals = [UInt16](repeating: 0, count: Self.batchSize)
    }

    deinit { unsafe bytescan_free(compiled) }

    /// The kernel that is used.
    package var kernel: Kernel {
        let kernel = unsafe bytescan_kernel_of(compiled)
        return Kernel.allCases.first { $0.value == kernel } ?? .scalar
    }

    /// Appends every place in `from..<to` where a literal begins, in ascending order, at one place
    /// the literals by their index.
    ///
    /// A literal may end past `to`, but not past the text.
    package mutating func scan(
        _ text: Span<UInt8>,
        from: Int,
        to: Int,
        into hits: inout [AnchorHit]
    ) {
        precondition(0 <= from && from <= to && to <= text.count, "the range lies in the text")
        var position = from
        while position < to {
            let (count, resume) = findBatch(text, from: position, to: to)
            for index in 0..<count {
                hits.append(
                    AnchorHit(
                        position: position + Int(distances[index]),
                        literal: Int(literals[index])
                    )
                )
            }
            position = resume
        }
    }

    /// At least the 250 that the search needs to get on.
    private static let batchSize = 1024

    private mutating func findBatch(
        _ text: Span<UInt8>,
        from: Int,
        to: Int
    ) -> (count: Int, resume: Int) {
        var resume = to
        let count = unsafe text.withUnsafeBufferPointer { bytes in
            unsafe bytescan_find(
                compiled,
                bytes.baseAddress,
                from,
                to,
                bytes.count,
                &distances,
                &literals,
                Self.batchSize,
                &resume
            )
        }
        return (count, resume)
    }
}

/// Counts and finds single bytes in a range of a text.
package enum ByteScan {
    /// Counts the newlines in a range.
    package static func countNewlines(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        unsafe withBytes(text, range) { unsafe bytescan_count_newlines($0, range.count) }
    }

    /// Returns where a byte first stands in a range, or `nil` where it does not.
    package static func firstIndex(
        of byte: UInt8,
        in text: Span<UInt8>,
        _ range: Range<Int>
    ) -> Int? {
        let index = unsafe withBytes(text, range) {
            unsafe bytescan_find_byte($0, range.count, byte)
        }
        return index < range.count ? range.lowerBound + index : nil
    }

    /// Returns where a byte last stands in a range, or `nil` where it does not.
    package static func lastIndex(
        of byte: UInt8,
        in text: Span<UInt8>,
        _ range: Range<Int>
    ) -> Int? {
        let index = unsafe withBytes(text, range) {
            unsafe bytescan_rfind_byte($0, range.count, byte)
        }
        return index < range.count ? range.lowerBound + index : nil
    }

    /// Returns where two letters, small or capital, first stand in a range one behind the other;
    /// bytes that are no letters may be taken for them.
    package static func firstIndex(
        ofLetters letters: (UInt8, UInt8),
        in text: Span<UInt8>,
        _ range: Range<Int>
    ) -> Int? {
        let index = unsafe withBytes(text, range) {
            unsafe bytescan_find_letters($0, range.count, letters.0, letters.1)
        }
        return index < range.count ? range.lowerBound + index : nil
    }

    /// Whether the same bytes stand in two texts.
    @inline(__always)
    package static func areEqual(
        _ text: Span<UInt8>,
        _ position: Int,
        _ other: Span<UInt8>,
        _ start: Int,
        count: Int
    ) -> Bool {
        guard count >= 0, position >= 0, start >= 0, position + count <= text.count,
            start + count <= other.count
        else { return false }
        return unsafe text.withUnsafeBufferPointer { left in
            unsafe other.withUnsafeBufferPointer { right in
                guard let left = left.baseAddress, let right = right.baseAddress else {
                    return count == 0
                }
                return unsafe bytescan_equal(left + position, right + start, count)
            }
        }
    }

    /// Copies a range of a text over the bytes of an array from an index on, marks in place of the
    /// digits whose value does not matter: those of addresses and ports, and of a time.
    static func maskDigits(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        time: Range<Int>,
        to bytes: inout [UInt8],
        at index: Int
    ) {
        precondition(index >= 0 && index + range.count <= bytes.count, "there is room")
        precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "it lies in the text")
        let time = time.clamped(to: range)
        unsafe text.withUnsafeBufferPointer { source in
            unsafe bytes.withUnsafeMutableBufferPointer { target in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                unsafe bytescan_mask_digits(
                    from + range.lowerBound,
                    range.count,
                    time.lowerBound - range.lowerBound,
                    time.upperBound - range.lowerBound,
                    to + index
                )
            }
        }
    }

    /// A hash of the bytes in a range, the same in every process.
    static func hash(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "it lies in the text")
        return unsafe text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            return unsafe bytescan_hash(base + range.lowerBound, range.count)
        }
    }

    /// Calls `body` with the address of a range's first byte; an empty range gives 0 unasked.
    private static func withBytes(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ body: (UnsafePointer<UInt8>) -> Int
    ) -> Int {
        precondition(0 <= range.lowerBound && range.upperBound <= text.count, "it lies in the text")
        return unsafe text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress, !range.isEmpty else { return 0 }
            return unsafe body(base + range.lowerBound)
        }
    }
}
