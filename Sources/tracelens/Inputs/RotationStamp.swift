/// The moment in the name of a file that a rotation put aside, or that was begun for a day or an hour.
///
///     stamp  = date [ clock ] / epoch
///     date   = 4DIGIT 2DIGIT 2DIGIT / 4DIGIT mark 2DIGIT mark 2DIGIT          ; the same mark twice
///     clock  = 2DIGIT [ 2DIGIT [ 2DIGIT ] ]            ; without a joint only behind a bare date
///            / joint ( 2DIGIT / 4DIGIT / 6DIGIT / epoch )
///            / joint 2DIGIT mark 2DIGIT [ mark 2DIGIT [ "." 3DIGIT ] ] [ "Z" ]
///     joint  = "T" / "-" / "_" / "."
///     mark   = "-" / "_" / "." / ":"
///     epoch  = 10DIGIT
///
/// Behind a `.` stand six digits or none: `app.2024-05-01.10.log` is the tenth file of a day.
struct RotationStamp: Equatable {
    /// Where it stands in the name.
    let range: Range<Int>
    /// Whether it tells more than the hour: so do the names of single runs and dumps.
    let hasMinutes: Bool
    /// Whether it tells parts of a second, which nobody but a rotation writes.
    let hasFraction: Bool

    /// Reads the stamp that begins at a position, `nil` where none does.
    init?(_ name: [UInt8], at start: Int) {
        var reader = Reader(name: name, position: start)
        guard reader.readDate() else { return nil }
        if !reader.hasClock { reader.readClock() }
        range = start..<reader.position
        hasMinutes = reader.hasMinutes
        hasFraction = reader.hasFraction
    }
}

extension RotationStamp {
    fileprivate struct Reader {
        let name: [UInt8]
        var position: Int
        var hasClock = false
        var hasMinutes = false
        var hasFraction = false

        mutating func readDate() -> Bool {
            let count = digits(at: position)
            return count == 4 ? readMarkedDate() : readBareDate(count)
        }

        private mutating func readMarkedDate() -> Bool {
            guard let mark = mark(at: position + 4), byte(at: position + 7) == mark,
                digits(at: position + 5) == 2, digits(at: position + 8) == 2,
                isDate(year: position, month: position + 5, day: position + 8)
            else { return false }
            position += 10
            return true
        }

        private mutating func readBareDate(_ count: Int) -> Bool {
            let isDated =
                [8, 10, 12, 14].contains(count)
                && isDate(year: position, month: position + 4, day: position + 6)
                && isClock(at: position + 8, digits: count - 8)
            guard isDated || isEpoch(at: position, digits: count) else { return false }
            hasClock = count > 8
            hasMinutes = !isDated || count > 10
            position += count
            return true
        }

        mutating func readClock() {
            guard let joint = byte(at: position), "T-_.".utf8.contains(joint) else { return }
            let start = position + 1
            let count = digits(at: start)
            if count == 2, readMarkedClock(at: start, behindDot: joint == UInt8(ascii: ".")) {
                return
            }
            let isLong = count == 6 && isClock(at: start, digits: 6)
            let isShort = [2, 4].contains(count) && isClock(at: start, digits: count)
            let isOther = isShort || isEpoch(at: start, digits: count)
            guard isLong || isOther && joint != UInt8(ascii: ".") else { return }
            hasMinutes = count > 2
            position = start + count
        }

        private mutating func readMarkedClock(at start: Int, behindDot: Bool) -> Bool {
            guard let mark = mark(at: start + 2), digits(at: start + 3) == 2,
                !(behindDot && mark == UInt8(ascii: ".")),
                isClock(at: start, digits: 2), number(at: start + 3, 2) < 60
            else { return false }
            hasMinutes = true
            position = start + 5
            if byte(at: position) == mark { readSecond() }
            if byte(at: position) == UInt8(ascii: "Z") { position += 1 }
            return true
        }

        private mutating func readSecond() {
            guard digits(at: position + 1) == 2, number(at: position + 1, 2) <= 60 else { return }
            position += 3
            if byte(at: position) == UInt8(ascii: "."), digits(at: position + 1) == 3 {
                hasFraction = true
                position += 4
            }
        }
    }
}

extension RotationStamp.Reader {
    private func byte(at index: Int) -> UInt8? {
        index < name.count ? name[index] : nil
    }

    private func mark(at index: Int) -> UInt8? {
        byte(at: index).flatMap { "-_.:".utf8.contains($0) ? $0 : nil }
    }

    /// How many digits stand from a position on.
    private func digits(at index: Int) -> Int {
        guard index < name.count else { return 0 }
        return name[index...].prefix { RotatedName.isDigit($0) }.count
    }

    /// The number of a few digits, which are there.
    private func number(at index: Int, _ count: Int) -> Int {
        name[index..<index + count].reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) }
    }

    private func isDate(year: Int, month: Int, day: Int) -> Bool {
        (1970...2199).contains(number(at: year, 4)) && (1...12).contains(number(at: month, 2))
            && (1...31).contains(number(at: day, 2))
    }

    private func isClock(at index: Int, digits count: Int) -> Bool {
        let limits = [24, 60, 61]
        return stride(from: 0, to: count, by: 2).allSatisfy {
            number(at: index + $0, 2) < limits[$0 / 2]
        }
    }

    /// Seconds since 1970, from 2001 on.
    private func isEpoch(at index: Int, digits count: Int) -> Bool {
        count == 10 && (1_000_000_000...4_102_444_800).contains(number(at: index, 10))
    }
}
