/// How sure a cause is, in hundredths, so that it prints the same everywhere.
public struct Confidence: Hashable, Sendable, Comparable {
    /// 0 to 100.
    public let hundredths: Int

    init(_ hundredths: Int) {
        self.hundredths = min(max(hundredths, 0), 100)
    }

    static let none = Confidence(0)
    /// The most that fewer than five incidents can give.
    static let fewIncidents = Confidence(60)
    /// The least with which a cause is named in the verdict.
    static let enoughToName = Confidence(25)
    /// The least with which a root, or a second, independent cause, is named beside it.
    static let enoughBeside = Confidence(40)

    /// `0.45`.
    public var text: String {
        let digits = hundredths < 10 ? "0\(hundredths)" : "\(hundredths)"
        return hundredths == 100 ? "1" : "0.\(digits)"
    }

    /// `low`, `medium` or `high`.
    public var level: String {
        hundredths < 40 ? "low" : hundredths < 80 ? "medium" : "high"
    }

    /// Whether one is less sure than the other.
    public static func < (left: Confidence, right: Confidence) -> Bool {
        left.hundredths < right.hundredths
    }
}

/// Written and read as a number from 0 to 1.
extension Confidence: Codable {
    /// Reads a number from 0 to 1.
    public init(from decoder: any Decoder) throws {
        let number = try decoder.singleValueContainer().decode(Double.self)
        self.init(Int((min(max(number, 0), 1) * 100).rounded()))
    }

    /// Writes a number from 0 to 1.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Double(hundredths) / 100)
    }
}

/// What a confidence rests on, which is how far it can go.
///
/// However many lines of a log fit a cause, they are one kind of evidence, and other causes may
/// fit them too: each further kind that agrees raises the cap, more of the same does not.
enum Ground: Int, Hashable, Sendable, Comparable {
    /// What the incidents look like: their classes, peers and times.
    case pattern = 65
    /// How long the requests took that failed, told by access lines beside them.
    case pairedLatency = 75
    /// The sockets of the host by state and peer, counters of the kernel, a caller's own log.
    case sockets = 85
    /// The error's own words: an errno or a process's end is no inference, though a text may be
    /// quoted, and why it came to that is another question.
    case named = 90
    /// The thing itself: where goroutines stood, how long the called service took.
    case seen = 95

    /// The most that it can give.
    var cap: Confidence { Confidence(rawValue) }

    static func < (left: Ground, right: Ground) -> Bool { left.rawValue < right.rawValue }
}
