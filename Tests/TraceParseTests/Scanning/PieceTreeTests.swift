import Foundation
import Testing

@testable import TraceParse

/// Known pieces are found again whatever stands in their holes, and only where all of their bytes
/// stand.
@Suite struct `Pieces that are known` {
    private static let lead = " main.handle("
    private static let rest = ") /app/main.go:12 +0x1d"

    /// A tree of one piece of each ending, one behind the other.
    private func tree() throws -> PieceTree {
        var tree = PieceTree()
        var parent: Int32 = -1
        for (rest, ending) in [
            (") /app/main.go:12", PieceTree.Ending.decimal), (Self.rest, .hex),
            (Self.rest, .registers),
        ] {
            let text = Array((Self.lead + rest).utf8)
            let made = tree.keep(
                text.span,
                lead: 0..<Self.lead.utf8.count,
                hole: .arguments,
                rest: Self.lead.utf8.count..<text.count,
                ending: ending,
                after: parent
            )
            parent = try #require(made)
        }
        return tree
    }

    private static let log =
        " main.handle(0x1, {0xc0?, ...}) /app/main.go:12 main.handle() /app/main.go:12 +0x1d"
        + " main.handle(0xff) /app/main.go:12 +0x1d fp=0xc0 sp=0xc1 pc=0x4b2a\n"

    /// The text with as many bytes behind it as must be at hand.
    private func padded(_ text: [UInt8]) -> [UInt8] {
        text + [UInt8](repeating: UInt8(ascii: "\n"), count: PieceTree.reach)
    }

    private func follow(_ tree: inout PieceTree, _ text: [UInt8]) -> Int {
        tree.follow(text.span, from: 0, before: text.count, after: -1, most: 64)
    }

    @Test func `are met one behind the other`() throws {
        var tree = try tree()
        let text = padded(Array(Self.log.utf8))
        #expect(follow(&tree, text) == 3)
        let holes = (0..<3).map { String(decoding: text[tree[$0].hole], as: UTF8.self) }
        #expect(holes == ["0x1, {0xc0?, ...}", "", "0xff"])
        #expect(tree[2].end == Self.log.utf8.count - 1)
    }

    @Test func `are not met where a byte of theirs is another`() throws {
        var tree = try tree()
        let log = Array(Self.log.utf8)
        for index in log.indices where !isInHole(index) {
            for byte in [UInt8(ascii: "#"), UInt8(ascii: "a"), UInt8(ascii: "0"), 0, 0xFF]
            where byte != log[index] {
                var changed = log
                changed[index] = byte
                #expect(follow(&tree, padded(changed)) < 3, "\(index) \(byte)")
            }
        }
    }

    @Test func `are looked at only where enough is at hand`() throws {
        var tree = try tree()
        let log = Array(Self.log.utf8)
        for count in 0..<log.count + PieceTree.reach {
            let text = Array(padded(log)[..<count])
            let met = follow(&tree, text)
            let starts = Self.log.ranges(of: Self.lead).map {
                Self.log.utf8.distance(from: Self.log.startIndex, to: $0.lowerBound)
            }
            #expect(met == starts.count { $0 + PieceTree.reach <= count }, "\(count)")
        }
    }

    @Test func `end where the most is reached`() throws {
        var tree = try tree()
        let text = padded(Array(Self.log.utf8))
        for most in 0...3 {
            let met = tree.follow(text.span, from: 0, before: text.count, after: -1, most: most)
            #expect(met == most)
        }
    }

    @Test(arguments: 1...140)
    func `of any length are met byte for byte`(count: Int) throws {
        let lead = (0..<count).map { UInt8(ascii: "A") + UInt8($0 * 7 % 50) }
        let rest = Array((") " + String(repeating: "a/", count: count / 2) + "b.go:1").utf8)
        var tree = PieceTree()
        let made = tree.keep(
            (lead + rest).span,
            lead: 0..<lead.count,
            hole: .arguments,
            rest: lead.count..<lead.count + rest.count,
            ending: .decimal,
            after: -1
        )
        #expect(made == 0)
        let text = padded(lead + Array("0x1".utf8) + rest)
        #expect(follow(&tree, text) == 1)
        for index in lead.indices.map({ $0 }) + rest.indices.map({ lead.count + 3 + $0 }) {
            var changed = text
            changed[index] ^= 0x80
            #expect(follow(&tree, changed) == 0, "\(index)")
        }
    }

    @Test func `have holes of bounded length`() throws {
        var tree = try tree()
        for count in [GoCall.maximumArguments - 1, GoCall.maximumArguments] {
            let arguments = String(repeating: "0", count: count)
            let text = padded(Array("\(Self.lead)\(arguments)) /app/main.go:12\n".utf8))
            #expect(follow(&tree, text) == (count < GoCall.maximumArguments ? 1 : 0))
        }
    }

    /// Whether a byte of the log may be another without a piece being missed: in arguments, in the
    /// digits of registers, and the break at the end.
    private func isInHole(_ index: Int) -> Bool {
        let log = Array(Self.log.utf8)
        if index == log.count - 1 { return true }
        let text = String(decoding: log[...index], as: UTF8.self)
        let tail = String(text.suffix(12))
        if let mark = tail.range(of: "=0x") { return !tail[mark.upperBound...].isEmpty }
        guard let open = text.lastIndex(of: "("), open != text.indices.last else { return false }
        return !text[open...].contains(")")
    }
}
