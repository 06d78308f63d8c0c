#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
internal import SystemPackage

/// The zone of times that print none: `--time-zone`.
enum Zone: Equatable, Sendable {
    /// So many seconds east of UTC.
    case fixed(seconds: Int)
    /// A zone of the system's database, for example `Europe/Berlin`.
    case named(String)

    /// The zone that a text names, or `nil`: `UTC`, `+05:30`, or a name of the database.
    init?(_ text: String) {
        var reader = DigitReader(text)
        if text == "UTC" {
            self = .fixed(seconds: 0)
        } else if let seconds = reader.zone(), reader.isAtEnd {
            self = .fixed(seconds: seconds)
        } else if Self.isInDatabase(text) {
            self = .named(text)
        } else {
            return nil
        }
    }

    /// Makes the C library know the zone of this name, once and before threads begin.
    func activate() {
        guard case .named(let name) = self else { return }
        unsafe setenv("TZ", ":" + name, 1)
        tzset()
    }

    /// How many seconds east of UTC it is at a moment of local time; the zone must be active.
    ///
    /// An hour that comes twice is taken for its first coming, and one that is left out is read as
    /// if the clock had not been changed yet. `mktime` would answer from what it was asked before.
    func offset(atLocal seconds: Int64) -> Int {
        guard case .named = self else { return fixedSeconds }
        let before = Self.offset(atUTC: seconds - 86_400)
        let after = Self.offset(atUTC: seconds + 86_400)
        let candidates = [before, after]
        return candidates.first { Self.offset(atUTC: seconds - Int64($0)) == $0 } ?? before
    }

    private var fixedSeconds: Int {
        if case .fixed(let seconds) = self { seconds } else { 0 }
    }

    private static func offset(atUTC seconds: Int64) -> Int {
        var moment = time_t(seconds)
        var local = unsafe tm()
        guard unsafe localtime_r(&moment, &local) != nil else { return 0 }
        return Int(unsafe local.tm_gmtoff)
    }

    /// An unknown name would be read as UTC without a word.
    private static func isInDatabase(_ name: String) -> Bool {
        let isName = name.utf8.first.map(isLetter) ?? false
        guard isName, !name.contains(".."), name.utf8.allSatisfy(isOfName) else { return false }
        let database = FilePath(environment("TZDIR") ?? "/usr/share/zoneinfo")
        return (try? Stat(database.appending(name)))?.type == .regular
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        isLetter(byte) || "0123456789/_+-".utf8.contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
