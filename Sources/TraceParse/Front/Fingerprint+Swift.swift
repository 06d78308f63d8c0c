extension Fingerprint {
    private static let innermost = 3

    /// The fingerprint of a Swift crash: the class and the normalised functions of the handler and
    /// the origin; without own frames the innermost functions and what the trap says.
    static func ofCrash(_ record: borrowing IncidentRecord) -> UInt64 {
        let text = record.arena.span
        var print = Fingerprint()
        print.fold(record.errorClass?.rawValue ?? "")
        guard record.originFrame < 0 else {
            print.foldSwift(text, record.frames[Int(record.handlerFrame)].function.range)
            print.foldSwift(text, record.frames[Int(record.originFrame)].function.range)
            return print.value
        }
        print.fold(record.kind.rawValue)
        if let leading = SwiftOwnership.leading(record)?.thread {
            let named = record.threads[leading].frames.filter {
                !record.crashFrames[$0].function.isEmpty && !record.crashFrames[$0].isHidden
            }
            for index in named.prefix(innermost) {
                print.foldSwift(text, record.crashFrames[index].function.range)
            }
        }
        print.foldSwift(text, record.trapFile.range)
        var hash = print.value
        ErrorReader.normalized(text, record.message.range, into: &hash)
        return hash
    }

    /// Folds a function's name without what differs between builds: specialisations and type
    /// arguments.
    private mutating func foldSwift(_ text: Span<UInt8>, _ function: Range<Int>) {
        let end = function.upperBound
        var position = function.lowerBound
        while let next = Self.afterPrefix(text, position, end) { position = next }
        while position < end {
            if text[position] == ASCII.less, position > function.lowerBound,
                !text[position - 1].isWhitespace,
                let close = Self.endOfArguments(text, position, end)
            {
                position = close
                continue
            }
            fold(text[position])
            position += 1
        }
        fold(UInt8(0))
    }

    private static func afterPrefix(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        for prefix in ["specialized ", "partial apply for ", "merged "] as [StaticString]
        where text.has(prefix, at: start, before: end) {
            return start + prefix.utf8CodeUnitCount
        }
        return nil
    }

    private static func endOfArguments(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var depth = 0
        var position = start
        while position < end {
            if text[position] == ASCII.less { depth += 1 }
            if text[position] == ASCII.greater, text[position - 1] != ASCII.minus {
                depth -= 1
                if depth == 0 { return position + 1 }
            }
            position += 1
        }
        return nil
    }
}
