/// What became of the log on its way, and what would keep it from that.
enum DamageSection {
    static func blocks(_ context: PageContext) -> [Page.Block] {
        let damage = context.report.damage
        guard !damage.isEmpty else { return [] }
        let lines = damage.prefix(max(context.top, 20)).map { row -> Phrase in
            var line: Phrase = "\(words: Wording.count(row.count, "time")): \(words: row.what)"
            if let transport = row.transport { line += ", by \(data: transport)" }
            if let setting = row.setting { line += "; see \(data: setting)" }
            return line
        }
        return [.heading(level: 2, "How this log was damaged"), .list(Array(lines))]
            + context.rest(damage.count - lines.count, "kind of damage", "kinds of damage")
    }
}
