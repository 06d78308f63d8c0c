/// Bytes by their names.
enum ASCII {
    static let nul: UInt8 = 0x00
    static let tab: UInt8 = 0x09
    static let newline: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let escape: UInt8 = 0x1B
    static let space: UInt8 = 0x20
    static let quote = UInt8(ascii: "\"")
    static let hash = UInt8(ascii: "#")
    static let ampersand = UInt8(ascii: "&")
    static let leftParenthesis = UInt8(ascii: "(")
    static let rightParenthesis = UInt8(ascii: ")")
    static let asterisk = UInt8(ascii: "*")
    static let plus = UInt8(ascii: "+")
    static let comma = UInt8(ascii: ",")
    static let minus = UInt8(ascii: "-")
    static let dot = UInt8(ascii: ".")
    static let slash = UInt8(ascii: "/")
    static let zero = UInt8(ascii: "0")
    static let nine = UInt8(ascii: "9")
    static let colon = UInt8(ascii: ":")
    static let semicolon = UInt8(ascii: ";")
    static let less = UInt8(ascii: "<")
    static let equals = UInt8(ascii: "=")
    static let greater = UInt8(ascii: ">")
    static let question = UInt8(ascii: "?")
    static let at = UInt8(ascii: "@")
    static let leftBracket = UInt8(ascii: "[")
    static let backslash = UInt8(ascii: "\\")
    static let rightBracket = UInt8(ascii: "]")
    static let underscore = UInt8(ascii: "_")
    static let leftBrace = UInt8(ascii: "{")
    static let rightBrace = UInt8(ascii: "}")
}

extension UInt8 {
    var isDigit: Bool { self &- ASCII.zero < 10 }

    /// 0-9 and a-f: Go prints no upper-case hexadecimal digit.
    var isLowerHex: Bool { isDigit || self &- UInt8(ascii: "a") < 6 }

    var isLowerLetter: Bool { self &- UInt8(ascii: "a") < 26 }
    var isUpperLetter: Bool { self &- UInt8(ascii: "A") < 26 }
    var isLetter: Bool { (self | 0x20).isLowerLetter }
    var isWord: Bool { isLetter || isDigit || self == ASCII.underscore }

    /// A space, a tab, a carriage return or a newline.
    var isWhitespace: Bool {
        self == ASCII.space || self == ASCII.tab || self == ASCII.newline
            || self == ASCII.carriageReturn
    }

    /// The value of a lower-case hexadecimal digit.
    var hexValue: Int { isDigit ? Int(self &- ASCII.zero) : Int(self &- UInt8(ascii: "a")) + 10 }
}
