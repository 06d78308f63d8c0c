extension Fingerprint {
    private static let innermost = 3

    /// The fingerprint of a Swift crash: the class and the normalised functions of the handler and
    /// the origin; without own frames the innermost functions and what the trap says.
    static func ofCrash(_ record: borrowing IncidentRecord) -> UInt64 {
        record.originFrame >= 0
            ? ofOwnFrames(record) : with(record, messageAfter: beforeMessage(record))
    }

    private static func ofOwnFrames(_ record: borrowing IncidentRecord) -> UInt64 {
        let text = record.arena.span
        var print = Fingerprint()
        print.fold(record.errorClass?.rawValue ?? "")
        print.foldSwift(text, record.frames[Int(record.handlerFrame)].function.range)
        print.foldSwift(text, record.frames[Int(record.originFrame)].function.range)
        return print.value
    }

    /// What is folded before the message of a crash without own frames.
    static func beforeMessage(_ record: borrowing IncidentRecord) -> UInt64 {
        let text = record.arena.span
        var print = Fingerprint()
        print.fold(record.errorClass?.rawValue ?? "")
        print.fold(record.kind.rawValue)
        if let leading = SwiftOwnership.leading(record)?.thread {
            var count = 0
            for index in record.threads[leading].frames where count < innermost {
                let function = record.crashFrames[index].function
                guard !function.isEmpty, !record.crashFrames[index].isHidden else { continue }
                print.foldSwift(text, function.range)
                count += 1
            }
        }
        print.foldSwift(text, record.trapFile.range)
        return print.value
    }

    /// The fingerprint with the message.
    static func with(_ record: borrowing IncidentRecord, messageAfter print: UInt64) -> UInt64 {
        var hash = print
        ErrorReader.normalized(record.arena.span, record.message.range, into: &hash)
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
