/// Where a run of digits ends and the next function's name begins, in text whose line breaks were
/// dropped: `+0xc5bsc-wallet/router/handler.BlockInfo` is the offset 0xc5 and the package
/// `bsc-wallet/…`, since its file stands in `…/bsc-wallet/router/handler/`.
///
/// Each way to cut gives some digits back to the name. What speaks for a cut is added up; where
/// nothing decides, the seam stays open until the incident is whole (`GoSeamSettler`).
struct GoSeam {
    /// The run of digits, which ends where the rest of the name begins.
    var run: Range<Int>
    var kind = Kind.offset

    enum Kind: Equatable {
        case offset
        /// A program counter, with the width that they have in this incident (0: not known yet).
        case programCounter(width: Int)
    }

    struct Cut {
        /// How many digits go to the name.
        var givenBack: Int
        /// Whether the evidence for it is clearly better than for any other.
        var isSettled: Bool
    }

    /// How many digits a name may take: no longer run of letters begins an import path.
    private static let mostGivenBack = 16
    /// By how much the best cut must be ahead of the next.
    private static let margin = 15

    /// The best cut before a call that was read from the end of the run.
    func cut(
        _ text: Span<UInt8>,
        before call: GoCall,
        file: Range<Int>?,
        known: GoKnownElements = GoKnownElements()
    ) -> Cut {
        if isPlain(text, call) { return Cut(givenBack: 0, isSettled: true) }
        if known.contains(text, call.function.range), mayBegin(text, run.upperBound, call) {
            return Cut(givenBack: 0, isSettled: true)
        }
        var best = Cut(givenBack: 0, isSettled: true)
        var bestScore = Int.min
        var second = Int.min
        let most = min(run.count - 1, Self.mostGivenBack)
        for count in 0...max(0, most) {
            guard
                mayBegin(text, run.upperBound - count, call)
                    || isDigitOfOwnDirectory(text, count, call, file)
            else { continue }
            let score = score(text, givenBack: count, call, file, known)
            if score > bestScore {
                second = bestScore
                bestScore = score
                best.givenBack = count
            } else {
                second = max(second, score)
            }
            // A name that is its own file's directory has no rival.
            if count == 0, score >= Weight.directory { return best }
        }
        best.isSettled = second == Int.min || bestScore - second >= Self.margin
        return best
    }

    /// Whether the name can only begin behind the run: with a letter that is no digit, after one
    /// that no name begins with, or as the most frequent names begin.
    private func isPlain(_ text: Span<UInt8>, _ call: GoCall) -> Bool {
        let start = run.upperBound
        guard text[start].isLetter, !text[start].isLowerHex else { return false }
        if text[start - 1].isDigit, run.count < 3 || text[start - 2].isDigit { return true }
        let limit = call.function.upperBound
        switch text[start] {
        case UInt8(ascii: "g"):
            return text.has("github.com/", at: start, before: limit)
                || text.has("golang.org/", at: start, before: limit)
        case UInt8(ascii: "m"): return text.has("main.", at: start, before: limit)
        case UInt8(ascii: "n"): return text.has("net/http.", at: start, before: limit)
        case UInt8(ascii: "p"): return text.same("panic", as: call.function.range)
        case UInt8(ascii: "r"): return text.has("runtime.", at: start, before: limit)
        default: return false
        }
    }

    /// Whether a name may begin at a position: with a letter, and with more than nothing of it.
    func mayBegin(_ text: Span<UInt8>, _ start: Int, _ call: GoCall) -> Bool {
        let first = text[start]
        guard start < call.function.upperBound else { return false }
        return first.isLetter || first == ASCII.underscore || first >= 0x80
    }

    /// Whether a name that begins with a digit (`9fans.net/go`) is its own file's directory.
    private func isDigitOfOwnDirectory(
        _ text: Span<UInt8>,
        _ count: Int,
        _ call: GoCall,
        _ file: Range<Int>?
    ) -> Bool {
        guard count > 0, count <= 3, let file, text[run.upperBound - count].isDigit else {
            return false
        }
        let name = run.upperBound - count..<call.function.upperBound
        let path = GoPackage.path(text, of: name)
        return GoPackage.match(text, path: path, file: file).whole
            && ByteScan.firstIndex(of: ASCII.slash, in: text, path) != nil
    }

    private enum Weight {
        static let directory = 50
        static let width = 40
        static let builtin = 40
        static let host = 30
        static let known = 30
        static let standard = 20
        static let common = 16
        static let whole = 1
        /// Few import paths begin with letters, a digit and letters (`c2pa.org`).
        static let digitInside = -12
    }

    private func score(
        _ text: Span<UInt8>,
        givenBack count: Int,
        _ call: GoCall,
        _ file: Range<Int>?,
        _ known: GoKnownElements
    ) -> Int {
        let name = run.upperBound - count..<call.function.upperBound
        let path = GoPackage.path(text, of: name)
        var score = lengthScore(run.count - count) + (count == 0 ? Weight.whole : 0)
        if count > 0, holdsDigit(text, run.upperBound - count..<run.upperBound) {
            score += Weight.digitInside
        }
        if let file, GoPackage.match(text, path: path, file: file).whole {
            score += Weight.directory
        }
        let first = GoPackage.firstElement(text, of: path)
        if isBuiltin(text, name) || isMain(text, path) {
            score += Weight.builtin
        } else if known.contains(text, name) {
            score += Weight.known
        } else if GoStandardLibrary.contains(text, first) {
            score += Weight.standard
        } else if GoStandardLibrary.isKnownHost(text, first) {
            score += Weight.host
        } else if GoCommonNames.begins(text, name) {
            score += Weight.common
        }
        return score
    }

    private func holdsDigit(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where text[index].isDigit { return true }
        return false
    }

    /// Of 25,811 offsets measured, 99.8 % had at most three digits; few had one.
    ///
    /// Program counters have one width in an incident, at least six digits on 64-bit systems.
    private func lengthScore(_ digits: Int) -> Int {
        switch kind {
        case .programCounter(width: 0): digits < 6 ? -Weight.width : 0
        case .programCounter(let width): digits == width ? Weight.width : -Weight.width
        case .offset where digits > 4: -4 * digits
        case .offset: digits == 4 ? -8 : digits == 1 ? -3 : 0
        }
    }

    private func isBuiltin(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        name.count == 5 && text.has("panic", at: name.lowerBound, before: name.upperBound)
    }

    private func isMain(_ text: Span<UInt8>, _ path: Range<Int>) -> Bool {
        path.count == 4 && text.has("main", at: path.lowerBound, before: path.upperBound)
    }

    /// How many digits a keyword, a date or an address after the run takes: what may follow a
    /// trace's last position in joined text.
    ///
    /// `nil` where none of them follows.
    static func givenBackToForeignText(_ text: Span<UInt8>, _ run: Range<Int>, _ limit: Int) -> Int?
    {
        let end = run.upperBound
        for (keyword, taken) in keywords
        where run.count > taken && text.has(keyword, at: end - taken, before: limit) {
            return taken
        }
        if run.count >= 4, isYear(text, end - 4..<end), isRestOfDate(text, end, limit) { return 4 }
        return octetDigits(text, run, limit)
    }

    /// Keywords that begin with letters of hexadecimal digits, and how many of those.
    private static let keywords: [(StaticString, Int)] = [
        ("created by ", 1), ("exit status ", 1), ("fatal error: ", 2), ("eax    0x", 2),
    ]

    private static func isYear(_ text: Span<UInt8>, _ digits: Range<Int>) -> Bool {
        (text[digits.lowerBound] == UInt8(ascii: "1")
            || text[digits.lowerBound] == UInt8(ascii: "2"))
            && text.endOfDigits(digits.lowerBound, before: digits.upperBound) == digits.upperBound
    }

    /// `/11/22 ` or `-11-22T` after a year.
    private static func isRestOfDate(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Bool {
        guard start + 6 < limit else { return false }
        let separator = text[start]
        guard separator == ASCII.slash || separator == ASCII.minus else { return false }
        return text[start + 1].isDigit && text[start + 2].isDigit && text[start + 3] == separator
            && text[start + 4].isDigit && text[start + 5].isDigit
    }

    /// The digits that belong to an IPv4 address that an access line begins with
    /// (`+0x4db127.0.0.2 - - [`): as many as make an octet.
    private static func octetDigits(_ text: Span<UInt8>, _ run: Range<Int>, _ limit: Int) -> Int? {
        var position = run.upperBound
        for _ in 0..<3 {
            guard position < limit, text[position] == ASCII.dot else { return nil }
            let after = text.endOfDigits(position + 1, before: limit)
            guard after > position + 1, after - position <= 4 else { return nil }
            position = after
        }
        var digits = 0
        while digits < min(3, run.count - 1), text[run.upperBound - digits - 1].isDigit {
            digits += 1
        }
        while digits > 0 {
            let octet = run.upperBound - digits..<run.upperBound
            if text[octet.lowerBound] != ASCII.zero, (text.decimal(octet) ?? 256) < 256 {
                return digits
            }
            digits -= 1
        }
        return nil
    }
}
