struct AnchorHit { var position: Int; var literal: Int }
struct LiteralScanner: ~Copyable {
    let literals: [[UInt8]]
    init(_ l: [String]) { literals = l.map { Array($0.utf8) } }
    mutating func scan(_ text: Span<UInt8>, from: Int, to: Int, into hits: inout [AnchorHit]) {
        for p in from..<to {
            for (i, l) in literals.enumerated() where p + l.count <= text.count && text[p] == l[0] {
                var ok = true
                for k in 0..<l.count where text[p + k] != l[k] { ok = false; break }
                if ok { hits.append(AnchorHit(position: p, literal: i)) }
            }
        }
    }
}
enum ByteScan {
    static func countNewlines(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        var n = 0; for i in range where text[i] == 10 { n += 1 }; return n
    }
    static func firstIndex(of b: UInt8, in text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        for i in range where text[i] == b { return i }; return nil
    }
    static func lastIndex(of b: UInt8, in text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        for i in range.reversed() where text[i] == b { return i }; return nil
    }
}
