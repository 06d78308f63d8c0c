/// A stack without a goroutine's header, as loggers and recoveries print it.
///
///     named  = frame frame { frame }
///     frame  = [ "-> " ] function gap [ "-> " ] path ":" line        zap, pkg/errors, chi
///     gin    = path ":" line " (0x" hex ")" gap function ": " source
///     object = "{" "func" ":" name "," "line" ":" n "," "source" ":" path "}"   zerolog
///
/// It is found from the position of one of its frames, since nothing announces it.
struct GoBareStack {
    struct Frame {
        var function: Range<Int>
        var file: Range<Int>
        /// -1 where it is no number.
        var line: Int32
        /// The gap before the frame.
        var gap: Gap
    }

    var frames: [Frame] = []
    /// Where the first frame begins.
    var start: Int
    var end: Int

    private static let mostFrames = 512
    private static let longestFrame = 2048
}

// MARK: - Frames by name

extension GoBareStack {
    /// The stack whose first frame's file ends (`.go:`) at a position, or `nil`: at least two
    /// frames must follow each other.
    static func read(
        _ text: Span<UInt8>,
        sourceFile dot: Int,
        after floor: Int,
        before limit: Int
    ) -> GoBareStack? {
        let digits = text.endOfDigits(dot + 4, before: limit)
        guard digits > dot + 4, digits < limit else { return nil }
        if text.has(" (0x", at: digits, before: limit) {
            return readGin(text, dot, floor, limit)
        }
        guard mayBeFollowed(text, digits, limit) else { return nil }
        for start in starts(text, dot, floor) {
            if let stack = read(text, at: start, before: limit) {
                return stack.aligned(text)
            }
        }
        return nil
    }

    /// The stack whose first function begins at a position, or `nil`.
    static func read(_ text: Span<UInt8>, at start: Int, before limit: Int) -> GoBareStack? {
        var stack = GoBareStack(start: start, end: start)
        while stack.frames.count < mostFrames {
            let gap = Gap(text, at: stack.end, before: limit)
            guard let frame = frame(text, at: gap, before: limit) else { break }
            if stack.frames.isEmpty { stack.start = frame.frame.function.lowerBound }
            stack.frames.append(frame.frame)
            stack.end = frame.end
        }
        return stack.frames.count >= 2 ? stack : nil
    }

    private static func frame(
        _ text: Span<UInt8>,
        at gap: Gap,
        before limit: Int
    ) -> (frame: Frame, end: Int)? {
        let limit = min(limit, gap.end + longestFrame)
        let start = afterArrow(text, gap.end, limit)
        guard start < limit, text[start].isLetter || text[start] >= 0x80,
            let nameEnd = GoCall.endOfName(text, at: start, limit), nameEnd > start,
            nameEnd < limit
        else { return nil }
        if text[nameEnd] == ASCII.colon {
            if nameEnd - 1 > start, isDrive(text, nameEnd - 1, limit) {
                return frame(text, start..<nameEnd - 1, pathAt: nameEnd - 1, gap, limit)
            }
            guard let cut = GoTouchingPath.cut(text, start..<nameEnd) else { return nil }
            return frame(text, start..<cut, pathAt: cut, gap, limit)
        }
        let path = GoPackage.path(text, of: start..<nameEnd)
        guard path.upperBound + 1 < nameEnd || text.same("panic", as: start..<nameEnd) else {
            return frame(text, start..<nameEnd, withTouchingPath: gap, limit)
        }
        let inner = Gap(text, at: nameEnd, before: limit)
        guard inner.end > nameEnd else { return nil }
        let file = afterArrow(text, inner.end, limit)
        return frame(text, start..<nameEnd, pathAt: file, gap, limit)
    }

    private static func frame(
        _ text: Span<UInt8>,
        _ function: Range<Int>,
        pathAt start: Int,
        _ gap: Gap,
        _ limit: Int
    ) -> (frame: Frame, end: Int)? {
        guard let position = GoPosition.read(text, at: start, before: limit),
            GoPosition.isSourceFile(text, position.file.range), position.offset.isEmpty
        else { return nil }
        let frame = Frame(
            function: function,
            file: position.file.range,
            line: position.lineNumber(text),
            gap: gap
        )
        return (frame, position.end)
    }

    /// The frame whose path touches its function and holds spaces, so that the first word holds
    /// the function and the path's beginning.
    private static func frame(
        _ text: Span<UInt8>,
        _ word: Range<Int>,
        withTouchingPath gap: Gap,
        _ limit: Int
    ) -> (frame: Frame, end: Int)? {
        guard ByteScan.firstIndex(of: ASCII.slash, in: text, word) != nil,
            let both = GoPosition.read(text, at: word.lowerBound, before: limit),
            let cut = GoTouchingPath.cut(text, both.file.range), cut < word.upperBound
        else { return nil }
        return frame(text, word.lowerBound..<cut, pathAt: cut, gap, limit)
    }

    /// Whether the letter of a drive stands at a position: `C:/`, `C:\`.
    private static func isDrive(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        guard position + 3 < limit, text[position].isUpperLetter,
            text[position + 1] == ASCII.colon
        else { return false }
        let separator = text[position + 2]
        return separator == ASCII.backslash
            || separator == ASCII.slash && text[position + 3] != ASCII.slash
    }

    /// After the arrow with which chi marks the frame that panicked.
    private static func afterArrow(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        for arrow in ["-> ", "-&gt; ", "->", "-&gt;"] as [StaticString]
        where text.has(arrow, at: start, before: limit) {
            return Gap(text, at: start + arrow.utf8CodeUnitCount, before: limit).end
        }
        return start
    }

    /// Whether another frame may follow a line number: a break, a space, or a name that touches it.
    ///
    /// Most file positions in ordinary lines are told here.
    private static func mayBeFollowed(_ text: Span<UInt8>, _ end: Int, _ limit: Int) -> Bool {
        switch text[end] {
        case ASCII.newline, ASCII.carriageReturn, ASCII.space, ASCII.backslash, ASCII.hash,
            ASCII.less, ASCII.tab:
            Gap(text, at: end, before: limit).end > end
        default: text[end].isLetter
        }
    }

    /// Where the function of the frame may begin whose file ends at a dot: on the line before the
    /// file's, or in the words before it.
    private static func starts(_ text: Span<UInt8>, _ dot: Int, _ floor: Int) -> [Int] {
        let floor = max(floor, dot - longestFrame)
        var found: [Int] = []
        let path = startOfWord(text, before: dot, floor)
        if let name = startOfName(text, before: path, floor) { found.append(name) }
        let line = startOfLine(text, before: dot, floor)
        if line != path, let name = startOfName(text, before: line, floor) { found.append(name) }
        found.append(path)
        appendStartsOfSpacedPaths(text, dot, floor, to: &found)
        return found
    }

    /// Adds where the function may begin if the file's path holds spaces: before a slash that
    /// begins a word, or before a drive.
    private static func appendStartsOfSpacedPaths(
        _ text: Span<UInt8>,
        _ dot: Int,
        _ floor: Int,
        to found: inout [Int]
    ) {
        let most = found.count + 4
        var position = dot - 1
        while position > floor, text[position] != ASCII.newline, found.count < most,
            !text.has(".go:", at: position, before: dot)
        {
            if isDrive(text, position, dot) {
                let isTouching = !text[position - 1].isWhitespace
                let name =
                    isTouching
                    ? startOfWord(text, before: position, floor)
                    : startOfName(text, before: position, floor)
                if let name { found.append(name) }
            } else if text[position] == ASCII.slash, text[position - 1].isWhitespace,
                let name = startOfName(text, before: position, floor)
            {
                found.append(name)
            }
            position -= 1
        }
    }

    private static func startOfName(_ text: Span<UInt8>, before path: Int, _ floor: Int) -> Int? {
        let end = GoPanicText.trimmed(text, floor..<path).upperBound
        guard end < path, end > floor else { return nil }
        let stop = beforeArrow(text, floor..<end).upperBound
        return stop > floor ? startOfWord(text, before: stop, floor) : nil
    }

    /// A range without chi's arrow at its end.
    static func beforeArrow(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        for arrow in ["->", "-&gt;"] as [StaticString]
        where text.has(arrow, endingAt: range.upperBound, after: range.lowerBound) {
            let end = range.upperBound - arrow.utf8CodeUnitCount
            return GoPanicText.trimmed(text, range.lowerBound..<end)
        }
        return range
    }

    /// Where the run of bytes begins that a name or a path without spaces may hold.
    private static func startOfWord(_ text: Span<UInt8>, before end: Int, _ floor: Int) -> Int {
        var position = end
        while position > floor, belongsToWord(text, position - 1, floor) { position -= 1 }
        // The digits of an octal escape are no part of the word.
        let isOctal =
            position > floor && text[position - 1] == ASCII.hash
            && Gap(text, at: position - 1, before: end).end == position + 3
        return isOctal ? position + 3 : position
    }

    private static func belongsToWord(_ text: Span<UInt8>, _ position: Int, _ floor: Int) -> Bool {
        let byte = text[position]
        switch byte {
        case ASCII.leftParenthesis, ASCII.rightParenthesis, ASCII.asterisk, ASCII.leftBracket,
            ASCII.rightBracket, ASCII.colon:
            return byte != ASCII.rightParenthesis
                || position + 1 < text.count
                    && text[position + 1] == ASCII.dot
        case UInt8(ascii: "n"), UInt8(ascii: "t"):
            // The letter of a spelled-out break.
            return position == floor || text[position - 1] != ASCII.backslash
        default:
            return byte.belongsToGoName
        }
    }

    private static func startOfLine(_ text: Span<UInt8>, before end: Int, _ floor: Int) -> Int {
        var position = end
        while position > floor {
            let byte = text[position - 1]
            if byte == ASCII.newline || byte == ASCII.tab || byte == ASCII.backslash
                || byte == ASCII.hash
            {
                return Gap(text, at: position - 1, before: end).end
            }
            position -= 1
        }
        return position
    }

    /// The stack with the first function cut where its package begins, when text that was joined
    /// to it stands before (`read configmain.connect`): at an element that the other frames know.
    private func aligned(_ text: Span<UInt8>) -> GoBareStack {
        let first = frames[0].function
        let path = GoPackage.path(text, of: first)
        let element = GoPackage.firstElement(text, of: path)
        guard !knows(text, element) else { return self }
        var position = element.lowerBound + 1
        while position < element.upperBound {
            if knows(text, position..<element.upperBound) {
                var cut = self
                cut.frames[0].function = position..<first.upperBound
                cut.start = position
                return cut
            }
            position += 1
        }
        return self
    }

    /// The stack without the digits of a year that touch its last line number.
    func ending(_ text: Span<UInt8>, before record: Int) -> GoBareStack {
        guard let last = frames.last, last.file.upperBound + 1 < record, record < end else {
            return self
        }
        var cut = self
        let digits = last.file.upperBound + 1..<record
        cut.frames[frames.count - 1].line =
            text.decimal(digits).flatMap(Int32.init(exactly:)) ?? -1
        cut.end = record
        return cut
    }

    private func knows(_ text: Span<UInt8>, _ element: Range<Int>) -> Bool {
        if text.same("main", as: element) || GoStandardLibrary.contains(text, element)
            || GoStandardLibrary.isKnownHost(text, element)
        {
            return true
        }
        return frames.dropFirst().contains { frame in
            let path = GoPackage.path(text, of: frame.function)
            return text.same(element, GoPackage.firstElement(text, of: path))
        }
    }
}

// MARK: - gin

extension GoBareStack {
    private static func readGin(
        _ text: Span<UInt8>,
        _ dot: Int,
        _ floor: Int,
        _ limit: Int
    ) -> GoBareStack? {
        let path = startOfPath(text, before: dot, max(floor, dot - longestFrame))
        var stack = GoBareStack(start: path, end: path)
        var next: Int? = path
        while let start = next, stack.frames.count < mostFrames,
            let frame = ginFrame(text, at: start, stack.end, limit)
        {
            stack.frames.append(frame.frame)
            stack.end = frame.end
            next = nextGinPath(text, frame.end, limit)
        }
        return stack.frames.isEmpty ? nil : stack
    }

    private static func ginFrame(
        _ text: Span<UInt8>,
        at start: Int,
        _ previous: Int,
        _ limit: Int
    ) -> (frame: Frame, end: Int)? {
        let limit = min(limit, start + longestFrame)
        guard let position = GoPosition.read(text, at: start, before: limit),
            text.has(" (0x", at: position.end, before: limit)
        else { return nil }
        let address = text.endOfHex(position.end + 4, before: limit)
        guard text.has(")", at: address, before: limit) else { return nil }
        let inner = Gap(text, at: address + 1, before: limit)
        guard let nameEnd = GoCall.endOfName(text, at: inner.end, limit), nameEnd > inner.end,
            text.has(":", at: nameEnd, before: limit)
        else { return nil }
        let frame = Frame(
            function: inner.end..<nameEnd,
            file: position.file.range,
            line: position.lineNumber(text),
            gap: Gap(text, at: previous, before: limit)
        )
        return (frame, nameEnd + 1)
    }

    /// The path of the next frame, past the line of source that ends this one.
    private static func nextGinPath(_ text: Span<UInt8>, _ end: Int, _ limit: Int) -> Int? {
        let limit = min(limit, end + longestFrame)
        var position = end
        while let found = text.firstRange(of: " (0x", in: position..<limit) {
            var colon = found.lowerBound - 1
            while colon > end, text[colon].isDigit { colon -= 1 }
            if text[colon] == ASCII.colon, colon + 1 < found.lowerBound {
                let path = startOfPath(text, before: colon, end)
                if GoPosition.isSourceFile(text, path..<colon) { return path }
            }
            position = found.upperBound
        }
        return nil
    }

    private static func lastDrive(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var position = range.upperBound - 3
        while position >= range.lowerBound {
            if isDrive(text, position, range.upperBound) { return position }
            position -= 1
        }
        return nil
    }

    /// Where an absolute path begins that other text may touch: at its drive, or at the first
    /// slash of its word.
    private static func startOfPath(_ text: Span<UInt8>, before end: Int, _ floor: Int) -> Int {
        let line = startOfLine(text, before: end, floor)
        if line > floor, text[line] == ASCII.slash { return line }
        if let drive = lastDrive(text, line..<end) { return drive }
        let word = startOfWord(text, before: end, floor)
        return ByteScan.firstIndex(of: ASCII.slash, in: text, word..<end) ?? word
    }
}

// MARK: - zerolog

extension GoBareStack {
    /// The stack whose first object's `func` key begins at a position, or `nil`.
    static func readObjects(
        _ text: Span<UInt8>,
        at key: Int,
        before limit: Int
    ) -> GoBareStack? {
        let first = min(limit, key + longestFrame)
        guard ByteScan.firstIndex(of: ASCII.rightBrace, in: text, key..<first) != nil else {
            return nil
        }
        let limit = endOfList(text, key, min(limit, key + (64 << 10)))
        var fields = FieldReader(key..<limit)
        var stack = GoBareStack(start: key, end: limit)
        let gap = Gap(text, at: key, before: key)
        var function: Range<Int>?
        var line: Int32 = -1
        var read = key
        while let field = fields.next(text), stack.frames.count < mostFrames {
            // Only an object that is a frame may be followed by another.
            let between = min(read, field.key.lowerBound)..<field.key.lowerBound
            if ByteScan.firstIndex(of: ASCII.rightBrace, in: text, between) != nil,
                function != nil || stack.frames.isEmpty
            {
                break
            }
            read = field.value.upperBound
            if text.same("func", as: field.key) {
                function = field.value
            } else if text.same("line", as: field.key) {
                line = text.decimal(field.value).flatMap(Int32.init(exactly:)) ?? -1
            } else if text.same("source", as: field.key), let name = function {
                stack.frames.append(
                    Frame(function: name, file: field.value, line: line, gap: gap)
                )
                function = nil
                line = -1
            }
        }
        return stack.frames.isEmpty ? nil : stack
    }

    private static func endOfList(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        var position = start
        while position < limit, text[position] != ASCII.newline {
            if text[position] == ASCII.rightBracket, position > start,
                text[position - 1] == ASCII.rightBrace
            {
                return position
            }
            position += 1
        }
        return position
    }
}
