/// Tells texts that hold no secret from those that may: most of a trace's need no closer look.
///
/// It asks for less than ``SecretMask`` does, so that its no is always right.
enum SecretHint {
    /// Whether something in a text could give a secret away.
    static func isIn(_ text: Span<UInt8>) -> Bool {
        isIn(text, wordsBeginAnywhere: false)
    }

    /// Whether something in texts could that stand next to each other, without anything between.
    static func isAnywhere(in texts: Span<UInt8>) -> Bool {
        isIn(texts, wordsBeginAnywhere: true)
    }

    private static func isIn(_ text: Span<UInt8>, wordsBeginAnywhere: Bool) -> Bool {
        var hasScheme = false
        var hasFlag = false
        var isInWord = false
        for index in 0..<text.count {
            let byte = text[index]
            let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
            switch byte {
            case UInt8(ascii: ":"):
                if byteAt(index + 1, of: text) == UInt8(ascii: "/") { hasScheme = true }
                if endsKey(before: index, of: text) { return true }
            case UInt8(ascii: "="):
                if endsKey(before: index, of: text) { return true }
            case UInt8(ascii: " "):
                if hasFlag, endsKey(before: index, of: text) { return true }
            case UInt8(ascii: "@"):
                let next = byteAt(index + 1, of: text) | 0x20
                if hasScheme || next == UInt8(ascii: "t") || next == UInt8(ascii: "u") {
                    return true
                }
            case UInt8(ascii: "-"):
                if byteAt(index + 1, of: text) == UInt8(ascii: "-") { hasFlag = true }
                if !isInWord, hasFlag, byteAt(index + 4, of: text) == UInt8(ascii: "-") {
                    return true
                }
            default:
                if isLetter, !isInWord, beginsShape(at: index, of: text) { return true }
            }
            isInWord = !wordsBeginAnywhere && (isLetter || byte &- UInt8(ascii: "0") < 10)
        }
        return false
    }

    /// Whether words whose values are secrets end in two letters: `password`, `token`, `cookie`.
    private static func isEnd(_ last: UInt8, _ before: UInt8) -> Bool {
        switch last {
        case UInt8(ascii: "d"): "rwi".utf8.contains(before)
        case UInt8(ascii: "e"): "sri".utf8.contains(before)
        case UInt8(ascii: "t"): "ew".utf8.contains(before)
        case UInt8(ascii: "n"): "eog".utf8.contains(before)
        case UInt8(ascii: "y"): before == UInt8(ascii: "e")
        case UInt8(ascii: "l"): before == UInt8(ascii: "a")
        case UInt8(ascii: "s"): "ls".utf8.contains(before)
        case UInt8(ascii: "w"): before == UInt8(ascii: "p")
        case UInt8(ascii: "g"): before == UInt8(ascii: "i")
        case UInt8(ascii: "h"): before == UInt8(ascii: "t")
        case UInt8(ascii: "f"): before == UInt8(ascii: "r")
        default: false
        }
    }

    /// Whether the word before a separator ends like one whose value is a secret.
    private static func endsKey(before separator: Int, of text: Span<UInt8>) -> Bool {
        var end = separator
        while end > 0, separator - end < 8, isBetween(text[end - 1]) { end -= 1 }
        var last: UInt8 = 0
        var steps = 0
        while end > 0, steps < 64 {
            let byte = text[end - 1] | 0x20
            if byte &- UInt8(ascii: "a") < 26 {
                if last != 0 { return isEnd(last, byte) }
                last = byte
            } else if !"_-.".utf8.contains(text[end - 1]) {
                return false
            }
            end -= 1
            steps += 1
        }
        return false
    }

    /// A blank, a quote or a backslash.
    private static func isBetween(_ byte: UInt8) -> Bool { " \t\"'`\\".utf8.contains(byte) }

    /// The first letters of secrets that are known by their shape, and of the names of schemes of
    /// authorization.
    private static func beginsShape(at index: Int, of text: Span<UInt8>) -> Bool {
        func goesOn(_ rest: StaticString) -> Bool {
            rest.withUTF8Buffer { rest in
                rest.indices.allSatisfy {
                    let byte = byteAt(index + 1 + $0, of: text)
                    return unsafe byte | 0x20 == rest[$0] || byte == rest[$0]
                }
            }
        }
        switch text[index] | 0x20 {
        case UInt8(ascii: "e"): return goesOn("yj")
        case UInt8(ascii: "g"):
            return goesOn("h") || goesOn("lp")
                || (goesOn("it") && byteAt(index + 6, of: text) == UInt8(ascii: "_"))
        case UInt8(ascii: "x"): return goesOn("ox")
        case UInt8(ascii: "s"), UInt8(ascii: "r"): return goesOn("k_")
        case UInt8(ascii: "a"):
            return goesOn("kia") || goesOn("sia") || goesOn("iza") || goesOn("pikey")
        case UInt8(ascii: "b"): return goesOn("earer") || goesOn("asic")
        case UInt8(ascii: "t"): return goesOn("oken")
        case UInt8(ascii: "d"): return goesOn("igest")
        case UInt8(ascii: "n"): return goesOn("egotiate")
        default: return false
        }
    }

    private static func byteAt(_ index: Int, of text: Span<UInt8>) -> UInt8 {
        index < text.count ? text[index] : 0
    }
}
