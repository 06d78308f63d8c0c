import TraceParse

/// Numbers, spans and sizes as a reader says them.
enum Wording {
    /// `1,204`.
    static func number(_ value: some BinaryInteger) -> String {
        let digits = String(value.magnitude)
        var made = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { made += "," }
            made.append(digit)
        }
        return value < 0 ? "-" + made : made
    }

    /// `1,204 incidents`, `1 incident`.
    static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number(count)) \(count == 1 ? one : many ?? one + "s")"
    }

    /// `53 s`, `64 min 53 s`, `26 h 5 min`, `3 d 4 h`.
    static func span(_ seconds: Int64) -> String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<7200: pair(seconds / 60, "min", seconds % 60, "s")
        case ..<172_800: pair(seconds / 3600, "h", seconds % 3600 / 60, "min")
        default: pair(seconds / 86_400, "d", seconds % 86_400 / 3600, "h")
        }
    }

    /// `512 B`, `1.7 KiB`, `300 MiB`.
    static func bytes(_ count: Int) -> String {
        guard count >= 1024 else { return "\(count) B" }
        var value = count
        var unit = 0
        let units = ["KiB", "MiB", "GiB", "TiB", "PiB"]
        while value >= 1024 * 1024, unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        let tenths = value * 10 / 1024
        let text = tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : "\(tenths / 10)"
        return "\(text) \(units[unit])"
    }

    /// A share in whole percent, never rounded up to all or down to none.
    static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "0 %" }
        let rounded = (part * 100 + whole / 2) / whole
        if part > 0, rounded == 0 { return "< 1 %" }
        if part < whole, rounded >= 100 { return "> 99 %" }
        return "\(rounded) %"
    }

    /// `2022-04-11 11:23:00`, in UTC, without its fraction.
    static func time(_ time: Timestamp) -> String {
        let text = Timestamp(seconds: time.seconds).description
        return text.replacingT.dropLastZ
    }

    private static func pair(_ big: Int64, _ bigUnit: String, _ small: Int64, _ smallUnit: String)
        -> String
    {
        small == 0 ? "\(big) \(bigUnit)" : "\(big) \(bigUnit) \(small) \(smallUnit)"
    }
}

extension String {
    fileprivate var replacingT: String { String(map { $0 == "T" ? " " : $0 }) }
    fileprivate var dropLastZ: String { hasSuffix("Z") ? String(dropLast()) : self }
}
