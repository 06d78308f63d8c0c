extension IncidentRecord {
    /// Takes the moment that a transport noted of the line on which the incident begins.
    ///
    /// The program's own time counts, for the transport may have kept the line for a while. Where it
    /// names no zone, the transport's does: a difference of whole quarter hours is the zone. A year
    /// that it does not name is the transport's too. Where the program printed no time on the line,
    /// the transport's counts.
    mutating func takeEnvelope(time text: [UInt8], _ times: TimestampReader) {
        guard !text.isEmpty,
            let outer = times.read(text.span, at: 0, before: text.count)
        else { return }
        guard timeSource == .own, var inner = time else {
            time = outer.time
            timeText = TextRange(start: arena.count, count: outer.range.count)
            arena.append(contentsOf: text[outer.range])
            timeSource = undone.isOwnRecord ? .own : .envelope
            return
        }
        let printed = Array(arena[timeText.range])
        guard let reading = times.read(printed.span, at: 0, before: printed.count) else { return }
        if reading.needsYear, !outer.needsYear {
            inner = times.read(printed.span, 0..<printed.count, near: outer.time) ?? inner
        }
        if !reading.hasZone, outer.hasZone, let zone = Self.zone(of: inner, outer.time, times) {
            inner.seconds -= Int64(zone)
        }
        time = inner
    }

    /// How far the two times of a line may be apart where the rest is a zone.
    private static let tolerance: Int64 = 5
    private static let quarterHour: Int64 = 900

    /// What a local time was off by where it was read as one of UTC.
    private static func zone(
        of inner: Timestamp,
        _ outer: Timestamp,
        _ times: TimestampReader
    ) -> Int? {
        let difference = inner.seconds - outer.seconds
        guard abs(difference) <= 14 * 3600 + tolerance else { return nil }
        let quarters = (Double(difference) / Double(quarterHour)).rounded()
        let whole = Int64(quarters) * quarterHour
        return abs(difference - whole) <= tolerance && whole != 0 ? Int(whole) : nil
    }
}
