/// What to do about what the verdict names, in three ranks.
enum RemediesSection {
    static func blocks(_ context: PageContext) -> [Page.Block] {
        let causes = context.report.causes.filter(\.isToBeActedOn)
        var blocks: [Page.Block] = []
        for rank in Report.Remedy.Rank.allCases {
            let lines = lines(of: rank, causes)
            guard !lines.isEmpty else { continue }
            let words = rank.words
            blocks.append(
                .heading(level: 3, .words(words.prefix(1).uppercased() + words.dropFirst()))
            )
            blocks.append(.list(lines))
        }
        return blocks.isEmpty ? [] : [.heading(level: 2, "What to do")] + blocks
    }

    /// The remedies of a rank; of which cause, where there are several.
    private static func lines(of rank: Report.Remedy.Rank, _ causes: [Report.Cause]) -> [Phrase] {
        causes.flatMap { cause in
            cause.remedies.filter { $0.rank == rank }.map { remedy in
                causes.count == 1 ? remedy.text : "\(data: cause.id.rawValue): " + remedy.text
            }
        }
    }
}
