internal import TraceParse

/// A moment as `--since` and `--until` take it.
enum Moment: Equatable, Sendable {
    /// A moment of UTC.
    case absolute(Timestamp)
    /// A moment of the run's own zone.
    case local(Timestamp)
    /// So many seconds before the last incident.
    case beforeLast(seconds: Int64)

    /// The moment that a text names, or `nil`.
    ///
    ///     moment   = date [ ("T" / "t" / " ") time [ zone ] ] / duration     ; RFC 3339 5.6
    ///     date     = 4DIGIT "-" 2DIGIT "-" 2DIGIT
    ///     time     = 2DIGIT ":" 2DIGIT [ ":" 2DIGIT [ "." 1*DIGIT ] ]
    ///     zone     = "Z" / "z" / ("+" / "-") 2DIGIT ":" 2DIGIT
    ///     duration = 1*( 1*DIGIT ("s" / "m" / "h" / "d" / "w") )
    init?(_ text: String) {
        var reader = DigitReader(text)
        if let seconds = reader.duration() {
            self = .beforeLast(seconds: seconds)
            return
        }
        reader = DigitReader(text)
        guard let day = reader.date() else { return nil }
        var time = Timestamp(seconds: day * 86_400)
        guard !reader.isAtEnd else {
            self = .local(time)
            return
        }
        guard reader.skip("T") || reader.skip("t") || reader.skip(" "), reader.time(&time) else {
            return nil
        }
        guard !reader.isAtEnd else {
            self = .local(time)
            return
        }
        guard let offset = reader.zone(), reader.isAtEnd else { return nil }
        time.seconds -= Int64(offset)
        self = .absolute(time)
    }

    /// The moment in UTC, `nil` where it depends on a last incident that there is not.
    func resolved(zone: Zone, lastIncident: Timestamp?) -> Timestamp? {
        switch self {
        case .absolute(let time):
            return time
        case .local(var time):
            time.seconds -= Int64(zone.offset(atLocal: time.seconds))
            return time
        case .beforeLast(let seconds):
            guard var time = lastIncident else { return nil }
            time.seconds &-= seconds
            return time
        }
    }

    /// Whether it can be told only when the last incident is known.
    var needsLastIncident: Bool {
        if case .beforeLast = self { true } else { false }
    }
}
