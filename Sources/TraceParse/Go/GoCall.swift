/// The function of a frame, with its arguments where the layout prints them.
///
///     call     = function "(" arguments ")"
///     function = path "." [ "(*" type ")." / type "." ] name { "." closure }
///     type     = name [ "[...]" ]
///
/// A receiver in parentheses begins with an asterisk, so the first other parenthesis opens the
/// arguments; these hold hexadecimal numbers, braces, `...`, `?` and `_`, and no parenthesis.
struct GoCall {
    var function: ByteRun
    var arguments: ByteRun
    /// After the closing parenthesis.
    var end: Int

    static let maximumName = 2048
    static let maximumArguments = 4096

    /// The call that begins at a position, or `nil`.
    static func read(_ text: Span<UInt8>, at start: Int, before limit: Int) -> GoCall? {
        guard let open = endOfName(text, at: start, limit), open > start,
            open < limit, text[open] == ASCII.leftParenthesis,
            let close = endOfArguments(text, at: open + 1, limit)
        else { return nil }
        return GoCall(
            function: ByteRun(start..<open),
            arguments: ByteRun(open + 1..<close),
            end: close + 1
        )
    }

    /// Where the function's name that begins at a position ends: at the parenthesis of its
    /// arguments, or at the first byte that no name holds.
    static func endOfName(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Int? {
        let limit = min(limit, start + maximumName)
        var position = start
        while true {
            position = names.end(text, from: position, before: limit)
            guard position < limit else { return position }
            switch text[position] {
            case ASCII.leftParenthesis:
                guard position + 1 < limit, text[position + 1] == ASCII.asterisk,
                    position == start || text[position - 1] == ASCII.dot
                else { return position }
                guard let after = endOfReceiver(text, position, limit) else { return nil }
                position = after
            case ASCII.leftBracket:
                guard let after = endOfTypeArguments(text, position, limit) else { return nil }
                position = after
            case ASCII.colon
            where text.has("type:.", at: start, before: limit) && position == start + 4:
                // The compiler's own functions: `type:.eq.main.T`.
                position += 1
            default:
                return position
            }
        }
    }

    private static let names = ByteClass { $0.belongsToGoName }
    static let argumentBytes = ByteClass { $0.belongsToGoArguments }

    private static func endOfReceiver(_ text: Span<UInt8>, _ open: Int, _ limit: Int) -> Int? {
        var position = open + 1
        while position < limit, text[position] != ASCII.rightParenthesis {
            if text[position] == ASCII.leftBracket {
                guard let after = endOfTypeArguments(text, position, limit) else { return nil }
                position = after
                continue
            }
            guard text[position] > ASCII.space else { return nil }
            position += 1
        }
        return position < limit ? position + 1 : nil
    }

    /// The end of `[...]`, or of type arguments spelled out, which may nest and hold spaces.
    private static func endOfTypeArguments(
        _ text: Span<UInt8>,
        _ open: Int,
        _ limit: Int
    ) -> Int? {
        var depth = 0
        var position = open
        while position < limit {
            switch text[position] {
            case ASCII.leftBracket: depth += 1
            case ASCII.rightBracket:
                depth -= 1
                if depth == 0 { return position + 1 }
            case 0..<ASCII.space, ASCII.quote, ASCII.backslash: return nil
            default: break
            }
            position += 1
        }
        return nil
    }

    /// The closing parenthesis of the arguments that begin at a position.
    static func endOfArguments(_ text: Span<UInt8>, at start: Int, _ limit: Int) -> Int? {
        let limit = min(limit, start + maximumArguments)
        guard start <= limit else { return nil }
        let end = argumentBytes.end(text, from: start, before: limit)
        return end < limit && text[end] == ASCII.rightParenthesis ? end : nil
    }
}

extension UInt8 {
    /// Whether a byte may stand in a Go function's name outside brackets: letters (UTF-8
    /// included), digits, and what import paths and the compiler's suffixes hold.
    var belongsToGoName: Bool {
        if isLetter || isDigit || self >= 0x80 { return true }
        return switch self {
        case ASCII.dot, ASCII.slash, ASCII.underscore, ASCII.minus, UInt8(ascii: "%"),
            UInt8(ascii: "~"), ASCII.plus, ASCII.at, UInt8(ascii: "$"), UInt8(ascii: "!"):
            true
        default: false
        }
    }

    fileprivate var belongsToGoArguments: Bool {
        if isLowerHex { return true }
        return switch self {
        case UInt8(ascii: "x"), ASCII.comma, ASCII.space, ASCII.leftBrace, ASCII.rightBrace,
            ASCII.dot, ASCII.question, ASCII.underscore:
            true
        default: false
        }
    }
}
