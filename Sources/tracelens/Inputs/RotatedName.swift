/// What a file's name says of its place among the files of a rotated log.
///
///     numbered = current "." 1*3DIGIT [ packed ]                            ; current ends in no digit
///     stamped  = stem marks stamp [ reason ] [ "." 1*3DIGIT ] [ "." rest ] [ packed ]
///     current  = stem [ "." rest ]
///     labelled = "@" 24HEX ( ".s" / ".u" )                                  ; beside `current`
///     reason   = "-size" / "-time"                                   ; behind parts of a second alone
///     packed   = ".gz" / ".xz" / ".zst" / ".bz2" / ".lz4" / ".Z"
///
/// So name logrotate, newsyslog, Docker and Python (`app.log.2.gz`), logrotate's `dateext`
/// (`app.log-20240501`, `app-20240501.log`), the kubelet (`0.log.20240501-101112.gz`), lumberjack and
/// its kin (`app-2024-05-01T10-00-00.000.log`), cronolog, logback (`app.2024-05-01.3.log`), glog
/// (`app.host.user.log.INFO.20240501-101112.4711`), runit and s6 (`@40000000….s`). A number elsewhere
/// (`app-1.log`, `app.1.log`) may count up or down, or name a service: it says nothing.
struct RotatedName: Equatable {
    /// The name without what tells the compression.
    let plain: [UInt8]
    /// Whether it tells a compression.
    let isPacked: Bool
    /// Its place, `nil` where it tells none: the name of a file that is written to, or no log at all.
    let place: Place?

    /// A place among the files of a rotated log.
    struct Place: Equatable {
        /// The name of the file that is written to.
        let current: [UInt8]
        /// The form of the stamp, empty where the files are numbered: only like ones are in order.
        let shape: [UInt8]
        /// What orders like ones by its bytes, the oldest first; empty where they are numbered.
        let moment: [UInt8]
        /// The number: the highest is the oldest, but of one moment the newest; -1 where there is none.
        let number: Int
        /// Whether the name alone, without a current file, may belong to a single run.
        let mayBeRun: Bool

        /// Whether the place is told by a number alone.
        var isNumbered: Bool { shape.isEmpty }
    }

    /// What a name says.
    init(_ name: [UInt8]) {
        let ending = Self.endings.first { name.count > $0.utf8.count && name.ends(with: $0.utf8) }
        isPacked = ending != nil
        plain = Array(name.dropLast(ending?.utf8.count ?? 0))
        place = Self.numbered(plain) ?? Self.labelled(plain) ?? Self.stamped(plain)
    }

    private static let endings = [".gz", ".xz", ".zst", ".bz2", ".lz4", ".Z"]
    private static let reasons = ["-size", "-time"]
    private static let marks = "-_.".utf8

    /// Whether a byte is a digit.
    static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension [UInt8] {
    fileprivate func ends(with suffix: some BidirectionalCollection<UInt8>) -> Bool {
        count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
    }
}

extension RotatedName {
    private static func numbered(_ name: [UInt8]) -> Place? {
        let digits = name.reversed().prefix(while: isDigit).count
        let dot = name.count - digits - 1
        // Behind a digit it may be a version's (`go1.22.1`), or an address's.
        guard (1...3).contains(digits), dot > 0, name[dot] == UInt8(ascii: "."),
            !isDigit(name[dot - 1])
        else { return nil }
        return Place(
            current: Array(name[..<dot]),
            shape: [],
            moment: [],
            number: number(name[(dot + 1)...]),
            mayBeRun: words(name[..<dot]).last != Array("log".utf8)
        )
    }

    /// A label in TAI64N counts seconds and nanoseconds, so labels are in order as they are.
    private static func labelled(_ name: [UInt8]) -> Place? {
        guard name.count == 27, name[0] == UInt8(ascii: "@"),
            name[1..<25].allSatisfy({ "0123456789abcdef".utf8.contains($0) }),
            name.ends(with: ".s".utf8) || name.ends(with: ".u".utf8)
        else { return nil }
        return Place(
            current: Array("current".utf8),
            shape: [name[0]],
            moment: Array(name[1..<25]),
            number: -1,
            mayBeRun: false
        )
    }

    private static func stamped(_ name: [UInt8]) -> Place? {
        for start in name.indices where isDigit(name[start]) {
            guard start == 0 || marks.contains(name[start - 1]),
                let stamp = RotationStamp(name, at: start),
                let place = place(name, stamp)
            else { continue }
            return place
        }
        return nil
    }

    /// The place that a stamp tells if what stands behind it belongs to a rotated name.
    private static func place(_ name: [UInt8], _ stamp: RotationStamp) -> Place? {
        var end = stamp.range.upperBound
        if stamp.hasFraction,
            let reason = reasons.first(where: { name[end...].starts(with: $0.utf8) })
        {
            end += reason.utf8.count
        }
        let (number, rest) = index(name[end...])
        guard rest.isEmpty || rest.count > 1 && rest.first == UInt8(ascii: ".") else { return nil }
        var stem = name[..<stamp.range.lowerBound]
        while let last = stem.last, marks.contains(last) { stem.removeLast() }
        let current = Array(stem + rest)
        let moment = Array(name[stamp.range])
        return Place(
            current: current,
            shape: moment.map { isDigit($0) ? UInt8(ascii: "0") : $0 },
            moment: moment,
            number: number,
            mayBeRun: !isLog(current) || stamp.hasMinutes && !isOfProcess(rest)
        )
    }

    /// The number behind a stamp, -1 where there is none, and what follows.
    private static func index(_ rest: ArraySlice<UInt8>) -> (Int, ArraySlice<UInt8>) {
        guard rest.first == UInt8(ascii: ".") else { return (-1, rest) }
        let digits = rest.dropFirst().prefix(while: isDigit)
        let behind = rest[digits.endIndex...]
        guard (1...3).contains(digits.count), behind.first.map({ $0 == UInt8(ascii: ".") }) ?? true
        else { return (-1, rest) }
        return (number(digits), behind)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) }
    }

    /// Whether a name calls the file a log: `app.log`, `access_log`, `logs`.
    private static func isLog(_ name: [UInt8]) -> Bool {
        words(name[...]).contains { $0 == Array("log".utf8) || $0 == Array("logs".utf8) }
    }

    /// Whether a process id stands behind a stamp: all files of one process are one log.
    private static func isOfProcess(_ rest: ArraySlice<UInt8>) -> Bool {
        rest.count > 4 && rest.dropFirst().allSatisfy(isDigit)
    }

    private static func words(_ name: ArraySlice<UInt8>) -> [[UInt8]] {
        name.split { marks.contains($0) }.map(Array.init)
    }
}
