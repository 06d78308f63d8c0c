/// The line that begins a goroutine of a traceback.
///
///     header = "goroutine " id [ " gp=" hex " m=" ( dec / "nil" ) [ " mp=" hex ] ]
///              " [" state { ", " detail } [ " labels:{" … "}" ] "]" [ " {" labels "}" ] ":"
///     detail = minutes " minutes" / "locked to thread" / "synctest bubble " n
///
/// As printed by `goroutineheader` in the Go runtime's `traceback.go`, 1.19 to 1.27.
struct GoHeader {
    var id: Int64
    var state: Range<Int>
    var waitMinutes: Int32 = -1
    var lockedToThread = false
    var bubble: Int32 = -1
    var labels: Range<Int>?
    /// After the colon.
    var end: Int

    /// How far a header may reach; labels are the only part without a bound of its own.
    static let maximumLength = 2048

    /// The header that begins at a position, or `nil`.
    static func read(_ text: Span<UInt8>, at start: Int, before limit: Int) -> GoHeader? {
        let limit = min(limit, start + maximumLength)
        guard text.has("goroutine ", at: start, before: limit) else { return nil }
        let idEnd = text.endOfDigits(start + 10, before: limit)
        guard let id = text.decimal(start + 10..<idEnd) else { return nil }
        let bracket = endOfScheduling(text, idEnd, limit)
        guard text.has(" [", at: bracket, before: limit) else { return nil }
        var header = GoHeader(id: id, state: bracket + 2..<bracket + 2, end: bracket)
        guard header.readState(text, from: bracket + 2, limit) else { return nil }
        return header
    }

    /// Skips `gp=0xc000002380 m=0 mp=0x52b7e0`, printed since Go 1.23 at higher levels.
    private static func endOfScheduling(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        guard text.has(" gp=0x", at: start, before: limit) else { return start }
        var end = text.endOfHex(start + 6, before: limit)
        guard text.has(" m=", at: end, before: limit) else { return end }
        end =
            text.has("nil", at: end + 3, before: limit)
            ? end + 6 : text.endOfDigits(end + 3, before: limit)
        guard text.has(" mp=0x", at: end, before: limit) else { return end }
        return text.endOfHex(end + 6, before: limit)
    }

    private mutating func readState(_ text: Span<UInt8>, from start: Int, _ limit: Int) -> Bool {
        var position = Self.stateBytes.end(text, from: start, before: limit)
        while position < limit, !Self.endsState(text, position, limit) {
            guard text[position] == ASCII.space else { return false }
            position = Self.stateBytes.end(text, from: position + 1, before: limit)
        }
        guard position < limit else { return false }
        state = start..<position
        while position < limit, text[position] != ASCII.rightBracket {
            guard let next = readDetail(text, at: position, limit) else { return false }
            position = next
        }
        return readEnd(text, from: position + 1, limit)
    }

    /// What a state holds up to the next space or its end.
    private static let stateBytes = ByteClass {
        $0 > ASCII.space && $0 != ASCII.comma && $0 != ASCII.rightBracket
    }

    private static func endsState(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Bool {
        switch text[position] {
        case ASCII.comma, ASCII.rightBracket: true
        case ASCII.space: text.has(" labels:{", at: position, before: limit)
        default: false
        }
    }

    /// One `, detail` or ` labels:{…}`; a detail of a later Go version is passed over.
    private mutating func readDetail(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Int? {
        if text.has(" labels:{", at: start, before: limit) {
            return readLabels(text, from: start + 9, limit)
        }
        guard text[start] == ASCII.comma || text[start] == ASCII.space else { return nil }
        var position = start + 1
        while position < limit, text[position] == ASCII.space { position += 1 }
        let digits = position..<text.endOfDigits(position, before: limit)
        if !digits.isEmpty, text.has(" minutes", at: digits.upperBound, before: limit) {
            waitMinutes = Int32(clamping: text.decimal(digits) ?? -1)
        } else if text.has("locked to thread", at: position, before: limit) {
            lockedToThread = true
        } else if text.has("synctest bubble ", at: position, before: limit) {
            let number = position + 16..<text.endOfDigits(position + 16, before: limit)
            bubble = Int32(clamping: text.decimal(number) ?? -1)
        }
        while position < limit, !Self.endsState(text, position, limit) {
            guard text[position] >= ASCII.space else { return nil }
            position += 1
        }
        return position
    }

    /// The labels up to their closing brace; a value in quotes may hold any bracket.
    private mutating func readLabels(_ text: Span<UInt8>, from start: Int, _ limit: Int) -> Int? {
        var position = start
        var quoted = false
        while position < limit {
            let byte = text[position]
            guard byte >= ASCII.space else { return nil }
            if byte == ASCII.quote || text.has("&#34;", at: position, before: limit) {
                quoted.toggle()
            } else if byte == ASCII.backslash {
                position += text.has("\\\"", at: position, before: limit) && quoted ? 1 : 0
            } else if byte == ASCII.rightBrace, !quoted {
                labels = start..<position
                return position + 1
            }
            position += 1
        }
        return nil
    }

    private mutating func readEnd(_ text: Span<UInt8>, from start: Int, _ limit: Int) -> Bool {
        var position = start
        if text.has(" {", at: position, before: limit) {
            guard let after = readLabels(text, from: position + 2, limit) else { return false }
            position = after
        }
        guard position < limit, text[position] == ASCII.colon else { return false }
        end = position + 1
        return true
    }
}
