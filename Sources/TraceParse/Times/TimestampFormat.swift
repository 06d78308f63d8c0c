/// A layout in which logs print a moment.
package enum TimestampFormat: UInt8, CaseIterable, Sendable {
    /// `2009/01/23 01:23:23.123123`: Go's log package, nginx's error log.
    case goLog
    /// `2006/01/02 - 15:04:05`: gin's access line and its recovery.
    case gin
    /// `2019-02-12T17:30:00.123Z`, or with `+08:00`, `+0800`, `+08`.
    case rfc3339
    /// `2019-02-12T17:30:00.123`: RFC 3339 without its zone.
    case rfc3339Local
    /// `2024-01-02 15:04:05.678`, with a comma, with ` +0800`, `+0800` or ` UTC` after it.
    case spaced
    /// `0102 15:04:05.678901` after a level's letter: klog, and glog before 0.6; no year.
    case klog
    /// `20240102 15:04:05.678901` after a level's letter: glog since 0.6.
    case glog
    /// `08/Sep/2019:08:14:30 +0800`: the common log format; with `.132` and no zone, HAProxy's.
    case commonLog
    /// `Fri Sep 09 10:42:29.902022 2011`: Apache's error log, C's `asctime`, the command `date`.
    case apacheError
    /// `Sep  8 08:14:30`: RFC 3164 and journald's short output; no year.
    case syslog
    /// Seconds since 1970, ten digits, with a fraction or without.
    case epochSeconds
    /// Milliseconds since 1970, 13 digits.
    case epochMillis
    /// Microseconds since 1970, 16 digits.
    case epochMicros
    /// Nanoseconds since 1970, 19 digits.
    case epochNanos
}

extension TimestampFormat {
    /// Whether the layout is hardly ever met but as a log line's own time, so that the words
    /// before it need not look like a line's head.
    var speaksForItself: Bool {
        switch self {
        case .goLog, .gin, .klog, .glog, .commonLog: true
        default: false
        }
    }

    /// How many digits stand for the whole number of an epoch time, nil for a calendar's.
    var epochDigits: Int? {
        switch self {
        case .epochSeconds: 10
        case .epochMillis: 13
        case .epochMicros: 16
        case .epochNanos: 19
        default: nil
        }
    }
}
