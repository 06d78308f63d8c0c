/// What was not understood, not kept or not read.
enum NotesSection {
    static func blocks(_ context: PageContext) -> [Page.Block] {
        let notes = context.report.notes
        guard !notes.isEmpty else { return [] }
        let shown = max(context.top, 20)
        return [
            .heading(level: 2, "What was not understood"), .list(Array(notes.prefix(shown))),
        ] + context.rest(notes.count - min(shown, notes.count), "note")
    }
}
