import TraceParse

/// What can become of a log on its way.
enum Damage: Hashable, Sendable {
    /// Each line became a record of its own.
    case split(Wrapping)
    /// A long line was cut into several records.
    case parts(Wrapping)
    /// Line breaks were dropped.
    case joined
    /// Line breaks became spaces.
    case spaced
    /// Line breaks are spelled out as `\n`.
    case escaped
    /// Control characters are spelled out as `#012`.
    case octal
    /// Text became HTML.
    case markup
    /// A terminal's colours stand among the text.
    case terminalCodes
    /// A shipper put line breaks between the parts of a line.
    case falseBreaks
    /// The log is in UTF-16.
    case utf16
    /// The text of an incident was cut short.
    case cut
    /// A transport cut lines off at its limit.
    case cutOff(Wrapping)

    /// What a layout shows, where it shows anything.
    init?(_ layout: Layout) {
        switch layout {
        case .joined: self = .joined
        case .spaced: self = .spaced
        case .escaped: self = .escaped
        case .octal: self = .octal
        case .markup: self = .markup
        case .lines, .json, .mixed: return nil
        }
    }
}

extension Damage {
    /// The numbers by which states name what has no wrapping.
    private static let others: [Damage] = [
        .joined, .spaced, .escaped, .octal, .markup, .terminalCodes, .falseBreaks, .utf16, .cut,
    ]
    private static let stride = 64

    /// No number is greater.
    static let mostCodes = 4 * stride

    /// The number by which a state names it.
    var code: Int {
        switch self {
        case .split(let wrapping): Self.stride + Int(wrapping.rawValue)
        case .parts(let wrapping): 2 * Self.stride + Int(wrapping.rawValue)
        case .cutOff(let wrapping): 3 * Self.stride + Int(wrapping.rawValue)
        default: Self.others.firstIndex(of: self) ?? Self.stride - 1
        }
    }

    /// What a number names, or `nil`.
    init?(code: Int) {
        let number = code % Self.stride
        switch code / Self.stride {
        case 0 where number < Self.others.count:
            self = Self.others[number]
        case 1:
            guard let wrapping = Wrapping(rawValue: UInt8(number)) else { return nil }
            self = .split(wrapping)
        case 2:
            guard let wrapping = Wrapping(rawValue: UInt8(number)) else { return nil }
            self = .parts(wrapping)
        case 3:
            guard let wrapping = Wrapping(rawValue: UInt8(number)) else { return nil }
            self = .cutOff(wrapping)
        default:
            return nil
        }
    }
}

extension Damage {
    /// What became of the log, in words.
    var what: String {
        switch self {
        case .split: "each line of a trace is a record of its own"
        case .parts: "long lines are cut into parts"
        case .joined: "line breaks are dropped"
        case .spaced: "line breaks became spaces"
        case .escaped: "line breaks are spelled out as \\n"
        case .octal: "control characters are spelled out as #012 and #011"
        case .markup: "the text became HTML"
        case .terminalCodes: "colours of a terminal stand among the text"
        case .falseBreaks: "line breaks stand between the parts of long lines"
        case .utf16: "the text is in UTF-16"
        case .cut: "incidents are cut short"
        case .cutOff: "long lines are cut off"
        }
    }

    /// What did it, as far as the bytes tell.
    var transport: String? {
        switch self {
        case .split(let wrapping), .parts(let wrapping), .cutOff(let wrapping):
            wrapping.transport
        case .octal: "rsyslog"
        case .falseBreaks: "Fluentd"
        case .utf16: "PowerShell"
        default: nil
        }
    }

    /// What would keep it from happening.
    var setting: String? {
        switch self {
        case .split(let wrapping): wrapping.settingAgainstSplitting
        case .parts(let wrapping), .cutOff(let wrapping): wrapping.settingAgainstParts
        case .joined, .spaced: "keep the log as a file; what copies it must keep line breaks"
        case .escaped: "a logger's JSON format, or its multi-line text, in place of one line"
        case .octal:
            "rsyslog: global(parser.escapeControlCharactersOnReceive=\"off\")"
        case .markup: "the log viewer's raw or plain text, in place of its page"
        case .terminalCodes: "NO_COLOR=1, or the logger's option that turns colours off"
        case .falseBreaks: "fluent-plugin-concat: separator \"\", partial_key partial_message"
        case .utf16: "PowerShell: Out-File -Encoding utf8 in place of >"
        case .cut: "raise the limit of what carries the log: its records are longer"
        }
    }
}
