/// The fingerprint of an incident, `g1:`: equal for the same fault whatever the layout and the
/// wrapping.
///
/// With a stack it folds the class and the normalised functions of the handler, the origin and,
/// where a recovery panicked again, the first own frame above; without own frames the innermost
/// functions; without a stack what the error text says.
struct Fingerprint {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func fold(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    mutating func fold(_ name: String) {
        for byte in name.utf8 { fold(byte) }
        fold(UInt8(0))
    }

    /// Folds a function's name without what differs between builds: receivers' parentheses, type
    /// arguments, the compiler's wrappers, the escape of a dot.
    mutating func foldFunction(_ text: Span<UInt8>, _ function: Range<Int>) {
        var position = function.lowerBound
        let end = function.upperBound
        if text.has("vendor/", at: position, before: end) { position += 7 }
        while position < end {
            switch text[position] {
            case ASCII.leftBracket:
                position = endOfBrackets(text, position, end)
                continue
            case ASCII.leftParenthesis, ASCII.rightParenthesis, ASCII.asterisk:
                break
            case ASCII.minus where isCompilerSuffix(text, position, end):
                position = end
                continue
            case ASCII.dot where isWrapper(text, position, end):
                position = end
                continue
            case UInt8(ascii: "%") where text.has("%2e", at: position, before: end):
                fold(ASCII.dot)
                position += 2
            default:
                fold(text[position])
            }
            position += 1
        }
        fold(UInt8(0))
    }

    private func endOfBrackets(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var depth = 0
        var position = start
        while position < end {
            if text[position] == ASCII.leftBracket { depth += 1 }
            if text[position] == ASCII.rightBracket { depth -= 1 }
            position += 1
            if depth == 0 { break }
        }
        return position
    }

    /// `-fm` of a method value, `-range1` of a loop's body.
    private func isCompilerSuffix(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        text.has("-fm", at: start, before: end) && start + 3 == end
            || text.has("-range", at: start, before: end)
                && text.endOfDigits(start + 6, before: end) == end
    }

    /// `.gowrap1` and `.deferwrap1`, which newer compilers put around a call.
    private func isWrapper(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        text.has(".gowrap", at: start, before: end)
            && text.endOfDigits(start + 7, before: end) == end
            || text.has(".deferwrap", at: start, before: end)
                && text.endOfDigits(start + 10, before: end) == end
    }
}

extension Fingerprint {
    private static let innermost = 3

    /// The fingerprint of an incident with a stack.
    static func ofStack(_ record: IncidentRecord, in goroutine: GoroutineRecord) -> UInt64 {
        let text = record.arena.span
        var print = Fingerprint()
        print.fold(record.errorClass?.rawValue ?? "")
        guard record.originFrame >= 0 else {
            let named = goroutine.frames.filter {
                !GoOwnership.isPanic(text, record.frames[$0].function.range)
            }
            for index in named.prefix(innermost) {
                print.foldFunction(text, record.frames[index].function.range)
            }
            return print.value
        }
        print.foldFunction(text, record.frames[Int(record.handlerFrame)].function.range)
        print.foldFunction(text, record.frames[Int(record.originFrame)].function.range)
        let first = goroutine.frames.first { GoOwnership.isOwn(text, record.frames[$0]) }
        if let first, first < Int(record.originFrame) {
            print.foldFunction(text, record.frames[first].function.range)
        }
        return print.value
    }
}
